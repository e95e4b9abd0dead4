import type { Code, Words } from '@sipkadin/budget';

export interface Term {
  slug: string;
  /** As official papers write it; the same in both languages. */
  term: string;
  meaning: Words;
}

const t = (slug: string, term: string, id: string, en: string): Term => ({ slug, term, meaning: { id, en } });

/** The terms of local public finance in everyday words, in the order of a fiscal year. */
export const terms: readonly Term[] = [
  t(
    'apbd',
    'APBD',
    'Rencana uang daerah untuk satu tahun, Januari sampai Desember: berapa yang diperkirakan masuk, berapa yang boleh dibelanjakan, dan bagaimana kekurangannya ditutup. Disepakati kepala daerah bersama DPRD.',
    'The local budget for one year, January to December: how much is expected to come in, how much may be spent, and how a shortfall is covered. Agreed between the head of the region and the council (DPRD).',
  ),
  t(
    'apbd-perubahan',
    'APBD Perubahan',
    'APBD yang disusun ulang di tengah tahun karena keadaan berubah. Harus dibahas lagi dengan DPRD.',
    'The budget redrawn within the year because circumstances changed. It goes to the council again.',
  ),
  t(
    'murni',
    'APBD murni',
    'APBD seperti pertama kali disahkan, sebelum digeser atau diubah.',
    'The budget as first adopted, before any shift or change.',
  ),
  t(
    'pergeseran',
    'Pergeseran anggaran',
    'Uang dipindahkan dari satu pos ke pos lain tanpa mengubah APBD secara keseluruhan. Sebagian cukup diputuskan di dalam, sebagian menunggu APBD Perubahan.',
    'Money moved from one item to another without changing the budget as a whole. Some shifts are decided internally, others wait for the changed budget.',
  ),
  t(
    'efisiensi',
    'Efisiensi, refocusing',
    'Belanja dikurangi atau dialihkan karena uang terbatas atau ada keperluan mendesak.',
    'Spending cut or redirected because money is short or something is urgent.',
  ),
  t(
    'perda',
    'Perda APBD, Perkada Penjabaran',
    'Peraturan daerah yang mengesahkan APBD, dan peraturan kepala daerah yang merincinya.',
    'The local law that adopts the budget, and the regulation that spells it out.',
  ),
  t(
    'rkpd',
    'RKPD',
    'Rencana kerja pemerintah daerah untuk satu tahun; APBD membiayainya.',
    'The government’s work plan for a year; the budget pays for it.',
  ),
  t(
    'kua-ppas',
    'KUA-PPAS',
    'Kesepakatan awal kepala daerah dan DPRD: arah belanja dan batas sementaranya, sebelum dirinci.',
    'The first agreement between the head of the region and the council: direction and provisional limits, before details.',
  ),
  t(
    'rka',
    'RKA',
    'Usulan rinci tiap dinas, kegiatan dan biayanya, sebelum APBD disahkan.',
    'Each department’s detailed proposal, activities and costs, before the budget is adopted.',
  ),
  t(
    'dpa',
    'DPA',
    'Surat izin belanja tiap dinas setelah APBD sah. Dinas tidak boleh belanja lebih dari ini.',
    'Each department’s permission to spend once the budget is adopted. It may not spend beyond it.',
  ),
  t('pagu', 'Pagu', 'Batas tertinggi uang untuk satu pos.', 'The most that may be spent on an item.'),
  t(
    'opd',
    'OPD, SKPD',
    'Dinas, badan, kantor, atau kecamatan: bagian pemerintah daerah yang memakai anggaran.',
    'A department, agency, office or district: a part of the local government that uses the budget.',
  ),
  t(
    'ppkd',
    'PPKD, Bakeuda (BPKAD)',
    'Pengelola keuangan daerah. Memegang kas dan mencatat belanja yang bukan pekerjaan satu dinas, misalnya hibah dan bunga.',
    'The treasury of the region. It holds the cash and books spending that is no single department’s work, such as grants and interest.',
  ),
  t(
    'tapd',
    'TAPD',
    'Tim pejabat yang menyusun anggaran dan menjaganya.',
    'The team of officials that draws up the budget and keeps watch over it.',
  ),
  t(
    'pa-kpa',
    'PA, KPA',
    'Pejabat yang bertanggung jawab atas anggaran OPD, biasanya kepala dinas, dan orang yang diberi kuasa olehnya.',
    'The official who answers for a department’s budget, usually its head, and the one authorised in their place.',
  ),
  t('pptk', 'PPTK', 'Pegawai yang mengurus satu kegiatan dari hari ke hari.', 'The official who runs one activity day by day.'),
  t(
    'bendahara',
    'Bendahara pengeluaran',
    'Pegawai yang memegang dan membukukan uang belanja OPD.',
    'The clerk who holds and books a department’s spending money.',
  ),
  t(
    'urusan',
    'Urusan',
    'Bidang tugas pemerintah, seperti pendidikan, kesehatan, atau pekerjaan umum.',
    'A field of government duty, such as education, health or public works.',
  ),
  t(
    'program',
    'Program, kegiatan, sub kegiatan',
    'Jenjang pekerjaan dari besar ke rinci. Uang melekat pada sub kegiatan.',
    'Levels of work from broad to detailed. Money is tied to the sub-activity.',
  ),
  t(
    'rekening',
    'Kode rekening',
    'Nomor baku untuk tiap jenis uang masuk dan keluar, sama di seluruh Indonesia.',
    'A standard number for each kind of money in and out, the same all over Indonesia.',
  ),
  t(
    'sumber-dana',
    'Sumber dana',
    'Dari uang yang mana suatu belanja dibayar, misalnya DAU, DAK, atau PAD.',
    'Which money pays for a piece of spending, for example DAU, DAK or own revenue.',
  ),
  t(
    'pendapatan',
    'Pendapatan daerah',
    'Semua uang masuk yang menjadi hak daerah dan tidak perlu dikembalikan.',
    'All money coming in that belongs to the region and need not be repaid.',
  ),
  t(
    'pad',
    'PAD',
    'Pendapatan yang dihasilkan daerah sendiri: pajak, retribusi, hasil perusahaan daerah, dan lainnya.',
    'Revenue the region raises itself: taxes, charges, returns on its companies, and more.',
  ),
  t(
    'pajak-retribusi',
    'Pajak daerah, retribusi',
    'Pajak dibayar tanpa imbalan langsung, seperti PBB. Retribusi dibayar untuk layanan tertentu, seperti parkir atau pasar.',
    'A tax is paid without a direct return, like the property tax. A charge is paid for a service, like parking or a market stall.',
  ),
  t(
    'transfer',
    'Transfer (TKD): DBH, DAU, DAK',
    'Uang dari pusat atau provinsi: bagi hasil (DBH), dana umum (DAU), dan dana untuk tujuan tertentu (DAK).',
    'Money from the central government or the province: shared revenue (DBH), a general fund (DAU), and earmarked funds (DAK).',
  ),
  t(
    'belanja-operasi',
    'Belanja operasi',
    'Belanja agar layanan berjalan tiap hari: pegawai, barang dan jasa, bunga, subsidi, hibah, bantuan sosial.',
    'Spending that keeps services running: staff, goods and services, interest, subsidies, grants, social aid.',
  ),
  t(
    'belanja-pegawai',
    'Belanja pegawai',
    'Gaji, tunjangan, dan honor pegawai pemerintah.',
    'Salaries, allowances and fees of government staff.',
  ),
  t(
    'barang-jasa',
    'Belanja barang dan jasa',
    'Yang habis dipakai dan jasa: listrik, alat tulis, pemeliharaan, perjalanan, tenaga.',
    'What is used up, and services: electricity, stationery, maintenance, travel, labour.',
  ),
  t(
    'belanja-modal',
    'Belanja modal',
    'Membeli atau membangun sesuatu yang dipakai bertahun-tahun: jalan, gedung, alat.',
    'Buying or building what lasts for years: roads, buildings, equipment.',
  ),
  t('btt', 'Belanja tidak terduga (BTT)', 'Cadangan untuk bencana dan keadaan darurat.', 'A reserve for disasters and emergencies.'),
  t(
    'belanja-transfer',
    'Belanja transfer',
    'Uang yang diteruskan daerah kepada pemerintah lain, misalnya bagi hasil dan bantuan keuangan.',
    'Money the region passes on to other governments, such as shared revenue and financial aid.',
  ),
  t(
    'hibah-bansos',
    'Hibah, bantuan sosial',
    'Hibah diberikan kepada lembaga atau pemerintah lain untuk tujuan tertentu. Bantuan sosial diberikan agar orang atau kelompok terlindung dari risiko sosial.',
    'Grants go to institutions or other governments for a purpose. Social aid protects people or groups from social risk.',
  ),
  t(
    'belanja-wajib',
    'Belanja wajib',
    'Bagian terkecil yang diharuskan aturan, misalnya untuk pendidikan dan infrastruktur.',
    'The smallest part that rules require, for example for education and infrastructure.',
  ),
  t(
    'surplus-defisit',
    'Surplus, defisit',
    'Surplus: pendapatan lebih besar dari belanja. Defisit: sebaliknya.',
    'Surplus: revenue exceeds spending. Deficit: the other way round.',
  ),
  t(
    'pembiayaan',
    'Pembiayaan',
    'Uang penutup defisit atau pemakaian surplus: sisa tahun lalu, pinjaman, penyertaan modal.',
    'Money that covers a deficit or uses a surplus: last year’s remainder, loans, capital put into companies.',
  ),
  t(
    'silpa',
    'SiLPA',
    'Uang yang benar-benar tersisa setelah tahun ditutup; menjadi modal awal tahun berikutnya. Besar belum tentu baik: bisa karena hemat, bisa karena pekerjaan tidak jalan.',
    'What really remains once the year is closed; it starts the next year. A large one is not always good: money may have been saved, or work left undone.',
  ),
  t(
    'silpa-berkenaan',
    'SILPA tahun berkenaan',
    'Dalam rencana: sisa setelah defisit ditutup pembiayaan. Ditulis mirip SiLPA, artinya lain.',
    'In the plan: what is left after financing covers the deficit. Spelled almost like SiLPA, but not the same.',
  ),
  t(
    'anggaran-kas',
    'Anggaran kas (RAK)',
    'Rencana bulan demi bulan: kapan uang masuk dan kapan dibayarkan.',
    'The plan month by month: when money comes in and when it is paid out.',
  ),
  t('spd', 'SPD', 'Surat bahwa dananya tersedia untuk suatu masa.', 'A paper that says the money is available for a period.'),
  t(
    'up-gu-tu-ls',
    'UP, GU, TU, LS',
    'Cara mencairkan uang: kas kecil awal, isi ulangnya, tambahan mendesak, dan bayar langsung kepada penerima.',
    'Ways to draw money: the first petty cash, its refill, an urgent addition, and direct payment to the payee.',
  ),
  t(
    'sp2d',
    'SPP, SPM, SP2D',
    'Permintaan bayar dari bendahara, perintah bayar dari kepala OPD, lalu surat kas daerah kepada bank. SP2D menandai uang benar-benar keluar.',
    'The clerk’s request to pay, the head’s order to pay, then the treasury’s letter to the bank. SP2D marks the money as really gone out.',
  ),
  t('spj', 'SPJ', 'Laporan dengan bukti bahwa uang dipakai sesuai tujuannya.', 'A report with proof that money was used for its purpose.'),
  t('rkud', 'RKUD', 'Rekening utama tempat semua uang daerah disimpan.', 'The main account in which all the region’s money is kept.'),
  t(
    'realisasi',
    'Realisasi',
    'Uang yang sungguh masuk atau keluar sampai tanggal tertentu.',
    'Money that really came in or went out up to a date.',
  ),
  t(
    'serapan',
    'Serapan',
    'Realisasi dibagi pagu, dalam persen. Tinggi tidak selalu berarti hasilnya baik.',
    'Realization divided by the limit, in percent. High does not always mean a good result.',
  ),
  t(
    'kurva-s',
    'Target kas, kurva S',
    'Rencana serapan bulan demi bulan; biasanya pelan di awal dan cepat di akhir, sehingga garisnya mirip huruf S.',
    'Planned absorption month by month; usually slow at first and fast at the end, so that the line looks like an S.',
  ),
  t(
    'deviasi',
    'Deviasi, selisih',
    'Realisasi dikurangi rencana pada bulan yang sama, dalam poin pagu.',
    'Realization less plan in the same month, in points of the limit.',
  ),
  t(
    'fisik',
    'Realisasi fisik',
    'Sejauh mana pekerjaan di lapangan selesai, dalam persen. Bisa berbeda dari uangnya.',
    'How far the work itself is done, in percent. It may differ from the money.',
  ),
  t(
    'prognosis',
    'Prognosis',
    'Perkiraan realisasi untuk sisa tahun, biasanya enam bulan.',
    'The expected realization for the rest of the year, usually six months.',
  ),
  t('lra', 'LRA', 'Laporan yang membandingkan anggaran dengan realisasi.', 'The report that compares budget and realization.'),
  t(
    'neraca',
    'Neraca, LAK, CaLK',
    'Daftar harta dan utang, laporan arus kas, dan penjelasan atas angka laporan keuangan.',
    'The list of assets and debts, the cash flow report, and the notes to the financial report.',
  ),
  t(
    'lkpd',
    'LKPD',
    'Laporan keuangan lengkap daerah dalam setahun; diperiksa BPK.',
    'The region’s complete financial report for a year; audited by the state audit board (BPK).',
  ),
  t(
    'opini',
    'Opini BPK: WTP, WDP, TMP, TW',
    'Pendapat pemeriksa tentang kewajaran laporan keuangan. WTP yang terbaik, tetapi bukan jaminan bebas korupsi.',
    'The auditor’s opinion on the financial report. WTP is the best, but no guarantee against corruption.',
  ),
  t(
    'sirup',
    'RUP, SiRUP',
    'Rencana pengadaan barang dan jasa setahun, dan situs nasional tempat mengumumkannya.',
    'The year’s procurement plan, and the national site that announces it.',
  ),
  t(
    'sipd',
    'SIPD-RI',
    'Sistem Kementerian Dalam Negeri untuk merencanakan, menganggarkan, dan menatausahakan keuangan daerah.',
    'The Ministry of Home Affairs’ system for planning, budgeting and administering local money.',
  ),
  t(
    'ppid',
    'Informasi publik, PPID',
    'Informasi yang dihasilkan atau disimpan badan publik, dan pejabat yang melayani permintaannya.',
    'Information that a public body makes or keeps, and the officer who serves requests for it.',
  ),
  t(
    'berkala',
    'Berkala, serta-merta, setiap saat',
    'Tiga cara informasi harus diumumkan: rutin, seketika bila menyangkut keselamatan orang banyak, dan selalu tersedia bila diminta.',
    'Three ways information must be given: regularly, at once where people’s safety is at stake, and at any time on request.',
  ),
  t(
    'dip',
    'DIP, DIK',
    'Daftar informasi publik, dan daftar informasi yang dikecualikan beserta alasannya.',
    'The list of public information, and the list of what is withheld with the reasons.',
  ),
  t(
    'uji-konsekuensi',
    'Uji konsekuensi',
    'Pertimbangan untung dan rugi sebelum suatu informasi boleh ditutup.',
    'Weighing benefit and harm before any information may be withheld.',
  ),
  t(
    'terbitan',
    'Terbitan',
    'Di situs ini: angka yang diumumkan pada satu saat, ditandatangani dan tidak pernah diubah. Koreksi adalah terbitan baru.',
    'On this site: the figures announced at one moment, signed and never changed. A correction is a new edition.',
  ),
  t(
    'belum-diaudit',
    'Belum diaudit',
    'Angka berjalan; masih dapat berubah setelah koreksi dan pemeriksaan BPK.',
    'Running figures; they may change after corrections and the state audit.',
  ),
];

/** The account whose amount a term is; a term without one is explained without a figure. */
export const accountOfTerm: Readonly<Record<string, Code>> = {
  ...{ apbd: '5', pagu: '5', realisasi: '5', serapan: '5', pendapatan: '4', pad: '4.1', transfer: '4.2', pembiayaan: '6', silpa: '6.1.01' },
  ...{ 'belanja-operasi': '5.1', 'belanja-pegawai': '5.1.01', 'barang-jasa': '5.1.02', 'belanja-modal': '5.2', btt: '5.3' },
  ...{ 'belanja-transfer': '5.4' },
};
