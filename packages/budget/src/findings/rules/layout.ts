import type { FindingRule } from './rule.ts';
import { worksRules } from './works.ts';

/** Sheets, headers, columns and rows: which table there is, and what of it is read. */
export const layoutRules = {
  'akun-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Kolom "{value}" tidak menyebut apakah isinya pendapatan atau belanja.',
      en: 'The column "{value}" does not say whether it holds revenue or spending.',
    },
    remedy: {
      id: 'Pilih apakah kolom itu pendapatan atau belanja, atau sebutkan di judul tabel.',
      en: 'Choose whether the column is revenue or spending, or name it in the title of the table.',
    },
  },
  'measure-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Kolom "{value}" tidak menyebut apakah isinya anggaran atau realisasi.',
      en: 'The column "{value}" does not say whether it holds budget or realization.',
    },
    many: {
      id: 'Kolom tidak menyebut apakah isinya anggaran atau realisasi.',
      en: 'Columns do not say whether they hold budget or realization.',
    },
    remedy: { id: 'Pilih isi kolom itu.', en: 'Choose what the column holds.' },
  },
  'sheet-ambiguous': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Beberapa lembar berisi data yang saling bertentangan: {value}.',
      en: 'Several sheets hold data that contradict each other: {value}.',
    },
    remedy: { id: 'Pilih lembar yang benar.', en: 'Choose the right sheet.' },
  },
  'sheet-without-header': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Di antara lembar {value} ada yang tidak mempunyai judul kolom, padahal barisnya cocok dengan kolom lembar lain: lanjutannya, atau baris yang disisihkan.',
      en: 'Among the sheets {value} there are some without a header whose rows fit the columns of another: they continue it, or were put aside.',
    },
    remedy: {
      id: 'Pilih semua lembar bila barisnya berlanjut, atau lembar yang dihitung saja.',
      en: 'Choose all sheets if the rows go on, or the one that counts.',
    },
  },
  'mapping-needed': {
    severity: 'question',
    message: {
      id: 'Bentuk tabel di lembar "{value}" belum dikenali; isi kolomnya perlu ditunjukkan.',
      en: 'The form of the table in sheet "{value}" is not known; someone must say what its columns hold.',
    },
    remedy: {
      id: 'Tunjukkan isi tiap kolom (pemetaan); formatnya diingat untuk berkas berikutnya.',
      en: 'Say what each column holds (a mapping); the format is remembered for the next file.',
    },
  },
  'mapping-wrong': {
    severity: 'question',
    message: {
      id: 'Pemetaan kolom belum lengkap atau tidak dapat dibaca: {value}.',
      en: 'The mapping of columns is not complete or cannot be read: {value}.',
    },
    remedy: { id: 'Lengkapi pemetaannya.', en: 'Complete the mapping.' },
  },
  'mapping-used': {
    severity: 'info',
    message: {
      id: 'Tabel dibaca menurut pemetaan kolom yang dijawab untuk berkas ini.',
      en: 'The table was read by the mapping of columns that was given for this file.',
    },
    remedy: { id: 'Cocokkan jumlahnya dengan berkas.', en: 'Hold the totals against the file.' },
  },
  'mapping-remembered': {
    severity: 'info',
    message: {
      id: 'Format tabel ini dikenali: dipetakan oleh {value}, sudah dipakai {expected} kali sebelumnya.',
      en: 'The format of this table is known: mapped by {value}, used {expected} times before.',
    },
    remedy: {
      id: 'Tidak perlu tindakan. Bila kolomnya keliru, petakan ulang.',
      en: 'Nothing to do. If a column is wrong, map it anew.',
    },
  },
  'region-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: { id: 'Tabel ini memuat {value} daerah.', en: 'This table holds {value} regions.' },
    remedy: { id: 'Pilih daerah yang akan dibaca.', en: 'Choose the region to read.' },
  },
  'stages-in-rows': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Kolom "{value}" membagi tabel menjadi beberapa tahapan; jumlahnya tidak boleh dijumlahkan.',
      en: 'The column "{value}" divides the table into several stages; their amounts must not be added up.',
    },
    remedy: { id: 'Pilih tahapan yang akan dibaca.', en: 'Choose the stage to read.' },
  },
  'months-in-rows': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Kolom "{value}" membagi tabel menjadi beberapa bulan atau periode.',
      en: 'The column "{value}" divides the table into several months or periods.',
    },
    remedy: { id: 'Pilih bulan atau periode yang akan dibaca.', en: 'Choose the month or period to read.' },
  },
  'parts-in-rows': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Hampir setiap kode berulang sekali untuk setiap isi kolom "{value}": mungkin versi, periode, atau sumber dana.',
      en: 'Nearly every code comes once for each value of the column "{value}": versions, periods or funds.',
    },
    remedy: {
      id: 'Pilih isi kolom yang akan dibaca, atau jumlahkan semua barisnya.',
      en: 'Choose the value whose rows are read, or have all rows added up.',
    },
  },
  'region-missing': {
    severity: 'blocking',
    source: 'oneScope',
    fixed: true,
    message: { id: '{value} tidak ada di tabel banyak daerah ini.', en: '{value} is not in this table of many regions.' },
    remedy: { id: 'Periksa apakah berkasnya benar.', en: 'Check whether this is the right file.' },
  },
  'no-table': {
    severity: 'blocking',
    source: 'knownForms',
    fixed: true,
    message: {
      id: 'Tidak ada tabel anggaran yang dikenali: tidak ada baris dengan kode rekening (4.1.01, 5.1.02) di samping jumlah. Kolom yang ada: {value}.',
      en: 'No budget table was recognised: no row has a code of an account (4.1.01, 5.1.02) beside an amount. The columns that are there: {value}.',
    },
    remedy: {
      id: 'Unggah rekap dari SIPD, atau isi templat SIP KADIN, yang dapat diunduh di halaman Unggahan.',
      en: 'Upload a SIPD recap, or fill in the SIP KADIN template, a download on the Uploads page.',
    },
  },
  'no-amounts': {
    severity: 'blocking',
    source: 'knownForms',
    fixed: true,
    message: {
      id: 'Berkas ini daftar kode atau nama: tidak ada kolom jumlah uang (pagu, anggaran, realisasi, nilai) di sampingnya. Kolom yang ada: {value}.',
      en: 'This file lists codes or names: no column of money (pagu, anggaran, realisasi, nilai) is beside them. The columns that are there: {value}.',
    },
    remedy: {
      id: 'Unggah tabel yang mempunyai kolom anggaran atau realisasi per rekening.',
      en: 'Upload a table with a budget or realization column by account.',
    },
  },
  'repeated-amounts-differ': {
    severity: 'blocking',
    source: 'noGuess',
    fixed: true,
    message: {
      id: 'Jumlah yang seharusnya berulang ({value}) tidak sama di setiap bagian tabel ({expected}).',
      en: 'Amounts that should repeat ({value}) are not the same in each part of the table ({expected}).',
    },
    remedy: {
      id: 'Baca satu bagian saja, lalu unggah yang lain tersendiri.',
      en: 'Read one part alone, and upload the others separately.',
    },
  },
  'months-fall': {
    severity: 'blocking',
    source: 'noGuess',
    fixed: true,
    message: {
      id: 'Realisasi di tabel ini turun dari satu bulan ke bulan berikutnya ({value} dari {expected} pasang), jadi bukan posisi sampai dengan akhir bulan.',
      en: 'Realization in this table falls from one month to the next ({value} of {expected} pairs), so it is not the position up to the end of the month.',
    },
    remedy: {
      id: 'Unggah tabel dengan realisasi kumulatif, atau isi templat SIP KADIN.',
      en: 'Upload a table with cumulative realization, or fill in the SIP KADIN template.',
    },
  },
  'sub-units-unclear': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Baris OPD {value} tidak sama dengan jumlah baris sub unitnya, {expected}: tidak pasti apakah sub unit sudah termasuk.',
      en: 'The row of the OPD {value} is not the sum of the rows of its sub-units, {expected}: it is not certain whether they are included.',
    },
    remedy: {
      id: 'Pilih apakah baris OPD sudah termasuk sub unitnya.',
      en: 'Choose whether the row of an OPD includes its sub-units.',
    },
  },
  'no-row-codes': {
    severity: 'blocking',
    source: 'noGuess',
    fixed: true,
    message: {
      id: 'Tabel ini memuat jumlah per OPD atau kegiatan ("{value}"), tetapi tanpa kodenya; dari nama saja tidak pasti mana yang dimaksud.',
      en: 'This table holds amounts by OPD or activity ("{value}") but not their codes; from names alone it is not certain which is meant.',
    },
    remedy: {
      id: 'Tambahkan kolom kode OPD (1.02.0.00.0.00.01.0000) atau kode sub kegiatan (1.02.01.2.01.0001).',
      en: 'Add a column with the code of the OPD (1.02.0.00.0.00.01.0000) or of the sub kegiatan (1.02.01.2.01.0001).',
    },
  },
  'no-codes': {
    severity: 'blocking',
    source: 'noGuess',
    fixed: true,
    message: {
      id: 'Tabel ini memuat jumlah di kolom {value}, tetapi tidak ada kode rekening di sampingnya; dari nama saja tidak pasti rekening mana yang dimaksud.',
      en: 'This table holds amounts in column {value}, but no code of an account is beside them; from names alone it is not certain which account is meant.',
    },
    remedy: {
      id: 'Tambahkan kolom kode rekening (4.1.01, 5.1.02, dan seterusnya), atau unggah LRA dari SIPD yang memuat kodenya.',
      en: 'Add a column with the codes of accounts (4.1.01, 5.1.02 and so on), or upload an LRA from SIPD that has them.',
    },
  },
  'codes-without-dots': {
    severity: 'blocking',
    source: 'noGuess',
    fixed: true,
    message: {
      id: 'Kode rekening di berkas ini tanpa titik ("{value}"), dan dari panjangnya tidak pasti di mana bagian-bagiannya dipisah.',
      en: 'The codes of accounts in this file have no dots ("{value}"), and from their lengths it is not certain where their parts begin.',
    },
    remedy: { id: 'Tulis kodenya dengan titik (5.1.02.01.01.0024).', en: 'Write the codes with dots (5.1.02.01.01.0024).' },
  },
  'form-empty': {
    severity: 'blocking',
    source: 'knownForms',
    fixed: true,
    message: {
      id: 'Formulir ini belum diisi: kolom {value} kosong atau nol di semua baris.',
      en: 'This form is not filled in: column {value} is blank or zero in every row.',
    },
    remedy: { id: 'Isi jumlahnya, lalu unggah lagi.', en: 'Fill in the amounts and upload it again.' },
  },
  'shape-progress': {
    severity: 'blocking',
    source: 'knownForms',
    fixed: true,
    message: {
      id: 'Laporan fisik (RFK) ini tidak mempunyai kolom realisasi fisik s.d. bulan laporan di samping kode kegiatan. Yang ada: {value}.',
      en: 'This progress report (RFK) has no column of physical progress to date beside codes of activities. What is there: {value}.',
    },
    remedy: {
      id: 'Isi kolom fisik s.d. bulan laporan, atau salin ke templat "fisik" SIP KADIN, yang dapat diunduh di halaman Unggahan.',
      en: 'Fill a column of progress to date, or copy it into the SIP KADIN progress template, a download on the Uploads page.',
    },
  },
  'shape-work-plan': {
    severity: 'blocking',
    source: 'knownForms',
    fixed: true,
    message: {
      id: 'Ini rincian RKA/DPA per barang menurut judulnya ("{value}"), yang belum didukung.',
      en: 'This is an itemised work plan (RKA/DPA) by its title ("{value}"), which is not read yet.',
    },
    remedy: {
      id: 'Unggah rekap anggaran per rekening dari SIPD, atau isi templat SIP KADIN.',
      en: 'Upload the budget recap by account from SIPD, or fill in the SIP KADIN template.',
    },
  },
  'column-duplicate': {
    severity: 'blocking',
    source: 'noGuess',
    message: {
      id: 'Dua kolom memuat hal yang sama ({value}), tetapi isinya berbeda.',
      en: 'Two columns hold the same thing ({value}) but differ in content.',
    },
    many: { id: 'Dua kolom memuat hal yang sama, tetapi isinya berbeda.', en: 'Two columns hold the same thing but differ in content.' },
    remedy: { id: 'Beri nama yang berbeda, atau hapus salah satunya.', en: 'Give them different names, or delete one of them.' },
  },
  'column-missing': {
    severity: 'blocking',
    source: 'knownForms',
    fixed: true,
    message: { id: 'Kolom "{expected}" tidak ada.', en: 'The column "{expected}" is missing.' },
    many: { id: 'Kolom yang diperlukan tidak ada.', en: 'Columns that are needed are missing.' },
    remedy: { id: 'Tambahkan kolom itu seperti di templat.', en: 'Add the column as in the template.' },
  },
  'template-head-wrong': {
    severity: 'blocking',
    source: 'knownForms',
    fixed: true,
    message: {
      id: 'Isian kepala templat "{expected}" tidak dikenali: "{value}".',
      en: 'The template head "{expected}" is not understood: "{value}".',
    },
    many: { id: 'Isian kepala templat tidak dikenali.', en: 'Entries in the head of the template are not understood.' },
    remedy: { id: 'Perbaiki isian itu; contohnya ada di templat kosong.', en: 'Correct it; an empty template shows how.' },
  },
  'unfunded-rows': {
    severity: 'info',
    message: {
      id: '{value} baris tanpa jumlah: dipilih tetapi belum dianggarkan, tidak dihitung sebagai nol.',
      en: '{value} rows without an amount: selected but unfunded, not counted as zero.',
    },
    many: {
      id: 'Baris tanpa jumlah: dipilih tetapi belum dianggarkan, tidak dihitung sebagai nol.',
      en: 'Rows without an amount: selected but unfunded, not counted as zero.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'columns-ignored': {
    severity: 'info',
    message: { id: 'Kolom yang tidak dibaca: {value}.', en: 'Columns that were not read: {value}.' },
    many: { id: 'Ada kolom yang tidak dibaca.', en: 'There are columns that were not read.' },
    remedy: { id: 'Tidak perlu tindakan; kolom tambahan tidak disimpan.', en: 'Nothing to do; added columns are not kept.' },
  },
  'hidden-rows-read': {
    severity: 'info',
    message: { id: '{value} baris tersembunyi (tersaring) tetap dibaca.', en: '{value} hidden (filtered) rows were read all the same.' },
    many: { id: 'Baris tersembunyi (tersaring) tetap dibaca.', en: 'Hidden (filtered) rows were read all the same.' },
    remedy: {
      id: 'Tidak perlu tindakan. Bila hanya sebagian yang dimaksud, unggah berkas yang berisi bagian itu saja.',
      en: 'Nothing to do. If only a part is meant, upload a file with that part alone.',
    },
  },
  'hidden-sheet-used': {
    severity: 'info',
    message: { id: 'Lembar tersembunyi "{value}" ikut dibaca.', en: 'The hidden sheet "{value}" was read.' },
    many: { id: 'Lembar tersembunyi ikut dibaca.', en: 'Hidden sheets were read.' },
    remedy: { id: 'Periksa apakah lembar itu memang dimaksud.', en: 'Check whether that sheet is meant.' },
  },
  'rows-below-total': {
    severity: 'info',
    source: 'countedOnce',
    message: {
      id: 'Baris di bawah baris jumlah bukan data dan tidak dibaca.',
      en: 'Rows below the total row are not data and were not read.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'total-row-shifted': {
    severity: 'info',
    source: 'sums',
    message: { id: 'Baris jumlah bergeser satu kolom.', en: 'The total row is shifted by one column.' },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'deposits-not-counted': {
    severity: 'info',
    source: 'countedOnce',
    message: {
      id: 'Nilai setoran Rp{value} tidak dikurangkan dari realisasi.',
      en: 'Deposits of Rp{value} were not taken off realization.',
    },
    many: { id: 'Nilai setoran tidak dikurangkan dari realisasi.', en: 'Deposits were not taken off realization.' },
    remedy: { id: 'Periksa apakah pengembalian itu sudah dibukukan.', en: 'Check whether these returns are booked.' },
  },
  'register-period': {
    terms: true,
    severity: 'info',
    message: {
      id: 'Register mencakup {value}, dari tanggal dokumen pertama dan terakhir.',
      en: 'The register covers {value}, by its first and last document.',
    },
    remedy: {
      id: 'Bila periodenya lain, ubah jawaban: isi tanggal pertama dan tanggal terakhirnya.',
      en: 'If the period differs, change the answers: give its first and its last day.',
    },
  },
  'table-twice': {
    severity: 'blocking',
    source: 'countedOnce',
    message: {
      id: 'Rekening {value} ditulis lagi dengan jumlahnya: lembar ini memuat lebih dari satu tabel.',
      en: 'Account {value} appears again with an amount: the sheet holds more than one table.',
    },
    many: {
      id: 'Rekening ditulis lagi dengan jumlahnya: lembar ini memuat lebih dari satu tabel.',
      en: 'Accounts appear again with an amount: the sheet holds more than one table.',
    },
    remedy: { id: 'Pisahkan tiap tabel ke lembarnya sendiri.', en: 'Give each table a sheet of its own.' },
  },
  'levels-mixed': {
    severity: 'blocking',
    source: 'countedOnce',
    message: {
      id: 'Rekening {value} dan rinciannya sama-sama ada sebagai baris, uangnya akan terhitung dua kali.',
      en: 'Account {value} and its details are both rows; the money would be counted twice.',
    },
    many: {
      id: 'Rekening dan rinciannya sama-sama ada sebagai baris, uangnya akan terhitung dua kali.',
      en: 'Accounts and their details are both rows; the money would be counted twice.',
    },
    remedy: {
      id: 'Hapus baris jumlah antara, atau unggah rekap yang berisi rincian saja.',
      en: 'Remove the subtotal rows, or upload a recap with details only.',
    },
  },
  ...worksRules,
} as const satisfies Record<string, FindingRule>;
