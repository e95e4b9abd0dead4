export const words = {
  title: 'Perlu dilihat',
  heading: (n: string) => `${n} hal perlu dilihat`,
  nothing: 'Tidak ada yang perlu dilihat menurut aturan ini',
  lead: (year: string) =>
    `Tahun anggaran ${year}, dari baris yang sudah diverifikasi. Tidak satu pun berarti ada kesalahan: setiap aturan menyebut penjelasan yang wajar, dan setiap baris dapat dibuka.`,
  back: 'Ke peringatan',
  rule: 'Aturan',
  explains: 'Yang dapat menjelaskannya',
  unit: 'OPD',
  rows: 'Lihat baris',
  treasury: 'pos PPKD',
  unbudgeted: {
    title: (n: string) => `${n} jenis belanja dibayar tanpa pagu`,
    none: 'Tidak ada belanja tanpa pagu',
    rule: 'OPD yang pagunya sudah diunggah punya realisasi pada satu jenis belanja, tetapi pagu yang berlaku tidak punya jenis itu.',
    explains: 'Pergeseran atau perubahan anggaran yang belum diunggah; rekening yang tertukar; pembayaran mendahului perubahan anggaran.',
    account: 'Jenis belanja',
    paid: 'Realisasi',
  },
  same: {
    title: (n: string) => `${n} kelompok pembayaran sama pada hari yang sama`,
    none: 'Tidak ada pembayaran sama pada hari yang sama',
    unknown: 'Tidak dapat dihitung: belum ada register SP2D yang diverifikasi untuk tahun ini.',
    rule: (least: string) =>
      `Dua pembayaran atau lebih dari OPD yang sama, pada tanggal yang sama, dengan jumlah yang sama, mulai ${least}. Belanja pegawai tidak dihitung.`,
    explains: 'Beberapa penerima dengan tarif yang sama; termin atau paket yang memang sama besar; dokumen yang dibagi per kegiatan.',
    date: 'Tanggal',
    amount: 'Jumlah',
    payments: 'Pembayaran',
    payment: (document: string, sheet: string, row: string) => `${document === '' ? 'tanpa nomor' : document}, ${sheet} baris ${row}`,
  },
  bunching: {
    title: (n: string, limit: string) => `${n} kontrak tepat di bawah ${limit}`,
    none: (n: string, over: string, limit: string) =>
      `Kontrak tidak menumpuk di bawah ${limit}: ${n} tepat di bawahnya, ${over} tepat di atasnya`,
    unknown: 'Tidak dapat dihitung: belum ada kontrak yang diverifikasi untuk tahun ini.',
    rule: (limit: string) =>
      `Paling sedikit 5 kontrak bernilai sampai 10 persen di bawah ${limit}, dan tiga kali sebanyak yang sampai 10 persen di atasnya. Batasnya diatur pengelola.`,
    explains: 'Paket dirancang menurut batas pengadaan langsung; harga satuan yang sama; pagu paket yang memang ditetapkan sebesar itu.',
    object: 'Pekerjaan',
    value: 'Nilai kontrak',
    open: (sheet: string, row: string) => `${sheet} baris ${row}`,
  },
  december: {
    title: (n: string, year: string) => `${n} OPD belanja Desember ${year} jauh di atas kebiasaannya`,
    none: (year: string, judged: string) => `Belanja Desember ${year} sesuai kebiasaan (${judged} OPD dibandingkan)`,
    unknown: 'Tidak dapat dihitung: perlu realisasi November dan Desember dari satu tahun yang selesai dan dua tahun sebelumnya.',
    rule: 'Bagian belanja setahun yang dibayar pada Desember 10 poin atau lebih di atas rata-rata OPD itu sendiri pada tahun-tahun sebelumnya. Tanpa pos PPKD.',
    explains:
      'Kontrak besar yang selesai akhir tahun; pagu yang baru tersedia setelah perubahan anggaran; laporan November yang terlambat.',
    share: 'Desember',
    before: 'Rata-rata sebelumnya',
    years: 'Tahun pembanding',
  },
  outdated: {
    title: (n: string) => `${n} OPD rencana kasnya belum mengikuti perubahan anggaran`,
    none: 'Rencana kas mengikuti versi anggaran yang berlaku',
    rule: 'Pagu yang berlaku adalah versi yang lebih baru daripada rencana kas terakhir yang diverifikasi.',
    explains:
      'Pergeseran yang tidak mengubah jadwal pembayaran; RAK perubahan yang belum diunggah. Selama itu selisih dihitung terhadap rencana lama.',
    budget: 'Versi pagu',
    plan: 'Versi rencana kas',
  },
};
