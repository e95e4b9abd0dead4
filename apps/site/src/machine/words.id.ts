/** Words of what is written for programs, in Indonesian. */
export const machineId = {
  editionsFeed: 'Umpan terbitan',
  correctionsFeed: 'Umpan koreksi',
  feeds: 'Ikuti dengan pembaca umpan (Atom):',
  catalogs: 'Untuk mesin dan portal data',
  catalogsText: 'Katalog yang dibaca portal data lain dengan sendirinya. Isinya selalu terbitan terbaru tiap tahun.',
  dcatUs: 'katalog data (DCAT, dibaca pemanen CKAN)',
  dcat: 'katalog yang sama sebagai data tertaut (JSON-LD)',
  fiscal: 'Fiscal Data Package terbitan ini: tabel CSV dengan arti tiap kolomnya',
  ckan: 'paket CKAN terbitan ini, dengan metadata Satu Data Indonesia',
  openApi: 'keterangan API (OpenAPI 3.1)',
  api: {
    title: 'API publik',
    description: 'Angka yang diterbitkan sebagai JSON, untuk aplikasi kota dan portal.',
    rules: [
      'Baca-saja, tanpa kunci. Jumlah adalah teks desimal persis dalam rupiah; null berarti tidak ada data, "0.00" berarti nol.',
      'Tanpa year dan edition, jawabannya dari terbitan terbaru; ?year=2026&edition=3 selalu memberi jawaban yang sama. Pemerintah daerah lain: /p/kode wilayah/ di depannya.',
      'Setiap jawaban punya ETag. Kirim kembali sebagai If-None-Match; jawaban 304 berarti tidak ada yang berubah. Boleh disimpan semenit.',
      'X-Request-Id yang Anda kirim disebut lagi dalam jawaban dan dalam catatan server.',
      'Peringatan dan tugas petugas tidak ada di sini: itu belum diterbitkan. Keterlambatan laporan tiap OPD ada di units (status).',
    ],
    document: 'keterangan yang sama untuk mesin (OpenAPI 3.1)',
    around: 'Isi setiap jawaban, di sekitar data',
    try: 'Coba',
    fields: (name: string) => `Isi data dalam ${name}`,
    field: 'Nama',
    kind: 'Jenis',
    meaning: 'Arti',
    kinds: { string: 'teks', integer: 'bilangan bulat', boolean: 'ya/tidak', object: 'kelompok', array: 'daftar' } as Readonly<
      Record<string, string>
    >,
  },
  feed: {
    editions: (name: string) => `Terbitan anggaran ${name}`,
    editionsText: 'Setiap terbitan baru: data per tanggal berapa, dan mengapa diterbitkan.',
    corrections: (name: string) => `Koreksi anggaran ${name}`,
    correctionsText: 'Terbitan yang ditarik, kembali ke isi lama, atau terbit lagi dengan catatan, dan sel yang dibaca dengan nilai lain.',
    asOf: (day: string) => `Data per ${day}.`,
    audited: 'Sudah diaudit.',
    unaudited: 'Belum diaudit.',
    simulated: 'Sebagian angka adalah simulasi, bukan angka resmi.',
    hash: (hash: string) => `Sidik (SHA-256) ${hash}.`,
    cells: (count: string, number: string, year: string) => `Terbitan ${number} tahun ${year}: ${count} sel dibaca dengan nilai lain`,
    cell: (file: string, sheet: string, cell: string, old: string, value: string, reason: string) =>
      `${file}, lembar ${sheet}, sel ${cell}: "${old}" dibaca "${value}"${reason === '' ? '' : ` (${reason})`}.`,
    more: (count: string) => `${count} sel lain ada di halaman terbitan.`,
  },
};
