import type { FindingRule } from './rule.ts';

/** Amounts, dates and sums. */
export const amountsRules = {
  'numbers-ambiguous': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Angka seperti "{value}" dapat dibaca dua cara, dan kolomnya tidak menunjukkan cara yang mana.',
      en: 'Numbers like "{value}" can be read in two ways, and nothing in the column shows which.',
    },
    many: {
      id: 'Angka dapat dibaca dua cara, dan kolomnya tidak menunjukkan cara yang mana.',
      en: 'Numbers can be read in two ways, and nothing in their column shows which.',
    },
    remedy: { id: 'Pilih cara penulisan angka yang dipakai berkas ini.', en: 'Choose how this file writes numbers.' },
  },
  'amount-unreadable': {
    severity: 'blocking',
    message: { id: '"{value}" bukan jumlah uang.', en: '"{value}" is not an amount.' },
    many: { id: 'Isi sel bukan jumlah uang.', en: 'What the cells hold is not an amount.' },
    remedy: { id: 'Isi dengan angka, atau kosongkan bila memang tidak ada.', en: 'Enter a number, or leave it empty if there is none.' },
  },
  'amounts-scaled': {
    severity: 'blocking',
    fixed: true,
    message: {
      id: 'Angka di tabel ini tertulis dalam ribuan, jutaan, atau miliaran, bukan rupiah penuh: "{value}".',
      en: 'The figures of this table are written in thousands, millions or billions, not in full rupiah: "{value}".',
    },
    remedy: {
      id: 'Unggah laporan yang sama dalam rupiah penuh. Bila angkanya sudah rupiah penuh, hapus keterangan itu dari berkas.',
      en: 'Upload the same report in full rupiah. If its figures are full rupiah already, delete that note from the file.',
    },
  },
  'plan-to-date': {
    severity: 'info',
    message: {
      id: 'Kolom "{expected}" memuat rencana kas sampai tanggal itu, seluruhnya Rp{value}. Kolom ini disimpan sebagai rencana kas untuk hari itu saja.',
      en: 'Column "{expected}" has the cash plan up to that day, Rp{value} in all. It is stored as a cash plan for that day alone.',
    },
    remedy: {
      id: 'Realisasi pada hari yang sama dibandingkan dengannya; bulan lain tetap tanpa rencana. Unggah berkas RAK bila ada: rencana per bulan dipakai lebih dahulu.',
      en: 'Realization of that day is compared with it; other months stay without a plan. Upload the RAK file where there is one: a plan by month is used first.',
    },
  },
  'plan-to-date-not-kept': {
    severity: 'info',
    message: {
      id: 'Kolom "{expected}" memuat rencana kas, seluruhnya Rp{value}, tetapi tidak disimpan: bulannya tidak disebut, ada sub kegiatan tanpa isi, atau satu angka mencakup pos PPKD dan belanja lain sekaligus.',
      en: 'Column "{expected}" has a cash plan, Rp{value} in all, but it is not stored: it names no month, a sub-activity has no amount in it, or one amount is for treasury items and other spending together.',
    },
    remedy: {
      id: 'Unggah berkas RAK: di sana rencana dirinci per rekening dan bulan.',
      en: 'Upload the RAK file: it has the plan by account and month.',
    },
  },
  'amount-below-sen': {
    severity: 'blocking',
    message: {
      id: 'Jumlah {value} kurang dari satu rupiah atau tidak jelas letak komanya: mungkin persen atau pecahan, bukan rupiah.',
      en: 'The amount {value} is below one rupiah or has an unclear decimal mark: it may be a share, not rupiah.',
    },
    many: {
      id: 'Jumlah kurang dari satu rupiah atau tidak jelas letak komanya: mungkin persen atau pecahan, bukan rupiah.',
      en: 'Amounts are below one rupiah or have an unclear decimal mark: they may be shares, not rupiah.',
    },
    remedy: {
      id: 'Isi dengan rupiah, paling banyak dua angka di belakang koma.',
      en: 'Enter rupiah with at most two decimals.',
    },
  },
  'amount-rounded': {
    severity: 'info',
    message: {
      id: 'Jumlah {value} mempunyai pecahan di bawah satu sen; dibulatkan menjadi {expected}.',
      en: 'The amount {value} has a fraction below one sen; it was rounded to {expected}.',
    },
    many: {
      id: 'Jumlah dengan pecahan di bawah satu sen dibulatkan ke sen terdekat.',
      en: 'Amounts with a fraction below one sen were rounded to the nearest sen.',
    },
    remedy: {
      id: 'Tidak perlu tindakan. Bunga bank sering mempunyai pecahan sen.',
      en: 'Nothing to do. Interest from banks often has fractions of a sen.',
    },
  },
  'amount-is-percentage': {
    severity: 'blocking',
    fixed: true,
    source: 'noGuess',
    message: {
      id: 'Sel kolom "{expected}" berformat persen ({value}), bukan rupiah; tidak dihitung.',
      en: 'A cell of the column "{expected}" is formatted as a percentage ({value}), not rupiah; it is not counted.',
    },
    remedy: {
      id: 'Isi kolom itu dengan rupiah, atau ubah format sel ke angka bila isinya memang rupiah, lalu unggah lagi.',
      en: 'Fill the column with rupiah, or format its cells as numbers if they are rupiah, then upload again.',
    },
  },
  'column-of-percentages': {
    severity: 'warning',
    message: {
      id: 'Semua isi kolom "{expected}" berformat persen ({value}), bukan rupiah; kolom itu tidak dibaca.',
      en: 'All cells of the column "{expected}" are formatted as percentages ({value}), not rupiah; the column was not read.',
    },
    remedy: {
      id: 'Bila kolom itu seharusnya rupiah, unggah laporan yang memuat rupiahnya.',
      en: 'If the column should hold rupiah, upload a report that has the rupiah.',
    },
  },
  'amounts-like-percentages': {
    severity: 'blocking',
    fixed: true,
    source: 'noGuess',
    message: {
      id: 'Isi kolom "{expected}" tidak lebih dari 1.000 (misalnya {value}), padahal kolom lain berisi jutaan rupiah: mungkin persen, bukan rupiah.',
      en: 'The cells of the column "{expected}" are at most 1,000 (such as {value}) beside columns of large amounts: probably percentages, not rupiah.',
    },
    remedy: {
      id: 'Unggah laporan dengan rupiah di kolom itu. Bila kolom itu persen, beri judul "%" atau hapus kolomnya.',
      en: 'Upload a report with rupiah in that column. If it holds percentages, call it "%" or delete it.',
    },
  },
  'amounts-cut-to-numbers': {
    severity: 'blocking',
    fixed: true,
    source: 'noGuess',
    message: {
      id: 'Kolom "{expected}" berisi teks jutaan rupiah ("1.500.000") dan angka di bawah seribu ({value}): titik ribuan mungkin dibaca sebagai koma, sehingga 500.000 menjadi 500.',
      en: 'The column "{expected}" has texts of millions ("1.500.000") and numbers below a thousand ({value}): a thousands mark may have been taken for a decimal mark, so that 500.000 became 500.',
    },
    remedy: {
      id: 'Ambil lagi laporan dari sumbernya, buka dengan pengaturan angka Indonesia, atau unggah berkas aslinya (CSV).',
      en: 'Take the report from its source again, open it with Indonesian number settings, or upload the original file (CSV).',
    },
  },
  'amount-too-large': {
    severity: 'blocking',
    message: { id: 'Jumlah {value} terlalu besar.', en: 'The amount {value} is too large.' },
    many: { id: 'Jumlah terlalu besar.', en: 'Amounts are too large.' },
    remedy: { id: 'Periksa angka itu di berkas sumber.', en: 'Check the figure in the source file.' },
  },
  'amount-cell-error': {
    severity: 'blocking',
    message: { id: 'Sel berisi kesalahan rumus: {value}.', en: 'The cell holds a formula error: {value}.' },
    many: { id: 'Sel berisi kesalahan rumus.', en: 'Cells hold a formula error.' },
    remedy: {
      id: 'Perbaiki rumusnya atau tempel sebagai nilai, lalu unggah lagi.',
      en: 'Fix the formula or paste it as a value, then upload again.',
    },
  },
  'amount-no-cached-value': {
    severity: 'blocking',
    message: { id: 'Sel berisi rumus tanpa nilai tersimpan.', en: 'The cell holds a formula without a stored value.' },
    remedy: {
      id: 'Buka dan simpan berkas di Excel, atau tempel sebagai nilai.',
      en: 'Open and save the file in Excel, or paste it as a value.',
    },
  },
  'amount-wrong-group': {
    severity: 'warning',
    source: 'codes',
    message: {
      id: 'Rekening {expected} mempunyai jumlah di kolom kelompok lain: Rp{value}.',
      en: "Account {expected} has an amount in another group's column: Rp{value}.",
    },
    many: { id: 'Rekening mempunyai jumlah di kolom kelompok lain.', en: "Accounts have an amount in another group's column." },
    remedy: {
      id: 'Periksa kolom operasi, modal, tidak terduga dan transfer pada baris itu.',
      en: 'Check the operating, capital, unforeseen and transfer columns of that row.',
    },
  },
  'date-unreadable': {
    severity: 'blocking',
    message: { id: '"{value}" bukan tanggal.', en: '"{value}" is not a date.' },
    many: { id: 'Isi sel bukan tanggal.', en: 'What the cells hold is not a date.' },
    remedy: { id: 'Tulis seperti 7 Januari 2026 atau 2026-01-07.', en: 'Write it like 7 Januari 2026 or 2026-01-07.' },
  },
  'dates-swapped': {
    severity: 'blocking',
    message: {
      id: 'Di kolom "{value}" hari dan bulan tertukar: semua tanggal di atas 12 masih teks, semua yang lain sudah menjadi tanggal.',
      en: 'In the column "{value}" day and month were swapped: all days above 12 are still text, all others became dates.',
    },
    remedy: {
      id: 'Buka lagi berkas asalnya dengan format tanggal hari/bulan/tahun (Indonesia), lalu simpan dan unggah.',
      en: 'Open the original file again with dates as day/month/year (Indonesian), then save and upload it.',
    },
  },
  'date-outside-year': {
    terms: true,
    severity: 'warning',
    source: 'calendar',
    message: { id: 'Tanggal {value} di luar tahun anggaran {expected}.', en: 'The date {value} lies outside fiscal year {expected}.' },
    many: { id: 'Tanggal di luar tahun anggaran.', en: 'Dates lie outside the fiscal year.' },
    remedy: { id: 'Periksa tanggal dokumennya.', en: 'Check the date of the document.' },
  },
  'total-differs': {
    severity: 'warning',
    source: 'sums',
    message: {
      id: 'Jumlah di berkas Rp{value}, sedangkan rinciannya berjumlah Rp{expected}.',
      en: 'The file states a total of Rp{value}, its details add up to Rp{expected}.',
    },
    many: {
      id: 'Jumlah di berkas tidak sama dengan jumlah rinciannya.',
      en: 'Totals in the file differ from what their details add up to.',
    },
    remedy: {
      id: 'Cari baris yang salah di antara rincian jumlah ini dan perbaiki di sumbernya.',
      en: 'Find the wrong row among the details of this total and correct it at the source.',
    },
  },
  'progress-column-unknown': {
    severity: 'question',
    message: {
      id: 'Ada {value} kolom kemajuan fisik di laporan ini.',
      en: 'This report has {value} columns of physical progress.',
    },
    remedy: {
      id: 'Pilih kolom yang memuat kemajuan fisik sampai dengan bulan laporan.',
      en: 'Choose the column that holds progress up to the reported month.',
    },
  },
  'percent-ambiguous': {
    severity: 'question',
    message: {
      id: 'Kemajuan fisik tidak ada yang melebihi {value}: bisa pecahan, bisa persen.',
      en: 'No physical progress exceeds {value}: it could be fractions, it could be percent.',
    },
    remedy: { id: 'Pilih cara berkas ini menulis persen.', en: 'Choose how this file writes percentages.' },
  },
  'progress-unreadable': {
    severity: 'blocking',
    message: { id: '"{value}" bukan kemajuan fisik 0 sampai 100 persen.', en: '"{value}" is not physical progress of 0 to 100 percent.' },
    many: {
      id: 'Isi sel bukan kemajuan fisik 0 sampai 100 persen.',
      en: 'What the cells hold is not physical progress of 0 to 100 percent.',
    },
    remedy: { id: 'Isi dengan persen, misalnya 45,5.', en: 'Enter a percentage, for example 45.5.' },
  },
  'progress-by-account': {
    severity: 'blocking',
    message: {
      id: 'Kemajuan fisik hanya diisi di baris rekening, tidak di baris sub kegiatan.',
      en: 'Physical progress is given in account rows only, not in sub-activity rows.',
    },
    remedy: { id: 'Isi kemajuan di baris sub kegiatan.', en: 'Enter the progress in the row of the sub-activity.' },
  },
  'cash-moved': {
    severity: 'info',
    message: {
      id: 'Baris "{expected}" (Rp{value}) memindahkan kas dan bukan pembayaran; jumlahnya tidak dihitung.',
      en: 'The row "{expected}" (Rp{value}) moves cash and is no payment; its amount is not counted.',
    },
    many: {
      id: 'Baris yang memindahkan kas bukan pembayaran; jumlahnya tidak dihitung.',
      en: 'Rows that move cash are no payments; their amounts are not counted.',
    },
    remedy: {
      id: 'Tidak perlu tindakan; bila ini belanja, isi kode rekeningnya.',
      en: 'Nothing to do; if it is spending, fill in its account.',
    },
  },
  'payment-cancelled': {
    severity: 'blocking',
    message: {
      id: 'Pembayaran ini (Rp{value}) berstatus "{expected}": tidak jelas apakah jumlahnya masih dihitung.',
      en: 'The status of this payment (Rp{value}) is "{expected}": it is unclear whether its amount still counts.',
    },
    many: {
      id: 'Ada pembayaran yang dibatalkan atau dikembalikan di antara pembayaran lain.',
      en: 'There are cancelled or returned payments among the others.',
    },
    remedy: {
      id: 'Unduh register tanpa pembayaran yang dibatalkan, atau hapus baris itu dari berkas.',
      en: 'Export the register without cancelled payments, or take these rows out of the file.',
    },
  },
  'to-date-differs': {
    severity: 'warning',
    source: 'sums',
    message: {
      id: 'Realisasi s.d. bulan ini {value}, padahal s.d. bulan lalu ditambah bulan ini {expected}.',
      en: 'Realization to date is {value}, but that of the months before and of this month add up to {expected}.',
    },
    many: {
      id: 'Realisasi s.d. bulan ini tidak sama dengan s.d. bulan lalu ditambah bulan ini.',
      en: 'Realization to date is not the sum of the months before and this month.',
    },
    remedy: {
      id: 'Yang dihitung kolom s.d. bulan ini. Periksa ketiga kolom di sumbernya.',
      en: 'The column to date counts. Check the three columns at their source.',
    },
  },
  'plan-months-missing': {
    severity: 'warning',
    message: {
      id: 'Rencana kas ini tidak memuat semua bulan; tidak ada kolom untuk bulan {value}. Hanya bulan yang ada yang disimpan.',
      en: 'This cash plan does not hold every month; there is no column for month {value}. Only the months that are there are kept.',
    },
    remedy: { id: 'Unggah rencana dua belas bulan bila ada.', en: 'Upload the plan of twelve months if there is one.' },
  },
  'plan-not-budget': {
    severity: 'warning',
    message: {
      id: 'Rencana dua belas bulan berjumlah Rp{value}, anggaran barisnya Rp{expected}.',
      en: 'The plan of the twelve months adds up to Rp{value}, the budget of the row is Rp{expected}.',
    },
    many: {
      id: 'Rencana dua belas bulan tidak sama dengan anggaran barisnya.',
      en: 'The plan of the twelve months does not add up to the budget of its row.',
    },
    remedy: {
      id: 'Samakan anggaran kas dengan anggaran rekening itu di sumbernya.',
      en: "Bring the cash plan in line with the account's budget at the source.",
    },
  },
  'calculation-row': {
    severity: 'info',
    message: {
      id: 'Baris hitungan tanpa kode tidak dibaca.',
      en: 'A row of calculations without codes was not read.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'breakdown-partial': {
    severity: 'warning',
    source: 'identities',
    message: {
      id: 'Rincian yang ada di tabel hanya Rp{value} dari Rp{expected}; yang dihitung jumlahnya, bukan rinciannya.',
      en: 'The parts in the table are only Rp{value} of Rp{expected}; the total counts, not its parts.',
    },
    many: {
      id: 'Rincian di tabel tidak lengkap; yang dihitung jumlahnya.',
      en: 'The table does not list all parts; the totals count.',
    },
    remedy: {
      id: 'Tidak perlu tindakan bila angka menurut jumlah sudah cukup; untuk rinciannya, unggah tabel yang lengkap.',
      en: 'Nothing to do if the totals are enough; for the parts, upload a table that lists them all.',
    },
  },
  'identity-differs': {
    severity: 'warning',
    source: 'identities',
    message: {
      id: 'Rp{value} tidak sesuai dengan perhitungan Rp{expected}.',
      en: 'Rp{value} does not agree with the calculated Rp{expected}.',
    },
    many: { id: 'Angka di berkas tidak sesuai dengan perhitungannya.', en: 'Figures in the file do not agree with what is calculated.' },
    remedy: {
      id: 'Periksa surplus/defisit, pembiayaan neto dan SiLPA di berkas.',
      en: 'Check surplus/deficit, net financing and SiLPA in the file.',
    },
  },
  'realization-above-budget': {
    severity: 'warning',
    source: 'ceiling',
    message: {
      id: 'Realisasi Rp{value} melebihi anggaran Rp{expected}.',
      en: 'Realization of Rp{value} exceeds the budget of Rp{expected}.',
    },
    many: { id: 'Realisasi melebihi anggaran.', en: 'Realization exceeds the budget.' },
    remedy: {
      id: 'Periksa apakah realisasi salah rekening atau anggaran sudah bergeser.',
      en: 'Check whether it was booked to a wrong account or the budget was shifted.',
    },
  },
  'duplicate-lines': {
    severity: 'info',
    source: 'countedOnce',
    message: {
      id: '{value} baris berkode sama dengan baris sebelumnya (OPD, kegiatan, rekening, sumber dana); jumlahnya ditambahkan.',
      en: '{value} rows have the codes of an earlier row (OPD, activity, account, fund source); their amounts are added up.',
    },
    many: {
      id: 'Baris berkode sama dengan baris sebelumnya (OPD, kegiatan, rekening, sumber dana); jumlahnya ditambahkan.',
      en: 'Rows have the codes of an earlier row (OPD, activity, account, fund source); their amounts are added up.',
    },
    remedy: { id: 'Periksa bila tidak disengaja.', en: 'Check it if that was not intended.' },
  },
  'near-duplicate-lines': {
    severity: 'info',
    source: 'countedOnce',
    message: {
      id: '{value} baris lagi hanya berbeda spasi pada nama paketnya.',
      en: '{value} more rows differ in the spaces of their package name only.',
    },
    many: { id: 'Baris hanya berbeda spasi pada nama paketnya.', en: 'Rows differ in the spaces of their package name only.' },
    remedy: { id: 'Samakan tulisannya bila paketnya sama.', en: 'Spell them alike if they are the same package.' },
  },
} as const satisfies Record<string, FindingRule>;
