/** Words of the page that answers questions, in Indonesian. */
export const askId = {
  ask: {
    nav: 'Cari',
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
    bothNet: (name: string, budget: string, share: string, paid: string, percent: string, date: string) =>
      `${name}: dianggarkan ${budget}${share}, terlaksana ${paid} (${percent}) per ${date}.`,
    planned: (name: string, budget: string, share: string) =>
      `${name}: dianggarkan ${budget}${share}; pembayarannya tidak ada dalam terbitan ini.`,
    paid: (name: string, paid: string, date: string) =>
      `${name}: sudah dibayarkan ${paid} per ${date}; anggarannya tidak ada dalam terbitan ini.`,
    share: {
      '4': (percent: string) => `, ${percent} dari pendapatan`,
      '5': (percent: string) => `, ${percent} dari belanja`,
      '6': () => '',
    },
    nothing: (name: string) => `${name}: anggaran dan pembayarannya tidak ada dalam terbitan ini.`,
    inUnit: (account: string, unit: string) => `${account}, ${unit}`,
    inPlaces: (activity: string, count: string) => `${activity}, jumlah di ${count} OPD`,
    inSomeSubUnits: (name: string, count: string, all: string) =>
      `${name || 'Unit'}, jumlah ${count} dari ${all} unit; yang lain tidak punya rekening ini`,
    inSubUnits: (name: string, count: string) => `${name || 'Unit'}, jumlah ${count} unit`,
    perResident: (each: string, people: string, year: string, source: string) =>
      `${each} per warga setahun menurut anggarannya (${people} warga, ${year}, ${source}).`,
    noPopulation: 'Jumlah warga tidak ada dalam terbitan ini, jadi angka per warga tidak dapat dihitung.',
    contractOf: (name: string) => `Kontrak ${name}`,
    companyContracts: (name: string, count: string) => `${name}: ${count} kontrak`,
    worth: (value: string) => `, nilai ${value}`,
    noValue: ', nilainya tidak disebut dalam berkas',
    paidOf: (paid: string) => `, sudah dibayar ${paid}`,
    asOf: (date: string) => ` (data per ${date})`,
    ofUnit: (kind: string, unit: string) => `${kind}, ${unit}`,
    kinds: {
      akun: 'akun',
      unit: 'OPD',
      subUnit: 'unit',
      function: 'urusan',
      account: 'jenis belanja atau pendapatan',
      program: 'program',
      kegiatan: 'kegiatan',
      sub: 'sub kegiatan',
      fund: 'sumber dana',
      company: 'penyedia',
      contract: 'kontrak',
    },
    whole: 'Lihat jawaban lengkap',
    details: 'Lihat rincian',
    origin: 'Dari mana angka ini?',
    others: (count: string) => `${count} hal lain juga cocok dengan kata Anda`,
    othersNote: 'Urut dari yang paling cocok. Jumlahnya tidak boleh dijumlahkan: yang satu bisa bagian dari yang lain.',
    several: (count: string) => `Ada ${count} hal dengan kata itu, dan tidak satu pun mencakup semuanya.`,
    severalTitle: 'Semuanya, dengan jumlahnya masing-masing',
    severalCut: (shown: string) => `Yang tampil ${shown} pertama.`,
    region: {
      spending: (name: string, amount: string, year: string, publisher: string, day: string) =>
        `${name}: belanja ${amount} dalam APBD ${year} (anggaran murni, bukan realisasi; tabel ${publisher}${day}).`,
      day: (day: string) => `, keadaan ${day}`,
      absent: (name: string, year: string) => `${name} tidak ada dalam tabel APBD ${year} yang dipakai situs ini.`,
      several: (count: string) => `Ada ${count} daerah dengan nama itu.`,
      table: (year: string, publisher: string, day: string) => `Belanja dalam APBD ${year} (anggaran murni; tabel ${publisher}${day})`,
      other: (name: string) => `Yang Anda tanyakan tentang ${name} tidak dijawab di sini.`,
      more: 'Halaman bandingnya memuat bagian gaji, belanja modal, pendapatan sendiri, dan belanja per penduduk.',
      otherYear: (asked: string, year: string) =>
        `Anda menyebut ${asked}; anggaran di tabel ini dari ${year}. Realisasi akhir tahun lain ada di halaman bandingnya.`,
      notOurs: 'Angka daerah lain berasal dari tabel itu, bukan dari terbitan pemerintah daerah ini, dan belum diaudit.',
      page: (name: string) => `${name} dibanding daerah lain`,
      beside: (name: string) => `Bandingkan dengan ${name}`,
      list: 'Semua daerah',
    },
    noneYet: 'Belum ada yang cocok dengan semua kata itu',
    noneTitle: 'Tidak ada dalam data terbitan ini',
    unanswered: {
      words:
        'Tidak ada yang cocok dengan semua kata itu. Data ini berisi nama OPD dan unitnya, program, kegiatan, sub kegiatan, rekening, sumber dana, dan kontrak; hal yang tidak dicatat terpisah tidak dapat dijawab, dan tidak ditebak.',
      count: 'Data ini mencatat uang, bukan jumlah orang, gedung, atau barang.',
      why: 'Data ini mencatat berapa, bukan mengapa. Sebabnya dijelaskan OPD di halamannya, bila ada penjelasan yang terbit.',
      teachers:
        'Gaji guru tidak dicatat terpisah dari gaji pegawai lain. Yang terdekat: belanja pegawai OPD pendidikan, untuk semua pegawainya, bukan hanya guru.',
    },
    perhaps: (question: string) => `Mungkin maksud Anda: ${question}`,
    wholeTopic: (name: string) => `Topik ${name}, dijumlahkan dari semua OPD`,
    topics: {
      revenue: 'dari mana uangnya',
      spending: 'ke mana uangnya',
      financing: 'pembiayaan',
      slowest: 'paling lambat',
      late: 'terlambat melapor',
      revision: 'yang berubah di perubahan',
      years: 'bandingkan tahun',
      data: 'unduh csv',
      changes: 'apa yang berubah',
      audited: 'sudah diaudit',
    },
    near: 'Yang mengandung sebagian kata itu',
    ppidTitle: 'Minta datanya ke PPID',
    ppid: 'PPID (pejabat pengelola informasi dan dokumentasi) wajib menjawab dalam 10 hari kerja, dapat ditambah 7 hari dengan alasan tertulis. Teks ini boleh disalin atau dicetak; tidak ada yang dikirim atau disimpan oleh situs ini.',
    ppidText: (government: string, year: string) => [
      `Kepada PPID ${government}`,
      `Berdasarkan UU 14/2008 tentang Keterbukaan Informasi Publik, saya meminta data anggaran dan realisasi tahun ${year} tentang:`,
      'Bentuk yang diminta: berkas CSV atau Excel, dengan tanggal data dan dokumen sumbernya.',
      'Nama, alamat, dan cara menghubungi saya: ....................',
    ],
    otherYear: (year: string, shown: string) => `Anda menyebut ${year}; jawaban di bawah ini tentang ${shown}.`,
    severalYears: (shown: string) => `Anda menyebut beberapa tahun; jawaban di bawah ini hanya tentang ${shown}.`,
    toYears: 'Bandingkan tahun',
    toYear: (year: string) => `Jawab dengan data ${year}`,
    noYear: (year: string) => `Tahun ${year} tidak ada di situs ini.`,
    slowest: (name: string, points: string, paid: string, plan: string, date: string) =>
      `${name} paling jauh di bawah rencana kasnya: ${points}. Sudah dibayarkan ${paid}, rencana ${plan}, per ${date}.`,
    slowestNobody: (date: string) => `Tidak ada OPD yang di bawah rencana kasnya sendiri per ${date}.`,
    slowestNone: 'Terbitan ini tidak memuat rencana kas, jadi tidak ada yang dapat disebut lambat.',
    slowestWhy: 'Selisih dihitung terhadap rencana OPD itu sendiri sampai hari laporannya; sebabnya dijelaskan OPD, bukan oleh angka ini.',
    late: (late: string, silent: string) => `${late} OPD terlambat melapor, ${silent} OPD belum melapor sama sekali.`,
    revision: ({
      year,
      before,
      after,
      change,
      way,
    }: {
      year: string;
      before: string;
      after: string;
      change: string;
      way: 'up' | 'down' | 'same';
    }) =>
      `APBD Perubahan ${year} mengubah belanja dari ${before} (murni) menjadi ${after}: ${way === 'same' ? 'jumlahnya tetap' : `${way === 'up' ? 'naik' : 'turun'} ${change}`}.`,
    revisionNone: (year: string) =>
      `Terbitan ini tidak memuat APBD murni ${year} beserta perubahannya, jadi perubahannya tidak dapat disebut.`,
    revisionUnits: (up: string, down: string) => `${up} OPD bertambah, ${down} OPD berkurang.`,
    revisionMost: (name: string, change: string) => `Paling bertambah: ${name}, ${change}.`,
    revisionLeast: (name: string, change: string) => `Paling berkurang: ${name}, ${change}.`,
    years: 'Tahun dibandingkan pada tanggal yang sama, OPD demi OPD; yang tidak setara disebut dan tidak dijumlahkan.',
    toGlossary: 'Buka daftar istilah',
    data: 'Semua angka terbitan ini dapat diunduh sebagai CSV, Excel, JSON, dan Parquet, tanpa mendaftar.',
    changes: 'Setiap terbitan tersimpan; yang dikoreksi atau ditarik disebut, dengan alasannya.',
    auditedYes: 'Angka tahun ini sudah diaudit.',
    auditedNo: 'Angka ini belum diaudit: laporan berjalan, bisa berubah sampai BPK memeriksa laporan keuangan tahunan.',
    open: 'Buka halamannya',
  },
};
