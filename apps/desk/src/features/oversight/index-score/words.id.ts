export const words = {
  title: 'Indeks kinerja anggaran',
  heading: (unit: string, score: string) => `Indeks terendah: ${unit}, ${score}`,
  nothing: 'Belum ada OPD yang indeksnya dapat dihitung',
  lead: (month: string, year: string) =>
    `Sampai ${month} ${year}, dari angka terverifikasi tanpa pos PPKD. Menyerupai IKPA Kementerian Keuangan, tetapi rumus dan bobotnya milik pemerintah daerah ini.`,
  begun: (month: string, reported: string, of: string) => `${month} belum dinilai: baru ${reported} dari ${of} OPD melapor.`,
  rule: 'Unsur yang datanya tidak ada tidak dihitung sebagai 0 atau 100: unsur itu disebut, dan bobot lainnya disesuaikan menjadi 100. Bila yang ada kurang dari 50 bobot, tidak ada indeks.',
  settings: 'Bobot dan batas diubah pengelola di halaman Pengaturan.',
  columns: { unit: 'OPD', total: 'Indeks', weight: 'Dari bobot' },
  table: 'Indeks menurut OPD, terendah lebih dulu',
  none: 'tidak cukup unsur',
  absent: 'tidak ada',
  of: (weight: string) => `${weight} dari 100`,
  open: 'Lihat hitungannya',
  missing: (terms: string) => `Tidak dihitung karena datanya tidak ada: ${terms}.`,
  calculation: (sum: string, weight: string, total: string) => `(${sum}) : ${weight} = ${total}`,
  tooFew: (weight: string) => `Unsur yang ada hanya ${weight} dari 100 bobot, kurang dari 50: tidak ada indeks.`,
  terms: {
    revision: {
      name: 'Revisi',
      formula: (free: string) => `100 dikurangi 10 untuk setiap versi anggaran setelah yang pertama, di luar ${free} versi.`,
      value: (versions: string) => `${versions} versi anggaran`,
      why: 'tidak ada anggaran',
    },
    deviation: {
      name: 'Deviasi',
      formula: (free: string) => `100 dikurangi rata-rata selisih bulanan terhadap rencana kas bulan itu, di luar ${free} persen.`,
      value: (months: string) => `${months} bulan dibandingkan`,
      month: (month: string, paid: string, planned: string, deviation: string) =>
        `${month}: ${paid} dari rencana ${planned}, selisih ${deviation}`,
      why: 'tidak ada rencana kas',
    },
    absorption: {
      name: 'Penyerapan',
      formula: 'Realisasi dibagi rencana kas sampai tanggal laporan yang sama, paling tinggi 100; 0 bila yang dibayar melebihi pagu.',
      value: (realization: string, plan: string) => `${realization} dari rencana ${plan}`,
      why: 'tidak ada rencana kas atau laporan',
    },
    output: {
      name: 'Fisik',
      formula: 'Rata-rata kemajuan fisik dibagi target bulan ini, per kegiatan paling tinggi 100.',
      value: (n: string) => `${n} kegiatan dengan target dan laporan`,
      activity: (name: string, progress: string, target: string) => `${name}: ${progress} dari target ${target}`,
      why: 'tidak ada target atau laporan fisik',
    },
    contracts: {
      name: 'Kontrak',
      formula: 'Kontrak yang sudah ditandatangani dibagi semua kontrak yang dilaporkan.',
      value: (signed: string, all: string) => `${signed} dari ${all} kontrak ditandatangani`,
      why: 'tidak ada kontrak yang dilaporkan',
    },
  },
};
