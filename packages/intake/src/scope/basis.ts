import type { Basis } from '@sipkadin/budget';
import { hasRealization, type ScopeQuestion, wordsOf } from './scope-question.ts';

/** What realization counts: money paid out, money accounted for, or the accounting report. */
export const basis: ScopeQuestion<'basis', Basis> = {
  key: 'basis',
  example: 'sp2d, spj, lra',
  parse: (text) => (text === 'sp2d' || text === 'spj' || text === 'lra' ? text : undefined),
  need: (kinds) => (hasRealization(kinds) ? 'required' : 'none'),
  codes: { unknown: 'basis-unknown', conflict: 'basis-conflict' },
  choices: () => [
    { value: 'sp2d', label: { id: 'SP2D (uang keluar dari kas daerah)', en: 'SP2D (cash paid out)' } },
    { value: 'spj', label: { id: 'SPJ (belanja yang sudah dipertanggungjawabkan)', en: 'SPJ (expenditure accounted for)' } },
    { value: 'lra', label: { id: 'LRA (laporan akuntansi)', en: 'LRA (accounting report)' } },
  ],
  inTitle: basisIn,
  // People call every report of realization "lra": a file's name is evidence for a person, and decides nothing.
  inFileName: () => [],
  hintsIn: (text, _, isName) => (isName ? basisIn(wordsOf(text)) : []),
};

function basisIn(text: string): Basis[] {
  if (/\bSP2D\b/i.test(text)) return ['sp2d'];
  if (/\b(?:SPJ|TBP)\b/i.test(text)) return ['spj'];
  return /\bLRA\b|LAPORAN\s+REALISASI\s+ANGGARAN/i.test(text) ? ['lra'] : [];
}
