import type { Words } from '@sipkadin/budget';
import type { Decimal, PublishedLine } from '../edition.ts';

/**
 * - unreadable: a file is missing its form; missing, unexpected: it is not there, or has no place there
 * - key: made with another key than the one given; signature: the manifest was not signed by it
 * - changed: a file is not what its manifest promises; twin: a compressed twin holds something else; checksums: SHA256SUMS does not fit
 * - amount: one line differs; figure: a sum or another derived value is not what the lines give
 * - chain: the edition before is not the one this was chained to
 * - unlogged: the log has no such edition, or has it with another content
 */
export type ProblemCode =
  | 'unreadable'
  | 'missing'
  | 'unexpected'
  | 'key'
  | 'signature'
  | 'changed'
  | 'twin'
  | 'checksums'
  | 'amount'
  | 'figure'
  | 'chain'
  | 'unlogged';

/** A line whose amount is not the one it should be; null: there is no such line. */
export interface ChangedLine {
  /** Position in the edition; of the line as it is found, else as it should be. */
  id: number;
  /** The uploaded file it came from, and where in it. */
  file: string;
  sheet: string;
  row: number;
  column: string;
  unit: string;
  activity: string;
  account: string;
  measure: PublishedLine['measure'];
  expected: Decimal | null;
  found: Decimal | null;
}

/** Something in an edition that does not hold. `path` is the file within the edition. */
export interface EditionProblem {
  code: ProblemCode;
  path: string;
  message: Words;
  line?: ChangedLine;
}

export function problem(code: ProblemCode, path: string, id: string, en: string): EditionProblem {
  return { code, path, message: { id, en } };
}

export function lineProblem(path: string, line: ChangedLine): EditionProblem {
  const { file, sheet, row, column, expected, found } = line;
  const place = {
    id: [file, ...(sheet === '' ? [] : [`lembar ${sheet}`]), `baris ${row}`, ...(column === '' ? [] : [`kolom ${column}`])].join(', '),
    en: [file, ...(sheet === '' ? [] : [`sheet ${sheet}`]), `row ${row}`, ...(column === '' ? [] : [`column ${column}`])].join(', '),
  };
  return {
    code: 'amount',
    path,
    line,
    message: {
      id: `${place.id}: seharusnya ${expected ?? 'tidak ada'}, tertulis ${found ?? 'tidak ada'}`,
      en: `${place.en}: should be ${expected ?? 'absent'}, is ${found ?? 'absent'}`,
    },
  };
}
