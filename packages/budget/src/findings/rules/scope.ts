import type { FindingRule } from './rule.ts';

/** Scope of a file: government, year, as-of date, basis, budget version. */
export const scopeRules = {
  'year-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: { id: 'Tahun anggaran tidak tertulis dengan jelas di berkas.', en: 'The fiscal year is not clearly stated in the file.' },
    remedy: { id: 'Pilih tahun anggaran yang benar.', en: 'Choose the right fiscal year.' },
  },
  'year-conflict': {
    severity: 'question',
    source: 'noGuess',
    message: { id: 'Tahun anggaran di berkas tidak sama: {value}.', en: 'The file names different fiscal years: {value}.' },
    remedy: {
      id: 'Pilih tahun anggaran yang benar; perbaiki tulisan yang salah di berkas sumber.',
      en: 'Choose the right fiscal year; correct the wrong label in the source file.',
    },
  },
  'as-of-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Tanggal posisi realisasi tidak tertulis di berkas.',
      en: 'The file does not say up to which date realization is counted.',
    },
    remedy: {
      id: 'Isi tanggal terakhir yang dihitung sejak 1 Januari. Bila angkanya satu bulan saja, unggah laporan sampai dengan bulan itu.',
      en: 'Give the last day counted since 1 January. If the figures are those of one month alone, upload the report up to that month.',
    },
  },
  'as-of-outside-year': {
    terms: true,
    severity: 'question',
    source: 'calendar',
    message: {
      id: 'Tanggal posisi {value} di luar tahun anggaran {expected}.',
      en: 'The as-of date {value} lies outside fiscal year {expected}.',
    },
    remedy: {
      id: 'Isi tanggal posisi di dalam tahun anggaran, atau perbaiki tahun anggarannya.',
      en: 'Give an as-of date within the fiscal year, or correct the fiscal year.',
    },
  },
  'as-of-conflict': {
    severity: 'question',
    source: 'noGuess',
    message: { id: 'Tanggal posisi di berkas tidak sama: {value}.', en: 'The file names different as-of dates: {value}.' },
    remedy: { id: 'Pilih tanggal posisi yang benar.', en: 'Choose the right as-of date.' },
  },
  'basis-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Dasar realisasi (SP2D, SPJ, atau LRA) tidak tertulis di berkas.',
      en: 'The file does not say what realization is based on (SP2D, SPJ or LRA).',
    },
    remedy: { id: 'Pilih dasar realisasi laporan ini.', en: 'Choose the basis of this report.' },
  },
  'version-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Versi anggaran (murni, pergeseran, perubahan) tidak tertulis di berkas.',
      en: 'The file does not say which version of the budget it holds.',
    },
    remedy: { id: 'Pilih versi anggaran yang dipakai laporan ini.', en: 'Choose the budget version that this report uses.' },
  },
  'version-conflict': {
    severity: 'question',
    source: 'noGuess',
    message: { id: 'Versi anggaran di berkas tidak sama: {value}.', en: 'The file names different budget versions: {value}.' },
    remedy: { id: 'Pilih versi anggaran yang benar.', en: 'Choose the right budget version.' },
  },
  'government-conflict': {
    severity: 'question',
    source: 'noGuess',
    message: { id: 'Berkas menyebut lebih dari satu pemerintah daerah: {value}.', en: 'The file names more than one government: {value}.' },
    remedy: { id: 'Pilih pemerintah daerah pemilik data ini.', en: 'Choose the government these data belong to.' },
  },
  'government-in-file-name': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Nama berkas menyebut {value}, sedangkan berkas ini diunggah ke {expected} dan tabelnya tidak menyebut daerah.',
      en: "The file's name mentions {value}; it was uploaded to {expected}, and its table names no government.",
    },
    remedy: { id: 'Pilih pemerintah daerah pemilik data ini.', en: 'Choose the government these data belong to.' },
  },
  'unit-unknown': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Berkas tidak menyebut milik siapa angkanya. Bila milik satu OPD, tulis kode OPD-nya (22 karakter); bila untuk seluruh pemda, tulis "semua".',
      en: 'The file does not say whose figures it holds. If they are those of one unit, type its code (22 characters); if they are the whole government\'s, type "semua".',
    },
    remedy: {
      id: 'Jawab, atau tulis pemiliknya di judul berkas: "SKPD : 1.02.0.00.0.00.01.0000 Dinas Kesehatan", atau "PEMERINTAH KOTA …" untuk seluruh pemda.',
      en: 'Answer, or write the owner into the title of the file: "SKPD : 1.02.0.00.0.00.01.0000 Dinas Kesehatan", or "PEMERINTAH KOTA …" for the whole government.',
    },
  },
  'list-of-cuts': {
    severity: 'blocking',
    fixed: true,
    source: 'noGuess',
    message: {
      id: 'Ini daftar pengurangan anggaran ("{value}"), bukan anggaran.',
      en: 'This is a list of cuts of the budget ("{value}"), not a budget.',
    },
    remedy: {
      id: 'Unggah anggaran setelah pengurangan itu.',
      en: 'Upload the budget after those cuts.',
    },
  },
  'extent-unclear': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Berkas ini menyebut "{value}": mungkin hanya sebagian anggaran atau realisasi OPD itu.',
      en: 'The file says "{value}": it may hold only a part of that unit\'s budget or realization.',
    },
    remedy: {
      id: 'Jawab "seluruhnya" hanya bila OPD itu tidak mempunyai yang lain: laporan ini menggantikan laporan OPD yang utuh.',
      en: 'Answer "all of it" only if the unit has nothing else: this report replaces the whole report of the unit.',
    },
  },
  'part-of-statement': {
    severity: 'blocking',
    fixed: true,
    source: 'noGuess',
    message: {
      id: 'Berkas ini hanya memuat sebagian ("{value}"); tidak dapat menggantikan laporan OPD yang utuh.',
      en: 'The file holds only a part ("{value}"); it cannot replace the whole report of the unit.',
    },
    remedy: {
      id: 'Unggah laporan OPD itu tanpa saringan: semua sumber dana, program, kegiatan, dan jenis belanja.',
      en: 'Upload the report of that unit without the filter: all funds, programs, activities and kinds of spending.',
    },
  },
  'unit-unclear': {
    severity: 'question',
    source: 'noGuess',
    message: {
      id: 'Judul, nama lembar, atau nama berkas menyebut "{value}" tanpa kodenya. Bila jumlahnya milik OPD itu, tulis kode OPD-nya (22 karakter); bila jumlahnya untuk seluruh pemda, tulis "semua".',
      en: 'The title, the sheet\'s name or the file\'s name says "{value}" without its code. If the figures are that unit\'s, type its code (22 characters); if they are the whole government\'s, type "semua".',
    },
    remedy: {
      id: 'Jawab, atau tulis kodenya di judul berkas: "SKPD : 1.02.0.00.0.00.01.0000 Dinas Kesehatan".',
      en: 'Answer, or write the code into the title of the file: "SKPD : 1.02.0.00.0.00.01.0000 Dinas Kesehatan".',
    },
  },
  'answer-wrong': {
    severity: 'blocking',
    source: 'noGuess',
    fixed: true,
    message: {
      id: 'Jawaban "{value}" tidak dapat dipakai; yang diharapkan {expected}.',
      en: 'The answer "{value}" cannot be used; expected {expected}.',
    },
    remedy: { id: 'Jawab dengan salah satu pilihan.', en: 'Answer with one of the choices.' },
  },
  'government-other': {
    severity: 'blocking',
    fixed: true,
    message: { id: 'Berkas ini milik {value}, bukan {expected}.', en: 'This file belongs to {value}, not {expected}.' },
    remedy: { id: 'Unggah ke pemerintah daerah yang benar.', en: 'Upload it to the right government.' },
  },
  'figures-simulated': {
    severity: 'info',
    source: 'disclosed',
    message: {
      id: 'Berkas ini menandai angkanya sebagai simulasi: "{value}".',
      en: 'This file marks its figures as simulated: "{value}".',
    },
    remedy: {
      id: 'Bila angkanya angka sebenarnya, hapus tanda itu di berkas sumber lalu unggah lagi; kalau tidak, setiap halaman menyebutnya simulasi.',
      en: 'If the figures are real, remove that mark in the source file and upload it again; otherwise every page calls them simulated.',
    },
  },
  'year-from-file-name': {
    severity: 'info',
    message: { id: 'Tahun anggaran diambil dari nama berkas: {value}.', en: "The fiscal year was taken from the file's name: {value}." },
    remedy: { id: 'Bila salah, jawab dengan nilai yang benar.', en: 'If it is wrong, answer with the right value.' },
  },
  'as-of-from-file-name': {
    severity: 'info',
    terms: true,
    message: { id: 'Tanggal posisi diambil dari nama berkas: {value}.', en: "The as-of date was taken from the file's name: {value}." },
    remedy: { id: 'Bila salah, jawab dengan nilai yang benar.', en: 'If it is wrong, answer with the right value.' },
  },
  'version-from-file-name': {
    severity: 'info',
    terms: true,
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
    source: 'noGuess',
    message: { id: 'Dasar realisasi di berkas tidak sama: {value}.', en: 'The file names different bases of realization: {value}.' },
    remedy: { id: 'Pilih dasar realisasi yang benar.', en: 'Choose the right basis.' },
  },
  'tables-stacked': {
    severity: 'blocking',
    source: 'oneScope',
    fixed: true,
    message: {
      id: 'Di bawah tabel pertama ada tabel lain dengan judul "{value}"; jumlah kedua tabel tidak boleh digabung.',
      en: 'Below the first table is another one, headed "{value}"; the amounts of the two must not be added up.',
    },
    remedy: {
      id: 'Pisahkan tabelnya: satu berkas untuk tiap tahun, versi, bulan, atau OPD, lalu unggah satu per satu.',
      en: 'Take the tables apart: a file for each year, version, month or unit, and upload them one by one.',
    },
  },
  'sheet-title-differs': {
    severity: 'blocking',
    source: 'oneScope',
    terms: true,
    fixed: true,
    message: {
      id: 'Menurut namanya lembar ini memuat {expected}, tetapi judul di dalamnya menyebut {value}.',
      en: 'By its name this sheet holds {expected}, but the titles in it say {value}.',
    },
    remedy: {
      id: 'Betulkan judul atau nama lembarnya, atau baca lembar itu sendiri dan jawab pertanyaannya.',
      en: 'Correct the title or the name of the sheet, or read that sheet alone and answer its questions.',
    },
  },
  'page-repeated': {
    severity: 'question',
    source: 'countedOnce',
    message: {
      id: 'Mulai baris ini rekening yang sama muncul lagi, tanpa kolom yang membedakannya: mungkin tabel yang sama dua kali.',
      en: 'From this row on the same accounts come again, and no column tells them apart: the table may be there twice.',
    },
    remedy: {
      id: 'Jumlahkan hanya bila keduanya memang bagian dari satu laporan; bila tidak, hapus atau pisahkan tabelnya lalu unggah lagi.',
      en: 'Have them added up only if both are parts of one report; else remove or take apart the tables and upload again.',
    },
  },
  'month-as-position': {
    severity: 'info',
    source: 'noGuess',
    terms: true,
    message: {
      id: 'Realisasi dibaca sebagai posisi sampai dengan {value}, yaitu akhir bulan pada barisnya.',
      en: 'Realization is read as the position up to {value}, the end of the month in its rows.',
    },
    remedy: {
      id: 'Bila kolom itu memuat realisasi bulan itu saja, jangan kirim; unggah tabel yang kumulatif.',
      en: 'If the column holds the realization of that month alone, do not submit it; upload a cumulative table.',
    },
  },
  'months-after-as-of': {
    severity: 'blocking',
    terms: true,
    message: {
      id: 'Ada realisasi sampai bulan {expected}, padahal posisi laporan {value}.',
      en: 'There is realization up to {expected}, but the figures are said to be as of {value}.',
    },
    remedy: {
      id: 'Perbaiki tanggal posisi, atau petakan hanya kolom bulan sampai tanggal itu.',
      en: 'Correct the as-of date, or map only the columns of the months up to it.',
    },
  },
} as const satisfies Record<string, FindingRule>;
