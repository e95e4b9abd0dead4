import type { FindingRule } from './rule.ts';

/** The file itself, before anything in it is understood. */
export const containerRules = {
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
    remedy: {
      id: 'Unggah laporan dalam bentuk .xlsx, .xls, .ods, .csv, atau .json.',
      en: 'Upload the report as .xlsx, .xls, .ods, .csv or .json.',
    },
  },
  'archive-of-files': {
    severity: 'blocking',
    message: { id: 'Arsip ini berisi beberapa berkas.', en: 'The archive holds files, not one workbook.' },
    remedy: { id: 'Ekstrak, lalu unggah berkas di dalamnya.', en: 'Extract it and upload the files within.' },
  },
  'archive-nested': {
    severity: 'blocking',
    message: { id: 'Arsip ini berisi arsip lain ({value}).', en: 'The archive holds another archive ({value}).' },
    remedy: {
      id: 'Ekstrak arsip di dalamnya, lalu unggah berkasnya langsung atau dalam satu .zip.',
      en: 'Extract the inner archive and upload its files directly or in one .zip.',
    },
  },
  'archive-too-many-files': {
    severity: 'blocking',
    message: { id: 'Arsip ini berisi lebih dari {expected} laporan.', en: 'The archive holds more than {expected} reports.' },
    remedy: {
      id: 'Bagi menjadi beberapa arsip, lalu unggah satu per satu.',
      en: 'Split it into several archives and upload them one by one.',
    },
  },
  'archive-without-tables': {
    severity: 'blocking',
    message: { id: 'Tidak ada lembar kerja di dalam arsip ini ({value}).', en: 'The archive holds no spreadsheet ({value}).' },
    remedy: {
      id: 'Masukkan laporan .xlsx, .xls, .ods, atau .csv ke dalam arsip, lalu unggah lagi.',
      en: 'Put the reports (.xlsx, .xls, .ods or .csv) into the archive and upload it again.',
    },
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
  'container-too-many-cells': {
    severity: 'blocking',
    message: {
      id: 'Satu lembar berisi {value} sel; paling banyak {expected}.',
      en: 'A sheet holds {value} cells; at most {expected} are read.',
    },
    remedy: {
      id: 'Buka di Excel atau LibreOffice, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
      en: 'Open it in Excel or LibreOffice, save it as .xlsx and upload the result.',
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
  'csv-line-too-long': {
    severity: 'blocking',
    message: { id: 'Baris ini lebih panjang dari {expected} karakter.', en: 'This line is longer than {expected} characters.' },
    remedy: {
      id: 'Periksa apakah pemisah barisnya hilang, atau ekspor ulang sebagai .xlsx.',
      en: 'Check whether its line breaks are missing, or export it again as .xlsx.',
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
      en: '{value} rows do not have {expected} columns like the others; their amounts may be in the wrong column.',
    },
    remedy: {
      id: 'Periksa pemisah kolom di dalam nama pada baris itu, atau ekspor ulang sebagai .xlsx.',
      en: 'Look for a delimiter within a name on that row, or export it again as .xlsx.',
    },
  },
  'csv-amounts-cut': {
    severity: 'blocking',
    fixed: true,
    message: {
      id: 'Barisnya mempunyai {value} kolom, judulnya {expected}: koma di dalam angka memotong angkanya menjadi beberapa kolom.',
      en: 'The rows have {value} columns, the header {expected}: commas within the amounts cut them into several columns.',
    },
    remedy: {
      id: 'Simpan ulang sebagai .xlsx, atau sebagai CSV dengan pemisah titik koma.',
      en: 'Save it again as .xlsx, or as CSV with semicolons as delimiter.',
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
  'json-partial': {
    severity: 'blocking',
    fixed: true,
    message: {
      id: 'Berkas JSON ini memuat {value} dari {expected} baris: hanya sebagian datanya.',
      en: 'The JSON file holds {value} of {expected} rows: only a part of the data.',
    },
    remedy: { id: 'Unduh semua halamannya ke satu berkas.', en: 'Download all pages of it into one file.' },
  },
  'json-nested': {
    severity: 'warning',
    message: { id: 'Daftar di dalam baris tidak dibaca: {value}.', en: 'Lists within rows were not read: {value}.' },
    remedy: {
      id: 'Bila rinciannya diperlukan, unggah daftar dengan satu objek per baris rincian.',
      en: 'If the detail is needed, upload a list with an object for each line of it.',
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
  'marked-copy': {
    severity: 'info',
    message: {
      id: 'Berkas ini salinan bertanda dari SIP KADIN; daftar temuan, warna, dan komentar di dalamnya tidak dibaca.',
      en: 'The file is a copy marked by SIP KADIN; the list of findings, colours and comments in it are not read.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'text-in-number-cell': {
    severity: 'info',
    message: { id: 'Sel bertipe angka ternyata berisi teks "{value}".', en: 'A cell typed as a number holds the text "{value}".' },
    many: { id: 'Sel bertipe angka ternyata berisi teks.', en: 'Cells typed as numbers hold text.' },
    remedy: { id: 'Tidak perlu tindakan bila sel itu judul.', en: 'Nothing to do if the cell is a heading.' },
  },
  'text-encoding': {
    severity: 'info',
    message: { id: 'Teks dibaca sebagai {value}.', en: 'The text was read as {value}.' },
    remedy: { id: 'Periksa huruf khusus bila ada.', en: 'Check special letters, if any.' },
  },
} as const satisfies Record<string, FindingRule>;
