/** Words of the pages of open data, exploring, terms and how to read, in Indonesian. */
export const dataId = {
  glossary: {
    title: (count: string) => `${count} istilah uang daerah, dengan kata sehari-hari`,
    text: 'Kata resmi tetap dipakai di berkas dan tabel; di sini artinya.',
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
        'Angka di layar dibulatkan; jumlahnya bisa berbeda di digit terakhir. Arahkan atau ketuk angka untuk yang persis. Persen dibulatkan satu angka; 100% dan 0% hanya bila persis: 99,996 ditulis 99,9%.',
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
  },
  data: {
    title: (count: string, size: string) => `${count} berkas terbuka, ${size}, siap diunduh`,
    text: 'Jumlah dalam rupiah sebagai teks desimal persis ("467998630663.83"), bukan pecahan biner. Nol ditulis 0.00; tidak ada data ditulis null, pada CSV dikosongkan.',
    api: 'Jawaban mesin (API)',
    apiText: 'Baca-saja, tanpa kunci. Ringkasan menurut OPD, bulan, rekening, urusan, dan sumber dana:',
    about: {
      'summary.json': 'ringkasan menurut rekening',
      'units.json': 'semua OPD',
      'months.json': 'posisi tiap bulan',
      'functions.json': 'menurut urusan',
      'funds.json': 'menurut sumber dana',
      'sources.json': 'berkas sumber',
      'reconciliation.json': 'pencocokan dengan LRA resmi',
      'subunits.json': 'sub unit: rumah sakit, puskesmas, sekolah, kelurahan',
      'subunit-months.json': 'posisi sub unit tiap bulan',
      'works.json': 'berkas kontrak, kendala, dan target',
      'contracts.json': 'kontrak',
      'targets.json': 'target fisik tiap bulan',
      'notes.json': 'penjelasan OPD atas kendalanya',
      'lines.csv': 'semua baris dengan sel asalnya',
      'manifest.json': 'daftar berkas dan sidiknya',
    } as Readonly<Record<string, string>>,
    perUnit: 'Per OPD',
  },
  explore: {
    title: (by: string) => `Jelajah belanja menurut ${by}`,
    largest: {
      budget: (name: string, share: string) => `Terbesar: ${name}, ${share} dari anggaran`,
      realization: (name: string, share: string) => `Terbesar: ${name}, ${share} dari realisasi`,
    },
    text: 'Pilih sudut pandang, lalu lihat angkanya sebagai grafik dan tabel.',
    sub: 'Panjang batang = anggaran, isinya = yang sudah dibayarkan, termasuk pos bendahara umum daerah (PPKD)',
    by: 'Menurut',
    unit: 'OPD',
    allUnits: 'Semua OPD',
    show: 'Tampilkan',
    views: { opd: 'OPD', bulan: 'bulan', rekening: 'rekening', urusan: 'urusan', 'sumber-dana': 'sumber dana' },
    shown: (count: string) => `${count} baris ditampilkan.`,
    notForUnit: 'Pilihan OPD tidak berlaku untuk sudut pandang ini.',
  },
};
