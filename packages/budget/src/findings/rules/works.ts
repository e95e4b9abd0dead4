import type { FindingRule } from './rule.ts';

/** Contracts, obstacles and physical targets. */
export const worksRules = {
  'contract-incomplete': {
    severity: 'warning',
    source: 'disclosed',
    message: {
      id: 'Baris dengan nilai kontrak Rp{value} tidak punya nomor kontrak dan penyedia, jadi tidak dicatat sebagai kontrak.',
      en: 'A row with the contract value Rp{value} has neither a contract number nor a provider, so it is not kept as a contract.',
    },
    many: {
      id: 'Baris dengan nilai kontrak tanpa nomor kontrak dan penyedia tidak dicatat sebagai kontrak.',
      en: 'Rows with a contract value but neither a contract number nor a provider are not kept as contracts.',
    },
    remedy: { id: 'Isi nomor kontrak atau penyedianya.', en: 'Fill in the contract number or the provider.' },
  },
  'cause-unknown': {
    severity: 'blocking',
    source: 'knownForms',
    message: { id: 'Kode penyebab "{value}" tidak dikenal.', en: 'The cause code "{value}" is not known.' },
    many: { id: 'Kode penyebab tidak dikenal.', en: 'Cause codes are not known.' },
    remedy: {
      id: 'Pakai salah satu: lelang gagal, lahan, juknis DAK terlambat, baru uang muka, menunggu perubahan anggaran, cuaca, SDM, administrasi, lain-lain.',
      en: 'Use one of: lelang gagal, lahan, juknis DAK terlambat, baru uang muka, menunggu perubahan anggaran, cuaca, SDM, administrasi, lain-lain.',
    },
  },
  'works-too-many': {
    severity: 'blocking',
    fixed: true,
    source: 'disclosed',
    message: {
      id: '{value} baris kontrak, kendala, atau target tidak dibaca: berkas memuat lebih dari 20.000.',
      en: '{value} rows of contracts, obstacles or targets were not read: the file has more than 20,000.',
    },
    remedy: { id: 'Pecah berkas per OPD.', en: 'Split the file by OPD.' },
  },
} as const satisfies Record<string, FindingRule>;
