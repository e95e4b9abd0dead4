import { personalData, type Sen, toDecimal, withoutPersonalData } from '@sipkadin/budget';
import { type Header, type SheetHead, textAt } from '../table/header.ts';
import { parseAmount, senOf, senOfStored } from '../table/number.ts';
import { columnLetters, type Row } from '../table/sheet.ts';
import { type Contents, contentsOf, holdsPeople } from './contents.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Confidence, Proposal } from './guess.ts';
import { type MappingDraft, type MappingGap, mappingGaps, type StyleTotals } from './mapping.ts';

/** Everything that a person needs to map a table, or to see how it was mapped. Amounts are exact rupiah strings. */
export interface MappingView {
  sheet: string;
  /** All sheets that the mapping reads: those with the same header. */
  sheets: string[];
  /** Identifies the header; '' for a table without one, which is never remembered. */
  fingerprint: string;
  /** guess: no person has answered yet; answer: given for this file; remembered: given for an earlier one. */
  origin: 'guess' | 'answer' | 'remembered';
  draft: MappingDraft;
  /** Parts that are still missing. */
  gaps: MappingGap[];
  confidence: { of: string; word: Confidence }[];
  /** The first rows as they are, personal data covered. */
  rows: { number: number; cells: string[] }[];
  columns: MappingColumn[];
  /** The totals of the columns of amounts, read in either style; none while nothing was read. */
  styles: { letters: string; sample: string; id: string; en: string }[];
}

export interface MappingColumn {
  letters: string;
  label: string;
  /** It holds people: not shown, not kept. */
  personal: boolean;
  /** Whether its numbers are texts, so that their style matters. */
  text: boolean;
  samples: { text: string; amount: string | null }[];
}

const shownRows = 12;
const rowsBelow = 6;
const mostColumns = 60;
const longestCell = 60;
export const covered = '•••';

export interface Viewed {
  head: SheetHead;
  header: Header;
  container: string;
  draft: MappingDraft;
  origin: MappingView['origin'];
  confidence: Proposal['confidence'];
  sheets: readonly string[];
}

export function viewOf({ head, header, container, draft, origin, confidence, sheets }: Viewed): MappingView {
  const contents = contentsOf(head, header.last + 1);
  const personal = new Set(contents.filter((item) => holdsPeople(header, item)).map(({ index }) => index));
  const shown = head.rows.filter((row, at) => at < shownRows || row.number <= header.last);
  const below = head.rows.filter((row) => row.number > header.last).slice(0, rowsBelow);
  return {
    sheet: head.info.name,
    sheets: [...sheets],
    fingerprint: header.columns.length > 0 ? fingerprintOf(header, container) : '',
    origin,
    draft,
    gaps: mappingGaps(draft),
    confidence: Object.entries(confidence).map(([of, word]) => ({ of, word })),
    rows: [...new Set([...shown, ...below])].slice(0, 40).map((row) => ({ number: row.number, cells: cellsOf(row, header, personal) })),
    columns: columnsOf(head, header, { contents, personal, draft }),
    styles: [],
  };
}

function cellsOf(row: Row, header: Header, personal: ReadonlySet<number>): string[] {
  const width = Math.min(row.cells.length, mostColumns);
  const cells = Array.from({ length: width }, (_, index) => {
    const text = textAt(row, index).slice(0, longestCell);
    return text !== '' && ((row.number > header.last && personal.has(index)) || personalData(text) !== undefined) ? covered : text;
  });
  return cells;
}

function columnsOf(
  head: SheetHead,
  header: Header,
  { contents, personal, draft }: { contents: readonly Contents[]; personal: ReadonlySet<number>; draft: MappingDraft },
): MappingColumn[] {
  const width = Math.min(Math.max(contents.length, ...header.columns.map(({ index }) => index + 1)), mostColumns);
  const data = head.rows.filter((row) => row.number > header.last);
  return Array.from({ length: width }, (_, index): MappingColumn => {
    const letters = columnLetters(index);
    const filled = data.filter((row) => textAt(row, index) !== '');
    return {
      letters,
      label: withoutPersonalData(header.columns.find((column) => column.index === index)?.printed ?? '').slice(0, 2 * longestCell),
      personal: personal.has(index),
      text: filled.some((row) => row.cells[index]?.kind === 'text') && (contents[index]?.amount ?? 0) > 0,
      samples: personal.has(index) ? [] : filled.slice(0, 3).map((row) => sample(row, index, draft.numbers[letters])),
    };
  }).filter(({ label, samples, personal }) => label !== '' || samples.length > 0 || personal);
}

function sample(row: Row, index: number, style: 'id' | 'en' | undefined): MappingColumn['samples'][number] {
  const text = textAt(row, index).slice(0, longestCell);
  const sen = senOf(row.cells[index]?.kind === 'number' ? senOfStored(text) : parseAmount(text, style));
  return { text, amount: sen === undefined ? null : toDecimal(sen) };
}

/** The totals of all sheets together, a row for each column. */
export function describeStyles(all: readonly StyleTotals[][]): MappingView['styles'] {
  const sums = new Map<string, { sample: string; id: Sen; en: Sen }>();
  for (const { letters, sample, id, en } of all.flat()) {
    const known = sums.get(letters) ?? { sample: '', id: 0n, en: 0n };
    sums.set(letters, { sample: known.sample === '' ? sample : known.sample, id: known.id + id, en: known.en + en });
  }
  return [...sums].map(([letters, { sample, id, en }]) => ({ letters, sample, id: toDecimal(id), en: toDecimal(en) }));
}
