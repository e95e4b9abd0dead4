/** Words of embeds, of the page that shares a figure and of its picture, in Indonesian. */
export const shareId = {
  share: {
    link: 'Bagikan atau sematkan angka ini',
    title: 'Bagikan angka ini',
    what: 'Angka yang dibagikan',
    kinds: { anggaran: 'Belanja sejauh ini', kurva: 'Kurva setahun', 'per-seratus-ribu': 'Dari tiap Rp100.000' },
    seeAll: 'Lihat semua angka dan sumbernya',
    noShares: 'Terbitan ini tidak memuat belanja yang dapat dibagi per Rp100.000',
    message: {
      title: 'Kirim sebagai pesan',
      text: 'Kalimat dari halaman itu, dengan tanggal data dan alamat yang selalu membuka terbitan yang sama.',
      copy: 'Teks untuk disalin',
      send: 'Kirim lewat WhatsApp',
      image: 'Gambar untuk dibagikan (PNG)',
      facts: (day: string | null, edition: string, isAudited: boolean) =>
        `${day === null ? 'Belum dilaporkan' : `Data per ${day}`}, terbitan ${edition}, ${isAudited ? 'sudah diaudit' : 'belum diaudit'}.`,
      simulated: 'Data simulasi, bukan angka resmi.',
    },
    embed: {
      title: 'Sematkan di situs lain',
      text: 'Salin kode ini ke halaman situs Anda. Isinya selalu dari terbitan terbaru, tanpa skrip dan tanpa kuki, dan mengikuti tampilan terang atau gelap pembacanya.',
      code: 'Kode sematan, terbitan terbaru',
      pinned: (edition: string) => `Kode sematan yang tetap pada terbitan ${edition}`,
      preview: 'Beginilah tampilnya',
      noAddress: 'Alamat situs ini belum diatur, jadi kodenya belum dapat dibuat.',
      oembed: 'Situs yang mengenal oEmbed cukup diberi alamat halamannya.',
    },
    image: { of: 'dari', budget: 'anggaran', paid: 'dibayarkan', silent: 'belum dilaporkan' },
  },
};
