import type { Words } from './language.ts';

/** blocking: cannot be submitted; warning: needs a look; info: said for the record; question: needs an answer. */
export type Severity = 'blocking' | 'warning' | 'info' | 'question';

/** What a rule says: severity, message and remedy in both languages. `{value}` and `{expected}` are filled in. */
export interface FindingRule {
  severity: Severity;
  message: Words;
  remedy: Words;
}

/** The one list of everything intake and ledger can find, by code. Codes are stable: people and tests refer to them. */
export const findingRules = {
  'year-unknown': {
    severity: 'question',
    message: { id: 'Tahun anggaran tidak tertulis dengan jelas di berkas.', en: 'The fiscal year is not clearly stated in the file.' },
    remedy: { id: 'Pilih tahun anggaran yang benar.', en: 'Choose the right fiscal year.' },
  },
  // Reading: what intake finds in a table.
  'year-conflict': {
    severity: 'question',
    message: { id: 'Tahun anggaran di berkas tidak sama: {value}.', en: 'The file names different fiscal years: {value}.' },
    remedy: {
      id: 'Pilih tahun anggaran yang benar; perbaiki tulisan yang salah di berkas sumber.',
      en: 'Choose the right fiscal year; correct the wrong label in the source file.',
    },
  },
  'as-of-unknown': {
    severity: 'question',
    message: {
      id: 'Tanggal posisi realisasi tidak tertulis di berkas.',
      en: 'The file does not say up to which date realization is counted.',
    },
    remedy: {
      id: 'Isi tanggal terakhir yang dihitung, misalnya akhir bulan laporan.',
      en: 'Give the last day counted, for example the end of the reported month.',
    },
  },
  'as-of-conflict': {
    severity: 'question',
    message: { id: 'Tanggal posisi di berkas tidak sama: {value}.', en: 'The file names different as-of dates: {value}.' },
    remedy: { id: 'Pilih tanggal posisi yang benar.', en: 'Choose the right as-of date.' },
  },
  'basis-unknown': {
    severity: 'question',
    message: {
      id: 'Dasar realisasi (SP2D, SPJ, atau LRA) tidak tertulis di berkas.',
      en: 'The file does not say what realization is based on (SP2D, SPJ or LRA).',
    },
    remedy: { id: 'Pilih dasar realisasi laporan ini.', en: 'Choose the basis of this report.' },
  },
  'version-unknown': {
    severity: 'question',
    message: {
      id: 'Versi anggaran (murni, pergeseran, perubahan) tidak tertulis di berkas.',
      en: 'The file does not say which version of the budget it holds.',
    },
    remedy: { id: 'Pilih versi anggaran yang dipakai laporan ini.', en: 'Choose the budget version that this report uses.' },
  },
  'version-conflict': {
    severity: 'question',
    message: { id: 'Versi anggaran di berkas tidak sama: {value}.', en: 'The file names different budget versions: {value}.' },
    remedy: { id: 'Pilih versi anggaran yang benar.', en: 'Choose the right budget version.' },
  },
  'measure-unknown': {
    severity: 'question',
    message: {
      id: 'Kolom "{value}" tidak menyebut apakah isinya anggaran atau realisasi.',
      en: 'The column "{value}" does not say whether it holds budget or realization.',
    },
    remedy: { id: 'Pilih isi kolom itu.', en: 'Choose what the column holds.' },
  },
  'numbers-ambiguous': {
    severity: 'question',
    message: {
      id: 'Angka seperti "{value}" dapat dibaca dua cara, dan kolomnya tidak menunjukkan cara yang mana.',
      en: 'Numbers like "{value}" can be read in two ways, and nothing in the column tells which.',
    },
    remedy: { id: 'Pilih cara penulisan angka yang dipakai berkas ini.', en: 'Choose how this file writes numbers.' },
  },
  'sheet-ambiguous': {
    severity: 'question',
    message: {
      id: 'Beberapa lembar berisi data yang saling bertentangan: {value}.',
      en: 'Several sheets hold data that contradict each other: {value}.',
    },
    remedy: { id: 'Pilih lembar yang benar.', en: 'Choose the right sheet.' },
  },
  'government-conflict': {
    severity: 'question',
    message: { id: 'Berkas menyebut lebih dari satu pemerintah daerah: {value}.', en: 'The file names more than one government: {value}.' },
    remedy: { id: 'Pilih pemerintah daerah pemilik data ini.', en: 'Choose the government these data belong to.' },
  },
  'no-table': {
    severity: 'blocking',
    message: { id: 'Tidak ada tabel anggaran yang dikenali di berkas ini.', en: 'No budget table was recognised in this file.' },
    remedy: {
      id: 'Unggah rekap dari SIPD, atau isi templat SIP KADIN (sipkadin template).',
      en: 'Upload a SIPD recap, or fill in the SIP KADIN template (sipkadin template).',
    },
  },
  'no-amounts': {
    severity: 'blocking',
    message: {
      id: 'Berkas ini daftar kode atau nama tanpa jumlah uang per rekening.',
      en: 'This file lists codes or names, without amounts by account.',
    },
    remedy: {
      id: 'Unggah tabel yang mempunyai kolom anggaran atau realisasi per rekening.',
      en: 'Upload a table with a budget or realization column by account.',
    },
  },
  'form-empty': {
    severity: 'blocking',
    message: {
      id: 'Formulir ini belum diisi: semua jumlah kosong atau nol.',
      en: 'This form is not filled in: every amount is blank or zero.',
    },
    remedy: { id: 'Isi jumlahnya, lalu unggah lagi.', en: 'Fill in the amounts and upload it again.' },
  },
  'shape-cash-plan': {
    severity: 'blocking',
    message: {
      id: 'Ini anggaran kas (RAK) bentuk SIPD, yang belum didukung.',
      en: 'This is a cash plan (RAK) in SIPD form, which is not read yet.',
    },
    remedy: {
      id: 'Salin ke templat "anggaran kas" SIP KADIN (sipkadin template), lalu unggah.',
      en: 'Copy it into the SIP KADIN cash plan template (sipkadin template) and upload that.',
    },
  },
  'shape-progress': {
    severity: 'blocking',
    message: {
      id: 'Ini laporan realisasi fisik dan keuangan (RFK), yang belum didukung.',
      en: 'This is a physical and financial progress report (RFK), which is not read yet.',
    },
    remedy: {
      id: 'Salin ke templat "fisik" SIP KADIN (sipkadin template), lalu unggah.',
      en: 'Copy it into the SIP KADIN progress template (sipkadin template) and upload that.',
    },
  },
  'shape-djpk': {
    severity: 'blocking',
    message: {
      id: 'Ini tabel DJPK banyak daerah, yang belum didukung.',
      en: 'This is a DJPK table of many regions, which is not read yet.',
    },
    remedy: {
      id: 'Salin baris daerah Anda ke templat "anggaran" SIP KADIN (sipkadin template), lalu unggah.',
      en: 'Copy the rows of your region into the SIP KADIN budget template (sipkadin template) and upload that.',
    },
  },
  'shape-work-plan': {
    severity: 'blocking',
    message: {
      id: 'Ini rincian RKA/DPA per barang, yang belum didukung.',
      en: 'This is an itemised work plan (RKA/DPA), which is not read yet.',
    },
    remedy: {
      id: 'Unggah rekap anggaran per rekening dari SIPD, atau isi templat SIP KADIN.',
      en: 'Upload the budget recap by account from SIPD, or fill in the SIP KADIN template.',
    },
  },
  'column-duplicate': {
    severity: 'blocking',
    message: {
      id: 'Dua kolom memuat hal yang sama ({value}), tetapi isinya berbeda.',
      en: 'Two columns hold the same thing ({value}) but differ in content.',
    },
    remedy: { id: 'Beri nama yang berbeda, atau hapus salah satunya.', en: 'Give them different names, or delete one of them.' },
  },
  'column-missing': {
    severity: 'blocking',
    message: { id: 'Kolom "{expected}" tidak ada.', en: 'The column "{expected}" is missing.' },
    remedy: { id: 'Tambahkan kolom itu seperti di templat.', en: 'Add the column as in the template.' },
  },
  'template-head-wrong': {
    severity: 'blocking',
    message: {
      id: 'Isian kepala templat "{expected}" tidak dikenali: "{value}".',
      en: 'The template head "{expected}" is not understood: "{value}".',
    },
    remedy: { id: 'Perbaiki isian itu; contohnya ada di templat kosong.', en: 'Correct it; an empty template shows how.' },
  },
  'answer-wrong': {
    severity: 'blocking',
    message: {
      id: 'Jawaban "{value}" tidak dapat dipakai; yang diharapkan {expected}.',
      en: 'The answer "{value}" cannot be used; expected {expected}.',
    },
    remedy: { id: 'Jawab dengan salah satu pilihan.', en: 'Answer with one of the choices.' },
  },
  'government-other': {
    severity: 'blocking',
    message: { id: 'Berkas ini milik {value}, bukan {expected}.', en: 'This file belongs to {value}, not {expected}.' },
    remedy: { id: 'Unggah ke pemerintah daerah yang benar.', en: 'Upload it to the right government.' },
  },
  'amount-unreadable': {
    severity: 'blocking',
    message: { id: '"{value}" bukan jumlah uang.', en: '"{value}" is not an amount.' },
    remedy: { id: 'Isi dengan angka, atau kosongkan bila memang tidak ada.', en: 'Enter a number, or leave it empty if there is none.' },
  },
  'amount-below-sen': {
    severity: 'blocking',
    message: { id: 'Jumlah {value} mempunyai pecahan di bawah satu sen.', en: 'The amount {value} has a fraction below one sen.' },
    remedy: {
      id: 'Bulatkan di berkas sumber, paling banyak dua angka di belakang koma.',
      en: 'Round it in the source file to at most two decimals.',
    },
  },
  'amount-too-large': {
    severity: 'blocking',
    message: { id: 'Jumlah {value} terlalu besar.', en: 'The amount {value} is too large.' },
    remedy: { id: 'Periksa angka itu di berkas sumber.', en: 'Check the figure in the source file.' },
  },
  'amount-cell-error': {
    severity: 'blocking',
    message: { id: 'Sel berisi kesalahan rumus: {value}.', en: 'The cell holds a formula error: {value}.' },
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
    message: {
      id: 'Rekening {expected} mempunyai jumlah di kolom kelompok lain: {value}.',
      en: "Account {expected} has an amount in another group's column: {value}.",
    },
    remedy: {
      id: 'Periksa kolom operasi, modal, tidak terduga dan transfer pada baris itu.',
      en: 'Check the operating, capital, unforeseen and transfer columns of that row.',
    },
  },
  'row-without-code': {
    severity: 'blocking',
    message: {
      id: 'Baris mempunyai jumlah {value} tetapi kode {expected} kosong atau tidak terbaca.',
      en: 'The row has an amount of {value} but its {expected} code is empty or unreadable.',
    },
    remedy: {
      id: 'Lengkapi kodenya, atau hapus jumlahnya bila baris itu bukan data.',
      en: 'Fill in the code, or remove the amount if the row is not data.',
    },
  },
  'code-unknown': {
    severity: 'warning',
    message: {
      id: 'Kode "{value}" tidak dikenali, barisnya tidak dihitung.',
      en: 'The code "{value}" is not known; its row is not counted.',
    },
    remedy: {
      id: 'Periksa kodenya. Bila hanya rincian dari baris lain, biarkan.',
      en: 'Check the code. If it only details another row, leave it.',
    },
  },
  'code-cut': {
    severity: 'info',
    message: {
      id: 'Kolom "{value}" memotong kode di tengah; yang dipakai kode rekening lengkap.',
      en: 'The column "{value}" cuts codes in the middle; the full account code was used.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'date-unreadable': {
    severity: 'blocking',
    message: { id: '"{value}" bukan tanggal.', en: '"{value}" is not a date.' },
    remedy: { id: 'Tulis seperti 7 Januari 2026 atau 2026-01-07.', en: 'Write it like 7 Januari 2026 or 2026-01-07.' },
  },
  'date-outside-year': {
    severity: 'warning',
    message: { id: 'Tanggal {value} di luar tahun anggaran {expected}.', en: 'The date {value} lies outside fiscal year {expected}.' },
    remedy: { id: 'Periksa tanggal dokumennya.', en: 'Check the date of the document.' },
  },
  'total-differs': {
    severity: 'warning',
    message: {
      id: 'Jumlah di berkas {value}, sedangkan rinciannya berjumlah {expected}.',
      en: 'The file states a total of {value}, its details add up to {expected}.',
    },
    remedy: {
      id: 'Cari baris yang salah di bawah simpul ini dan perbaiki di sumbernya.',
      en: 'Find the wrong row below this node and correct it at the source.',
    },
  },
  'identity-differs': {
    severity: 'warning',
    message: { id: '{value} tidak sesuai dengan perhitungan {expected}.', en: '{value} does not agree with the calculated {expected}.' },
    remedy: {
      id: 'Periksa surplus/defisit, pembiayaan neto dan SiLPA di berkas.',
      en: 'Check surplus/deficit, net financing and SiLPA in the file.',
    },
  },
  'realization-above-budget': {
    severity: 'warning',
    message: { id: 'Realisasi {value} melebihi anggaran {expected}.', en: 'Realization of {value} exceeds the budget of {expected}.' },
    remedy: {
      id: 'Periksa apakah realisasi salah rekening atau anggaran sudah bergeser.',
      en: 'Check whether it was booked to a wrong account or the budget was shifted.',
    },
  },
  'duplicate-lines': {
    severity: 'info',
    message: {
      id: '{value} baris mempunyai kunci yang sama dengan baris sebelumnya; jumlahnya ditambahkan.',
      en: '{value} rows repeat the key of an earlier row; their amounts are added up.',
    },
    remedy: { id: 'Periksa bila tidak disengaja.', en: 'Check it if that was not intended.' },
  },
  'near-duplicate-lines': {
    severity: 'info',
    message: {
      id: '{value} baris lagi hanya berbeda spasi pada nama paketnya.',
      en: '{value} more rows differ in the spaces of their package name only.',
    },
    remedy: { id: 'Samakan tulisannya bila paketnya sama.', en: 'Spell them alike if they are the same package.' },
  },
  'bidang-not-in-unit': {
    severity: 'warning',
    message: {
      id: 'Bidang urusan {value} tidak termasuk bidang OPD {expected}.',
      en: 'The field {value} is not among the fields of unit {expected}.',
    },
    remedy: { id: 'Periksa kode OPD atau kode programnya.', en: 'Check the unit code or the program code.' },
  },
  'unfunded-rows': {
    severity: 'info',
    message: {
      id: '{value} baris tanpa jumlah: dipilih tetapi belum dianggarkan, tidak dihitung sebagai nol.',
      en: '{value} rows without an amount: selected but unfunded, not counted as zero.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'columns-ignored': {
    severity: 'info',
    message: { id: 'Kolom yang tidak dibaca: {value}.', en: 'Columns that were not read: {value}.' },
    remedy: { id: 'Tidak perlu tindakan; kolom tambahan tidak disimpan.', en: 'Nothing to do; added columns are not kept.' },
  },
  'private-columns-dropped': {
    severity: 'info',
    message: {
      id: 'Kolom data pribadi atau teks bebas dibuang: {value}.',
      en: 'Columns with personal data or free text were dropped: {value}.',
    },
    remedy: { id: 'Tidak perlu tindakan; data itu tidak disimpan.', en: 'Nothing to do; these data are not kept.' },
  },
  'personal-data-held-back': {
    severity: 'warning',
    message: {
      id: 'Teks berisi data pribadi ({value}); teksnya tidak disimpan, jumlahnya tetap dihitung.',
      en: 'The text holds personal data ({value}); it is not kept, the amount still counts.',
    },
    remedy: {
      id: 'Hapus data pribadi dari nama paket atau uraian di sumbernya.',
      en: 'Remove the personal data from the name at the source.',
    },
  },
  'hidden-rows-read': {
    severity: 'info',
    message: { id: '{value} baris tersembunyi (tersaring) tetap dibaca.', en: '{value} hidden (filtered) rows were read all the same.' },
    remedy: {
      id: 'Tidak perlu tindakan. Bila hanya sebagian yang dimaksud, unggah berkas yang berisi bagian itu saja.',
      en: 'Nothing to do. If only a part is meant, upload a file with that part alone.',
    },
  },
  'hidden-sheet-used': {
    severity: 'info',
    message: { id: 'Lembar tersembunyi "{value}" ikut dibaca.', en: 'The hidden sheet "{value}" was read.' },
    remedy: { id: 'Periksa apakah lembar itu memang dimaksud.', en: 'Check whether that sheet is meant.' },
  },
  'rows-below-total': {
    severity: 'info',
    message: {
      id: 'Baris di bawah baris jumlah bukan data dan tidak dibaca.',
      en: 'Rows below the total row are not data and were not read.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'total-row-shifted': {
    severity: 'info',
    message: { id: 'Baris jumlah bergeser satu kolom.', en: 'The total row is shifted by one column.' },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'deposits-not-counted': {
    severity: 'info',
    message: { id: 'Nilai setoran {value} tidak dikurangkan dari realisasi.', en: 'Deposits of {value} were not taken off realization.' },
    remedy: { id: 'Periksa apakah pengembalian itu sudah dibukukan.', en: 'Check whether these returns are booked.' },
  },
  'register-period': {
    severity: 'info',
    message: {
      id: 'Register mencakup {value}, dari tanggal dokumen pertama dan terakhir.',
      en: 'The register covers {value}, by its first and last document.',
    },
    remedy: { id: 'Bila periodenya lain, jawab dengan from dan asOf.', en: 'If the period differs, answer with from and asOf.' },
  },
  'year-from-file-name': {
    severity: 'info',
    message: { id: 'Tahun anggaran diambil dari nama berkas: {value}.', en: "The fiscal year was taken from the file's name: {value}." },
    remedy: { id: 'Bila salah, jawab dengan nilai yang benar.', en: 'If it is wrong, answer with the right value.' },
  },
  'as-of-from-file-name': {
    severity: 'info',
    message: { id: 'Tanggal posisi diambil dari nama berkas: {value}.', en: "The as-of date was taken from the file's name: {value}." },
    remedy: { id: 'Bila salah, jawab dengan nilai yang benar.', en: 'If it is wrong, answer with the right value.' },
  },
  'basis-from-file-name': {
    severity: 'info',
    message: {
      id: 'Dasar realisasi diambil dari nama berkas: {value}.',
      en: "The basis of realization was taken from the file's name: {value}.",
    },
    remedy: { id: 'Bila salah, jawab dengan nilai yang benar.', en: 'If it is wrong, answer with the right value.' },
  },
  'version-from-file-name': {
    severity: 'info',
    message: { id: 'Versi anggaran diambil dari nama berkas: {value}.', en: "The budget version was taken from the file's name: {value}." },
    remedy: { id: 'Bila salah, jawab dengan nilai yang benar.', en: 'If it is wrong, answer with the right value.' },
  },
  'government-from-file-name': {
    severity: 'info',
    message: { id: 'Pemerintah daerah diambil dari nama berkas: {value}.', en: "The government was taken from the file's name: {value}." },
    remedy: { id: 'Bila salah, jawab dengan nilai yang benar.', en: 'If it is wrong, answer with the right value.' },
  },
  'basis-conflict': {
    severity: 'question',
    message: { id: 'Dasar realisasi di berkas tidak sama: {value}.', en: 'The file names different bases of realization: {value}.' },
    remedy: { id: 'Pilih dasar realisasi yang benar.', en: 'Choose the right basis.' },
  },
  'names-differ': {
    severity: 'info',
    message: {
      id: 'Kode {value} mempunyai beberapa nama; yang pertama dipakai.',
      en: 'Code {value} has several names; the first is used.',
    },
    remedy: { id: 'Samakan namanya di sumber.', en: 'Use one name at the source.' },
  },
  'levels-mixed': {
    severity: 'blocking',
    message: {
      id: 'Rekening {value} dan rinciannya sama-sama ada sebagai baris, uangnya akan terhitung dua kali.',
      en: 'Account {value} and its details both stand as rows; the money would count twice.',
    },
    remedy: {
      id: 'Hapus baris jumlah antara, atau unggah rekap yang berisi rincian saja.',
      en: 'Remove the subtotal rows, or upload a recap with details only.',
    },
  },
  // Opening: what is wrong with the file itself.
  'container-empty': {
    severity: 'blocking',
    message: { id: 'Berkas ini kosong.', en: 'The file is empty.' },
    remedy: { id: 'Pilih berkas yang berisi laporan, lalu unggah lagi.', en: 'Choose the file that holds the report and upload it again.' },
  },
  'container-lock-file': {
    severity: 'blocking',
    message: {
      id: '"{value}" adalah berkas kunci sementara dari Excel, bukan laporannya.',
      en: '"{value}" is a temporary lock file of Excel, not the report.',
    },
    remedy: {
      id: 'Tutup Excel, lalu unggah berkas yang namanya tidak diawali "~$".',
      en: 'Close Excel and upload the file whose name does not start with "~$".',
    },
  },
  'container-encrypted': {
    severity: 'blocking',
    message: { id: 'Berkas ini dilindungi kata sandi.', en: 'The file is protected by a password.' },
    remedy: {
      id: 'Buka di Excel, hapus kata sandinya (Info > Lindungi Buku Kerja), simpan, lalu unggah lagi.',
      en: 'Open it in Excel, remove the password (Info > Protect Workbook), save and upload again.',
    },
  },
  'container-not-read': {
    severity: 'blocking',
    message: { id: 'Bentuk {value} belum dapat dibaca.', en: 'The form {value} cannot be read yet.' },
    remedy: {
      id: 'Buka di Excel atau LibreOffice, Simpan Sebagai .xlsx, lalu unggah lagi.',
      en: 'Open it in Excel or LibreOffice, save it as .xlsx and upload again.',
    },
  },
  'container-not-a-spreadsheet': {
    severity: 'blocking',
    message: { id: 'Berkas ini bukan lembar kerja ({value}).', en: 'The file is not a spreadsheet ({value}).' },
    remedy: { id: 'Unggah laporan dalam bentuk .xlsx, .csv, atau .json.', en: 'Upload the report as .xlsx, .csv or .json.' },
  },
  'container-damaged': {
    severity: 'blocking',
    message: { id: 'Berkas ini rusak dan tidak dapat dibuka ({value}).', en: 'The file is damaged and cannot be opened ({value}).' },
    remedy: {
      id: 'Unduh atau ekspor ulang dari sumbernya, lalu unggah lagi.',
      en: 'Download or export it again from its source and upload again.',
    },
  },
  'container-doctype': {
    severity: 'blocking',
    message: {
      id: 'Berkas ini berisi deklarasi yang tidak pernah ada di lembar kerja ({value}).',
      en: 'The file holds a declaration that no spreadsheet has ({value}).',
    },
    remedy: {
      id: 'Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
      en: 'Open it in Excel, save it as .xlsx and upload the result.',
    },
  },
  'container-duplicate-part': {
    severity: 'blocking',
    message: { id: 'Berkas ini memuat dua bagian dengan nama sama ({value}).', en: 'The file holds two parts of the same name ({value}).' },
    remedy: {
      id: 'Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
      en: 'Open it in Excel, save it as .xlsx and upload the result.',
    },
  },
  'container-part-missing': {
    severity: 'blocking',
    message: { id: 'Bagian berkas hilang ({value}).', en: 'A part of the file is missing ({value}).' },
    remedy: {
      id: 'Unduh atau ekspor ulang dari sumbernya, lalu unggah lagi.',
      en: 'Download or export it again from its source and upload again.',
    },
  },
  'container-part-name': {
    severity: 'blocking',
    message: {
      id: 'Berkas ini memuat bagian dengan nama yang tidak wajar ({value}).',
      en: 'The file holds a part with a name that no spreadsheet has ({value}).',
    },
    remedy: {
      id: 'Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
      en: 'Open it in Excel, save it as .xlsx and upload the result.',
    },
  },
  'container-no-sheets': {
    severity: 'blocking',
    message: { id: 'Buku kerja ini tidak berisi lembar data.', en: 'The workbook has no sheet with cells.' },
    remedy: { id: 'Unggah berkas yang berisi tabel laporan.', en: 'Upload the file that holds the table of the report.' },
  },
  'container-too-many-sheets': {
    severity: 'blocking',
    message: {
      id: 'Buku kerja ini berisi {value} lembar; paling banyak {expected}.',
      en: 'The workbook has {value} sheets; at most {expected} are read.',
    },
    remedy: {
      id: 'Simpan lembar yang diperlukan ke berkas baru, lalu unggah.',
      en: 'Save the sheets that matter to a new file and upload it.',
    },
  },
  'container-too-many-parts': {
    severity: 'blocking',
    message: {
      id: 'Arsip ini berisi {value} bagian; paling banyak {expected}.',
      en: 'The archive holds {value} parts; at most {expected} are read.',
    },
    remedy: {
      id: 'Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
      en: 'Open it in Excel, save it as .xlsx and upload the result.',
    },
  },
  'container-too-many-strings': {
    severity: 'blocking',
    message: { id: 'Berkas ini berisi terlalu banyak teks ({value}).', en: 'The file holds too much text ({value}).' },
    remedy: {
      id: 'Bagi laporan menjadi beberapa berkas, lalu unggah satu per satu.',
      en: 'Split the report into several files and upload them one by one.',
    },
  },
  'container-too-large': {
    severity: 'blocking',
    message: {
      id: 'Isi berkas terlalu besar setelah dibuka ({value} byte; batas {expected}).',
      en: 'The content is too large once unpacked ({value} bytes; the limit is {expected}).',
    },
    remedy: {
      id: 'Hapus lembar atau baris kosong yang berlebih, atau bagi menjadi beberapa berkas.',
      en: 'Remove surplus sheets or empty rows, or split the file.',
    },
  },
  'container-element-too-large': {
    severity: 'blocking',
    message: { id: 'Satu baris di {value} terlalu panjang untuk sebuah laporan.', en: 'One row of {value} is too long for a report.' },
    remedy: {
      id: 'Buka di Excel, salin tabelnya ke buku kerja baru, simpan, lalu unggah.',
      en: 'Open it in Excel, copy the table to a new workbook, save and upload.',
    },
  },
  'container-row-out-of-bounds': {
    severity: 'blocking',
    message: {
      id: 'Nomor baris {value} di luar batas Excel ({expected}).',
      en: 'Row number {value} is beyond what Excel has ({expected}).',
    },
    remedy: {
      id: 'Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
      en: 'Open it in Excel, save it as .xlsx and upload the result.',
    },
  },
  'container-column-out-of-bounds': {
    severity: 'blocking',
    message: { id: 'Kolom "{value}" di luar batas Excel ({expected}).', en: 'Column "{value}" is beyond what Excel has ({expected}).' },
    remedy: {
      id: 'Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
      en: 'Open it in Excel, save it as .xlsx and upload the result.',
    },
  },
  'container-binary': {
    severity: 'blocking',
    message: { id: 'Berkas teks ini berisi data biner di baris {value}.', en: 'The text file holds binary data at line {value}.' },
    remedy: { id: 'Ekspor ulang sebagai CSV UTF-8 atau .xlsx.', en: 'Export it again as CSV UTF-8 or as .xlsx.' },
  },
  'csv-quote-not-closed': {
    severity: 'blocking',
    message: { id: 'Tanda kutip tidak ditutup ({value}).', en: 'A quotation mark is never closed ({value}).' },
    remedy: {
      id: 'Periksa tanda kutip di baris yang disebut, atau ekspor ulang sebagai .xlsx.',
      en: 'Check the quotation marks at the line named, or export it again as .xlsx.',
    },
  },
  'csv-unreadable': {
    severity: 'blocking',
    message: { id: 'Baris ini tidak dapat dibaca sebagai CSV ({value}).', en: 'This line cannot be read as CSV ({value}).' },
    remedy: {
      id: 'Perbaiki baris yang disebut, atau ekspor ulang sebagai .xlsx.',
      en: 'Correct the line named, or export it again as .xlsx.',
    },
  },
  'csv-ragged-rows': {
    severity: 'warning',
    message: {
      id: '{value} baris tidak mempunyai {expected} kolom seperti baris lainnya; angkanya mungkin bergeser kolom.',
      en: '{value} rows do not have {expected} columns like the others; their amounts may stand in the wrong column.',
    },
    remedy: {
      id: 'Periksa pemisah kolom di dalam nama pada baris itu, atau ekspor ulang sebagai .xlsx.',
      en: 'Look for a delimiter within a name on that row, or export it again as .xlsx.',
    },
  },
  'json-unreadable': {
    severity: 'blocking',
    message: { id: 'Berkas JSON ini tidak dapat dibaca: {value}.', en: 'The JSON file cannot be read: {value}.' },
    remedy: { id: 'Unduh ulang dari sumbernya; berkas mungkin terpotong.', en: 'Download it again from its source; it may be cut off.' },
  },
  'json-not-a-table': {
    severity: 'blocking',
    message: { id: 'Berkas JSON ini bukan daftar baris.', en: 'The JSON file is not a list of rows.' },
    remedy: {
      id: 'Unggah daftar objek dengan kolom seperti KODE REKENING dan PAGU.',
      en: 'Upload a list of objects with fields such as KODE REKENING and PAGU.',
    },
  },
  'reading-too-slow': {
    severity: 'blocking',
    message: {
      id: 'Membaca berkas ini lebih dari {value} detik dan dihentikan.',
      en: 'Reading took more than {value} seconds and was stopped.',
    },
    remedy: {
      id: 'Hapus lembar yang tidak perlu, atau bagi menjadi beberapa berkas.',
      en: 'Remove sheets that are not needed, or split the file.',
    },
  },
  'reading-too-large': {
    severity: 'blocking',
    message: { id: 'Berkas ini memerlukan memori lebih besar dari yang diizinkan.', en: 'The file needs more memory than is allowed.' },
    remedy: {
      id: 'Hapus lembar yang tidak perlu, atau bagi menjadi beberapa berkas.',
      en: 'Remove sheets that are not needed, or split the file.',
    },
  },
  'external-links': {
    severity: 'info',
    message: {
      id: 'Buku kerja ini menautkan buku kerja lain; nilai tersimpan yang dipakai.',
      en: 'The workbook links to other workbooks; stored values are used.',
    },
    remedy: { id: 'Pastikan nilainya sudah diperbarui sebelum disimpan.', en: 'Make sure the values were updated before saving.' },
  },
  'macros-ignored': {
    severity: 'info',
    message: { id: 'Makro di dalam berkas tidak dijalankan.', en: 'Macros in the file are not run.' },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'text-in-number-cell': {
    severity: 'info',
    message: { id: 'Sel bertipe angka ternyata berisi teks "{value}".', en: 'A cell typed as a number holds the text "{value}".' },
    remedy: { id: 'Tidak perlu tindakan bila sel itu judul.', en: 'Nothing to do if the cell is a heading.' },
  },
  'text-encoding': {
    severity: 'info',
    message: { id: 'Teks dibaca sebagai {value}.', en: 'The text was read as {value}.' },
    remedy: { id: 'Periksa huruf khusus bila ada.', en: 'Check special letters, if any.' },
  },
} as const satisfies Record<string, FindingRule>;
