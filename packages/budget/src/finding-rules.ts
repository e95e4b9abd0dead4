import type { FindingRule } from './finding.ts';

/** The one list of everything intake and ledger can find, by code. Codes are stable: people and tests refer to them. */
export const findingRules = {
  'year-unknown': {
    severity: 'question',
    message: { id: 'Tahun anggaran tidak tertulis dengan jelas di berkas.', en: 'The fiscal year is not clearly stated in the file.' },
    remedy: { id: 'Pilih tahun anggaran yang benar.', en: 'Choose the right fiscal year.' },
  },
} as const satisfies Record<string, FindingRule>;
