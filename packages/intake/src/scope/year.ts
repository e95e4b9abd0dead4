import { type FiscalYear, parseFiscalYear } from '@sipkadin/budget';
import { yearsIn } from '../table/dates.ts';
import type { ScopeQuestion } from './scope-question.ts';

/** The fiscal year (tahun anggaran). */
export const year: ScopeQuestion<'year', FiscalYear> = {
  key: 'year',
  example: '2026',
  parse: parseFiscalYear,
  need: () => 'required',
  codes: { unknown: 'year-unknown', conflict: 'year-conflict', fromName: 'year-from-file-name' },
  choices: () => [],
  // "Peraturan Daerah Nomor 7 Tahun 2024" is of the year before its budget.
  inTitle: (text) => yearsIn(text.replace(/\b(?:nomor|no\.?)\s*:?\s*[\w./-]+\s+tahun\s+20\d\d/gi, ''), true).map(String),
  inFileName: (name) => yearsIn(name, false).map(String),
};
