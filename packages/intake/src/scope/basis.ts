import type { Basis } from '@sipkadin/budget';
import { hasRealization, type ScopeQuestion, wordsOf } from './scope-question.ts';

/** What realization counts: money paid out, money accounted for, or the accounting report. */
export const basis: ScopeQuestion<'basis', Basis> = {
  key: 'basis',
  example: 'sp2d, spj, lra',
  parse: (text) => (text === 'sp2d' || text === 'spj' || text === 'lra' ? text : undefined),
  need: (kinds) => (hasRealization(kinds) ? 'required' : 'none'),
  codes: { unknown: 'basis-unknown', conflict: 'basis-conflict', fromName: 'basis-from-file-name' },
  contentWins: true,
  choices: () => [
    { value: 'sp2d', label: { id: 'SP2D (uang keluar dari kas daerah)', en: 'SP2D (cash paid out)' } },
    { value: 'spj', label: { id: 'SPJ (belanja yang sudah dipertanggungjawabkan)', en: 'SPJ (expenditure accounted for)' } },
    { value: 'lra', label: { id: 'LRA (laporan akuntansi)', en: 'LRA (accounting report)' } },
  ],
  inTitle: basisIn,
  inFileName: (name) => basisIn(wordsOf(name)),
};

function basisIn(text: string): Basis[] {
  if (/\bSP2D\b/i.test(text)) return ['sp2d'];
  if (/\b(?:SPJ|TBP)\b/i.test(text)) return ['spj'];
  return /\bLRA\b|LAPORAN\s+REALISASI\s+ANGGARAN/i.test(text) ? ['lra'] : [];
}
