import type { FindingRule } from './rule.ts';

/** Codes of accounts, activities, units and fund sources, and what they are called. */
export const codesRules = {
  'row-without-code': {
    severity: 'blocking',
    fixed: true,
    source: 'countedOnce',
    message: {
      id: 'Baris mempunyai jumlah Rp{value}, tetapi kodenya ({expected}) kosong atau tidak terbaca.',
      en: 'The row has an amount of Rp{value}, but its code ({expected}) is empty or unreadable.',
    },
    many: {
      id: 'Baris mempunyai jumlah, tetapi kodenya kosong atau tidak terbaca.',
      en: 'Rows have an amount, but a code of theirs is empty or unreadable.',
    },
    remedy: {
      id: 'Lengkapi kodenya, atau hapus jumlahnya bila baris itu bukan data.',
      en: 'Fill in the code, or remove the amount if the row is not data.',
    },
  },
  'amount-not-counted': {
    severity: 'blocking',
    fixed: true,
    source: 'countedOnce',
    message: {
      id: 'Baris "{expected}" berisi Rp{value}, tetapi tidak mempunyai kode yang dikenali: jumlahnya tidak dihitung.',
      en: 'The row "{expected}" holds Rp{value}, but has no code that is known: its amount is not counted.',
    },
    remedy: {
      id: 'Lengkapi atau perbaiki kodenya. Bila baris itu hanya catatan, kosongkan jumlahnya.',
      en: 'Complete or correct its code. If the row is only a note, clear its amount.',
    },
  },
  'amount-on-next-line': {
    severity: 'warning',
    message: {
      id: 'Nama "{value}" terpotong menjadi dua baris; jumlah di baris kedua dibaca sebagai jumlahnya.',
      en: 'The name "{value}" is broken over two rows; the amounts of the second row were read as its amounts.',
    },
    remedy: { id: 'Periksa jumlahnya di berkas.', en: 'Check its amounts in the file.' },
  },
  'code-unknown': {
    severity: 'warning',
    message: {
      id: 'Kode "{value}" tidak dikenali, barisnya tidak dihitung.',
      en: 'The code "{value}" is not known; its row is not counted.',
    },
    many: { id: 'Kode tidak dikenali, barisnya tidak dihitung.', en: 'Codes are not known; their rows are not counted.' },
    remedy: {
      id: 'Periksa kodenya. Bila hanya rincian dari baris lain, biarkan.',
      en: 'Check the code. If it only details another row, leave it.',
    },
  },
  'codes-outdated': {
    severity: 'blocking',
    fixed: true,
    message: {
      id: 'Berkas ini memakai kode rekening sebelum tahun 2021 ({value}); kode yang sama kini berarti lain.',
      en: 'The file uses the codes of accounts of before 2021 ({value}); the same codes now mean other things.',
    },
    remedy: {
      id: 'Unggah laporan dengan kodefikasi yang berlaku sejak 2021 (5.1 Belanja Operasi, 5.2 Belanja Modal).',
      en: 'Upload a report with the codes in use since 2021 (5.1 Belanja Operasi, 5.2 Belanja Modal).',
    },
  },
  'code-cut': {
    severity: 'info',
    message: {
      id: 'Kolom "{value}" memotong kode di tengah; yang dipakai kode rekening lengkap.',
      en: 'The column "{value}" cuts codes in the middle; the full account code was used.',
    },
    many: {
      id: 'Kolom memotong kode di tengah; yang dipakai kode rekening lengkap.',
      en: 'Columns cut codes in the middle; the full account code was used.',
    },
    remedy: { id: 'Tidak perlu tindakan.', en: 'Nothing to do.' },
  },
  'bidang-not-in-unit': {
    severity: 'warning',
    message: {
      id: 'Bidang urusan {value} tidak termasuk bidang OPD {expected}.',
      en: 'The field {value} is not among the fields of unit {expected}.',
    },
    many: { id: 'Bidang urusan tidak termasuk bidang OPD-nya.', en: 'Fields are not among those of their unit.' },
    remedy: { id: 'Periksa kode OPD atau kode programnya.', en: 'Check the unit code or the program code.' },
  },
  'code-shared': {
    severity: 'warning',
    message: {
      id: 'Lembar yang berbeda memakai kode {value} untuk kegiatan dengan nama yang berbeda; semuanya dibaca.',
      en: 'Different sheets use the code {value} for activities of different names; all of them were read.',
    },
    many: {
      id: 'Lembar yang berbeda memakai kode yang sama untuk kegiatan dengan nama yang berbeda; semuanya dibaca.',
      en: 'Different sheets use one code for activities of different names; all of them were read.',
    },
    remedy: {
      id: 'Perbaiki kode sub kegiatan di lembar yang salah; rincian per sub kegiatan kini tergabung.',
      en: 'Correct the activity code on the wrong sheets; the detail by activity is merged for now.',
    },
  },
  'sum-code-differs': {
    severity: 'warning',
    source: 'sums',
    message: {
      id: 'Kode {value} bukan kode induk baris-baris di bawahnya ({expected}), tetapi jumlahnya sama; dibaca sebagai jumlah baris-baris itu.',
      en: 'Code {value} is not that of a parent of the rows below it ({expected}), but states what they add up to; it was read as their sum.',
    },
    many: {
      id: 'Kode baris jumlah bukan kode induk baris-baris di bawahnya.',
      en: 'The codes of sums are not those of parents of the rows below them.',
    },
    remedy: { id: 'Perbaiki kodenya di sumber; mungkin salah ketik.', en: 'Correct the code at the source; it may be mistyped.' },
  },
  'names-differ': {
    severity: 'info',
    message: {
      id: 'Kode {value} mempunyai beberapa nama; yang pertama dipakai.',
      en: 'Code {value} has several names; the first is used.',
    },
    many: { id: 'Satu kode mempunyai beberapa nama; yang pertama dipakai.', en: 'One code has several names; the first is used.' },
    remedy: { id: 'Samakan namanya di sumber.', en: 'Use one name at the source.' },
  },
} as const satisfies Record<string, FindingRule>;
