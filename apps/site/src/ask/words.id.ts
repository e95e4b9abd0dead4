/** Words of the page that answers questions, in Indonesian. */
export const askId = {
  ask: {
    nav: 'Tanya',
    label: 'Tanya tentang uang kota',
    button: 'Cari',
    hint: 'misalnya: jalan, puskesmas, gaji, PUPR',
    title: 'Tanya dengan kata Anda sendiri',
    lead: 'Tulis apa yang ingin Anda ketahui. Jawabannya diambil dari data terbitan ini saja, dengan tautan ke asal angkanya.',
    examples: ['berapa untuk sekolah dasar?', 'dinkes', 'perjalanan dinas', 'dari mana uangnya?', 'paling lambat'],
    examplesTitle: 'Contoh pertanyaan',
    both: (name: string, budget: string, share: string, paid: string, percent: string, date: string) =>
      `${name}: dianggarkan ${budget}${share}, sudah dibayarkan ${paid} (${percent}) per ${date}.`,
    bothIn: (name: string, budget: string, share: string, paid: string, percent: string, date: string) =>
      `${name}: ditargetkan ${budget}${share}, sudah diterima ${paid} (${percent}) per ${date}.`,
    planned: (name: string, budget: string, share: string) =>
      `${name}: dianggarkan ${budget}${share}; pembayarannya tidak ada dalam terbitan ini.`,
    paid: (name: string, paid: string, date: string) =>
      `${name}: sudah dibayarkan ${paid} per ${date}; anggarannya tidak ada dalam terbitan ini.`,
    share: {
      '4': (percent: string) => `, ${percent} dari pendapatan`,
      '5': (percent: string) => `, ${percent} dari belanja`,
      '6': () => '',
    },
    inUnit: (account: string, unit: string) => `${account}, ${unit}`,
    ofUnit: (kind: string, unit: string) => `${kind}, ${unit}`,
    kinds: {
      akun: 'akun',
      unit: 'OPD',
      function: 'urusan',
      account: 'jenis belanja atau pendapatan',
      program: 'program',
      kegiatan: 'kegiatan',
      sub: 'sub kegiatan',
      fund: 'sumber dana',
    },
    details: 'Lihat rincian',
    origin: 'Dari mana angka ini?',
    others: (count: string) => `${count} hal lain juga cocok dengan kata Anda`,
    othersNote: 'Urut dari yang paling cocok. Jumlahnya tidak boleh dijumlahkan: yang satu bisa bagian dari yang lain.',
    noneTitle: 'Tidak ada dalam data terbitan ini',
    none: 'Tidak ada yang cocok dengan semua kata itu. Data ini berisi nama OPD, program, kegiatan, sub kegiatan, rekening, dan sumber dana; hal yang tidak dicatat terpisah tidak dapat dijawab, dan tidak ditebak.',
    near: 'Yang mengandung sebagian kata itu',
    ppid: 'Dokumen atau rincian lain dapat diminta ke PPID pemerintah daerah.',
    otherYear: (year: string, shown: string) => `Anda menyebut ${year}; jawaban di bawah ini tentang ${shown}.`,
    toYear: (year: string) => `Jawab dengan data ${year}`,
    noYear: (year: string) => `Tahun ${year} tidak ada di situs ini.`,
    slowest: (name: string, points: string, paid: string, plan: string, date: string) =>
      `${name} paling jauh di bawah rencana kasnya: ${points}. Sudah dibayarkan ${paid}, rencana ${plan}, per ${date}.`,
    slowestNone: 'Terbitan ini tidak memuat rencana kas, jadi tidak ada yang dapat disebut lambat.',
    slowestWhy: 'Selisih dihitung terhadap rencana OPD itu sendiri sampai hari laporannya; sebabnya dijelaskan OPD, bukan oleh angka ini.',
    late: (late: string, silent: string) => `${late} OPD terlambat melapor, ${silent} OPD belum melapor sama sekali.`,
    data: 'Semua angka terbitan ini dapat diunduh sebagai CSV dan JSON, tanpa mendaftar.',
    changes: 'Setiap terbitan tersimpan; yang dikoreksi atau ditarik disebut, dengan alasannya.',
    auditedYes: 'Angka tahun ini sudah diaudit.',
    auditedNo: 'Angka ini belum diaudit: laporan berjalan, bisa berubah sampai BPK memeriksa laporan keuangan tahunan.',
    open: 'Buka halamannya',
  },
};
