/** Words of the pages that help to read the figures, in Indonesian. */
export const aidsId = {
  guide: {
    nav: 'Panduan',
    step: 'langkah',
    at: (step: string, count: string) => `Langkah ${step} dari ${count}`,
    back: 'Kembali',
    next: 'Lanjut',
    end: 'Selesai, ke beranda',
    start: 'Baru pertama kali? Lima langkah membaca angka ini',
    tap: 'Kata bergaris titik bisa diketuk untuk artinya. Tiap angka bisa diketuk untuk asalnya.',
    planned: {
      title: (amount: string, year: string) => `Anggaran: ${amount} boleh dibelanjakan selama ${year}`,
      text: 'Batas ini disebut',
      more: ': disepakati pemerintah daerah dan DPRD, dan tidak boleh dilewati. Boleh dibelanjakan bukan berarti sudah dibelanjakan.',
      none: 'Anggaran tahun ini belum diterbitkan',
      noneText: 'Tanpa anggaran, angka pembayaran tidak punya pembanding.',
    },
    paid: {
      title: (amount: string, percent: string, day: string) => `Dibayarkan: ${amount}, ${percent} dari anggaran, sampai ${day}`,
      titlePlain: (amount: string, day: string) => `Dibayarkan: ${amount} sampai ${day}`,
      text: 'Uang yang sungguh keluar disebut',
      more: ': dihitung dari laporan OPD sampai tanggal yang tertulis di atas halaman, bukan sampai hari ini.',
      none: 'Pembayaran tahun ini belum diterbitkan',
      noneText: 'Belum diterbitkan tidak sama dengan nol: laporannya belum ada.',
    },
    compared: {
      behind: (size: string, day: string) => `Dibanding rencana: ${size} di bawah, sampai ${day}`,
      ahead: (size: string, day: string) => `Dibanding rencana: ${size} di atas, sampai ${day}`,
      even: (day: string) => `Dibanding rencana: tepat, sampai ${day}`,
      text: (plan: string, paid: string) =>
        `Garis tegak di batang adalah rencana: ${plan} seharusnya sudah dibayarkan, nyatanya ${paid}. Rencana bulan demi bulan itu disebut`,
      more: '. Di bawah rencana bukan berarti hemat; bisa jadi pekerjaannya belum jalan. Di atas rencana bukan berarti hasilnya baik.',
      none: 'Dibanding rencana: belum bisa',
      noneText: 'Rencana kas belum cukup diterbitkan. Tanpa itu, persen yang dibayarkan tidak bisa disebut cepat atau lambat.',
    },
    unit: {
      title: (name: string) => `Satu OPD: ${name}`,
      share: (paid: string, budget: string, percent: string) => `${paid} sudah dibayarkan dari ${budget} (${percent}).`,
      text: 'Dinas, badan, dan kecamatan yang memakai anggaran disebut',
      more: '. Halamannya memuat program, kegiatan, rekening, dan penjelasan bila ada. Pos yang bukan pekerjaan OPD itu sendiri (PPKD) dihitung terpisah.',
      none: 'Satu OPD: rinciannya belum diterbitkan',
      noneText: 'Terbitan ini hanya memuat jumlah seluruh pemerintah daerah.',
    },
    cell: {
      title: 'Satu angka: sampai ke sel dalam berkas petugas',
      text: 'Tiap angka di situs ini adalah jumlah dari baris-baris berkas. Inilah salah satunya:',
      file: 'Berkas',
      place: 'Sel',
      more: 'Berkas itu diperiksa orang kedua sebelum terbit, dan terbitan ditandatangani: angka yang sudah terbit tidak bisa diganti diam-diam.',
      link: 'Lihat baris ini dan asalnya',
      none: 'Satu angka: barisnya tidak ada dalam terbitan ini',
      noneText: 'Terbitan ini tidak memuat baris belanja.',
    },
  },
  glossary: {
    title: (count: string) => `${count} istilah uang daerah, dengan kata sehari-hari`,
    text: 'Kata resmi tetap dipakai di berkas dan tabel; di sini artinya.',
    filter: 'Cari istilah',
    show: 'Tampilkan',
    shown: (count: string, of: string) => `${count} dari ${of} istilah.`,
    none: (text: string) => `Tidak ada istilah yang memuat "${text}".`,
    all: 'Semua istilah',
    more: 'Semua istilah',
  },
  about: {
    title: (count: string) => `${count} hal sebelum membaca angka ini`,
    sections: (attention: string, behind: string): readonly (readonly [string, string])[] => [
      [
        'Pagu, realisasi, rencana',
        'Pagu adalah batas belanja yang disetujui. Realisasi adalah uang yang sudah dibayarkan sampai tanggal yang tertulis. Rencana adalah anggaran kas: berapa yang seharusnya sudah dibayarkan sampai hari itu; di tengah bulan dihitung harian. Serapan adalah realisasi dibagi pagu.',
      ],
      [
        'Nol, tidak ada data, belum dilaporkan',
        'Rp0 berarti memang nol. Garis "–" berarti datanya tidak ada dalam berkas. Arsiran dan kata "belum dilaporkan" berarti laporannya belum datang. Ketiganya berbeda.',
      ],
      [
        'Serapan rendah bukan hemat, serapan tinggi bukan prestasi',
        `Uang yang belum dibayarkan bisa berarti pekerjaan belum jalan. Status di sini membandingkan dengan rencana saja: perlu perhatian mulai ${attention} poin, tertinggal mulai ${behind} poin. Terlambat berarti laporannya belum datang pada waktunya, bukan uangnya.`,
      ],
      [
        'Belum diaudit',
        'Angka tahun berjalan masih dapat berubah sampai diperiksa BPK. Yang resmi adalah laporan keuangan yang sudah diaudit.',
      ],
      [
        'Pembulatan',
        'Angka di layar dibulatkan; jumlah dan selisihnya bisa berbeda di digit terakhir. Arahkan atau ketuk angka untuk yang persis. Persen dibulatkan satu angka; 100% dan 0% hanya bila persis: 99,996 ditulis 99,9%.',
      ],
      [
        'Dari mana angkanya',
        'Dari berkas yang diunggah petugas keuangan daerah, diperiksa orang kedua, lalu diterbitkan. Tiap angka dapat ditelusuri sampai berkas, lembar, dan baris. Nama orang, NIK, NPWP, NIP, nomor rekening, dan alamat tidak disimpan.',
      ],
      [
        'Aksesibilitas dan privasi',
        'Semua angka terbaca tanpa JavaScript, tanpa masuk akun, dengan papan ketik dan pembaca layar. Situs ini tidak memakai kuki dan tidak melacak pembaca.',
      ],
    ],
    residents: (people: string, year: string, source: string): readonly [string, string] => [
      'Angka per warga',
      `Jumlah uang dibagi ${people} penduduk (${year}, menurut ${source}). Itu rata-rata, bukan uang yang diterima tiap orang.`,
    ],
    noResidents: [
      'Angka per warga',
      'Tidak ada di terbitan ini, karena jumlah penduduk beserta tahun dan sumbernya belum diisi oleh pemerintah daerah.',
    ] as readonly [string, string],
  },
};
