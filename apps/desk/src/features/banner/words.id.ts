export const words = {
  title: 'Spanduk cetak',
  lead: 'Infografik dari terbitan terakhir untuk papan pengumuman, kantor, atau jalan. Angka utamanya terbaca dari tiga meter; kode QR-nya, bila alamat situs sudah diatur, membuka terbitan itu sendiri.',
  of: 'Tentang',
  whole: 'Seluruh pemerintah daerah',
  size: 'Ukuran',
  sizes: { a3: 'A3', a1: 'A1', '3x1': '3 × 1 meter' },
  language: 'Bahasa',
  languages: { id: 'Indonesia', en: 'Inggris' },
  make: 'Buat PDF',
  absent: 'Penyusun PDF tidak terpasang di server ini.\n',
};
