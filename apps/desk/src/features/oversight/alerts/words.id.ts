export const words = {
  title: 'Peringatan',
  heading: (open: string, fresh: string) => `${open} peringatan berlaku, ${fresh} belum diberi catatan`,
  none: 'Tidak ada peringatan yang berlaku',
  noneTitle: 'Tidak ada aturan yang terpenuhi.',
  noneText: 'Peringatan muncul di sini begitu sebuah aturan di bawah terpenuhi oleh angka yang sudah diverifikasi.',
  lead: (day: string) =>
    `Dari angka terverifikasi, belanja tanpa pos PPKD, data per ${day}. Setiap kejadian tercatat sekali sampai berakhir.`,
  noFigures: 'Belum ada realisasi terverifikasi tahun ini.',
  look: 'Hal lain yang perlu dilihat',
  rules: 'Aturan dan batasnya',
  settings: 'Batas diubah pengelola di halaman Pengaturan.',
  ended: (n: string) => `Sudah berakhir (${n})`,
  columns: { unit: 'OPD', what: 'Kejadian', seen: 'Terlihat', ended: 'Berakhir', note: 'Catatan pimpinan' },
  acknowledge: 'Beri catatan',
  noNote: 'belum ada',
  since: (day: string) => `sejak ${day}`,
  by: (who: string, when: string) => `${who}, ${when}`,
  noValue: 'nilai tidak disebut',
  digest: {
    title: 'Ringkasan mingguan',
    lead: 'Setiap Senin satu surel: peringatan baru, yang berakhir, dan yang belum diberi catatan, dari angka terverifikasi. Tidak dikirim pada jam tenang.',
    noMail: 'Pemasangan ini tidak mengirim surel. Isi yang sama selalu ada di halaman Peringatan.',
    choose: 'Kirimi saya ringkasan mingguan lewat surel',
  },
  dialog: {
    title: (unit: string) => `Catatan untuk ${unit}`,
    hint: 'Misalnya apa yang sudah dibicarakan dan siapa yang menindaklanjuti. Tersimpan bersama peringatan dan di jejak audit, tidak dapat diubah.',
  },
  kinds: {
    behind: {
      name: 'Tertinggal dari rencana',
      count: (n: string) => `${n} OPD tertinggal dari rencana`,
      rule: (limit: string) => `Realisasi ${limit} atau lebih jauh di bawah rencana kas pada tanggal laporannya sendiri.`,
      event: (points: string, day: string) => `${points} di bawah rencana per ${day}`,
    },
    over: {
      name: 'Melebihi pagu',
      count: (n: string) => `${n} OPD melebihi pagu`,
      rule: 'Realisasi lebih besar daripada pagu yang berlaku.',
      event: (amount: string, day: string) => `${amount} di atas pagu per ${day}`,
    },
    'no-plan': {
      name: 'Rencana kas tidak ada',
      count: (n: string) => `${n} OPD tanpa rencana kas`,
      rule: 'OPD punya pagu dan realisasi, tetapi tidak ada rencana kas (RAK) yang terverifikasi.',
      event: 'Rencana kas belum diunggah atau belum diverifikasi',
    },
    idle: {
      name: 'Realisasi tidak bergerak',
      count: (n: string) => `${n} OPD tidak bergerak`,
      rule: (weeks: string) =>
        `Realisasi kumulatif sama persis di laporan yang berjarak ${weeks} minggu atau lebih, padahal pagu belum habis.`,
      event: (weeks: string, day: string) => `Realisasi sama selama ${weeks} minggu sampai ${day}`,
    },
    falling: {
      name: 'Angka kumulatif turun',
      count: (n: string) => `${n} bulan dengan angka kumulatif turun`,
      rule: 'Realisasi kumulatif satu bulan lebih kecil daripada laporan bulan sebelumnya.',
      event: (month: string, amount: string) => `${month} turun ${amount} dari laporan sebelumnya`,
    },
    'report-late': {
      name: 'Laporan terlambat',
      count: (n: string) => `${n} laporan terlambat`,
      rule: (days: string) =>
        `Laporan bulanan berada di OPD ${days} hari atau lebih setelah batas waktunya. Hari di verifikator tidak dihitung.`,
      event: (month: string, days: string) => `${month}: terlambat ${days} hari`,
    },
    'contract-unsigned': {
      name: 'Kontrak belum ditandatangani',
      count: (n: string) => `${n} kontrak belum ditandatangani`,
      rule: (month: string) => `Kontrak dilaporkan tanpa nomor dan tanggal tanda tangan, dan bulan ${month} sudah mulai.`,
      event: (what: string, value: string) => `${what} (${value})`,
    },
    'promise-overdue': {
      name: 'Janji lewat waktu',
      count: (n: string) => `${n} janji lewat waktu`,
      rule: (days: string) =>
        `Tanggal yang dijanjikan untuk sebuah kendala sudah lewat ${days} hari atau lebih dan kendalanya belum selesai.`,
      event: (what: string, day: string, days: string) => `${what}: dijanjikan ${day}, lewat ${days} hari`,
    },
    'works-behind': {
      name: 'Fisik tertinggal dari uang',
      count: (n: string) => `${n} kegiatan dibayar lebih cepat daripada fisiknya`,
      rule: 'Bagian pagu yang dibayar 10 poin atau lebih di atas kemajuan fisik. Uang muka yang wajar tidak dihitung.',
      event: (name: string, points: string) => `${name}: uang ${points} di depan fisik`,
    },
  },
};
