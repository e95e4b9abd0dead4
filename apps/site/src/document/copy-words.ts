/** Words of the pages that only a static copy has. */
export const copyWords = {
  id: {
    origin: {
      title: 'Asal satu angka tidak ada di salinan ini',
      text: 'Salinan situs ini terdiri dari berkas saja. Rincian asal satu angka dihitung server dari semua baris yang diunggah, untuk angka mana pun yang ditanyakan.',
      items: ['Semua baris, dengan berkas, lembar, dan selnya, ada di salinan ini sebagai berkas: lihat halaman Data.'],
    },
    server: {
      title: 'Halaman ini perlu server',
      text: 'Salinan situs ini terdiri dari berkas saja. Yang berikut dibuat server, dan angkanya ada di tempat lain di salinan ini:',
      items: [
        'Gambar dan tabel sebuah grafik sebagai berkas: angkanya ada di tabel di bawah grafik itu.',
        'Halaman kedua dan seterusnya dari daftar perubahan: semua barisnya ada di berkas CSV pada daftar itu.',
        'Jawaban untuk program lain (API): angkanya ada di berkas JSON dan CSV di halaman Data.',
        'Pilihan lain pada Banding daerah: angka semua daerah ada di berkas CSV di halaman itu.',
        'Halaman terbitan lama, bila salinan ini dibuat dari terbitan terakhir saja: angkanya ada di berkas terbitan itu, di halaman Data.',
      ],
    },
    missing: {
      title: 'Halaman tidak ditemukan',
      text: 'Alamat ini tidak ada di salinan situs ini. Mungkin salah ketik, atau halamannya lebih baru daripada salinan ini.',
      items: [],
    },
    data: 'Data: semua angka untuk diunduh',
    official: 'Situs resminya:',
    noForm:
      'Pertanyaan tidak dapat dikirim dari salinan ini, karena tidak ada server yang menerimanya. Salin teks di bawah ini ke SP4N-LAPOR! atau PPID, atau bertanyalah di situs resminya.',
  },
  en: {
    origin: {
      title: 'The origin of one figure is not in this copy',
      text: 'This copy of the site consists of files alone. The origin of a figure is worked out by the server from all uploaded rows, for whichever figure is asked about.',
      items: ['All rows, with their file, sheet and cell, are in this copy as files: see the page Data.'],
    },
    server: {
      title: 'This page needs the server',
      text: 'This copy of the site consists of files alone. The following is made by the server, and its figures are elsewhere in this copy:',
      items: [
        'Picture and table of a chart as files: the figures are in the table below that chart.',
        'The second and later pages of a list of changes: all of its rows are in the CSV file at that list.',
        'Answers to other programs (API): the figures are in the JSON and CSV files of the page Data.',
        'Other choices in Compare regions: the figures of all regions are in the CSV file of that page.',
        'Pages of an earlier edition, where this copy was made from the newest alone: its figures are in the files of that edition, on the page Data.',
      ],
    },
    missing: {
      title: 'Page not found',
      text: 'This copy of the site has no such address. It may be mistyped, or the page is newer than this copy.',
      items: [],
    },
    data: 'Data: every figure to download',
    official: 'The official site:',
    noForm:
      'A question cannot be sent from this copy, because there is no server to take it. Copy a text below to SP4N-LAPOR! or the PPID, or ask on the official site.',
  },
} as const;
