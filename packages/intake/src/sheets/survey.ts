import { MappingChoice, type RememberedMapping } from '../mapping/choose.ts';
import { listOfOurs, type MarkedUpload } from '../marks/signature.ts';
import { StyleNeeded } from '../reading/amounts.ts';
import { ReadContext } from '../reading/read-context.ts';
import { shapes } from '../shapes/list.ts';
import type { Readable, Refused, Shape } from '../shapes/shape.ts';
import { headRows, keepRow, type SheetHead, titlesAbove } from '../table/header.ts';
import { scaleIn } from '../table/scale.ts';
import type { Row, SheetInfo, Workbook } from '../table/sheet.ts';
import { undottedColumns, withDots } from '../table/undotted-codes.ts';

/** A sheet that a shape can read. */
export interface Candidate {
  head: SheetHead;
  shape: Shape['name'];
  readable: Readable;
  /** The sheet by whose columns this one is read: it has no header of its own, but its rows fit. */
  continues?: string;
}

export interface Survey {
  candidates: Candidate[];
  refused: { head: SheetHead; refusal: Refused }[];
  /** Sheets in which nothing was recognised. */
  unknown: SheetHead[];
  blank: SheetHead[];
  /** Lists of findings that we put into a marked copy: never read as data. */
  lists: (SheetHead & { upload: MarkedUpload | null })[];
  mapping: MappingChoice;
}

/** Column mappings that people gave: for this file, and for earlier ones. */
export interface MappingsGiven {
  answer: string | undefined;
  remembered: readonly RememberedMapping[];
}

/** Looks at the first rows of every sheet; a person's mapping of a sheet comes before any shape. */
export async function survey(workbook: Workbook, given: MappingsGiven): Promise<Survey> {
  const heads: SheetHead[] = [];
  for (const info of workbook.sheets) heads.push(dotted({ info, rows: await firstRows(workbook, info) }));
  const lists = heads.flatMap((head) => {
    const list = listOfOurs(head);
    return list ? [{ ...head, ...list }] : [];
  });
  const filled = heads.filter((head) => head.rows.length > 0 && !lists.some(({ info }) => info === head.info));
  const mapping = new MappingChoice(filled, workbook.container, given);
  const found: Survey = { candidates: [], refused: [], unknown: [], blank: heads.filter(({ rows }) => rows.length === 0), lists, mapping };
  for (const head of filled) {
    const readable = mapping.readable(head);
    const known = readable ? inRupiah({ head, shape: 'mapped', readable }) : recognise(head);
    const match = known && 'readable' in known && workbook.container === 'csv' ? uncut(known) : known;
    if (match === undefined) found.unknown.push(head);
    else if ('refusal' in match) found.refused.push(match);
    else found.candidates.push(match);
  }
  for (const head of [...found.unknown]) {
    const continued = found.candidates.map((candidate) => continuation(head, candidate)).find((candidate) => candidate !== undefined);
    if (!continued) continue;
    found.candidates.push(continued);
    found.unknown.splice(found.unknown.indexOf(head), 1);
  }
  return found;
}

/** The first rows with dots in codes that have none. */
function dotted(head: SheetHead): SheetHead {
  const undotted = undottedColumns(head);
  return undotted.length === 0 ? head : { ...head, undotted, rows: head.rows.map((row) => withDots(row, undotted)) };
}

const rowsOfOneKind: ReadonlySet<Shape['name']> = new Set(['tree', 'flat', 'register']);

/** "Lanjutan": a sheet without a header whose first rows are lines by the columns of another. */
function continuation(head: SheetHead, { head: { info }, shape, readable }: Candidate): Candidate | undefined {
  if (!rowsOfOneKind.has(shape)) return undefined;
  let lines = 0;
  const context = new ReadContext({ line: () => lines++, restart: () => {} });
  const reader = readable.open(context);
  try {
    for (const row of head.rows) reader.row(row);
    reader.end();
  } catch (error) {
    if (!(error instanceof StyleNeeded)) throw error;
    lines++;
  }
  const header = { ...readable.header, top: 0, bottom: 0, last: 0 };
  return lines > 0 ? { head, shape, readable: { ...readable, header }, continues: info.name } : undefined;
}

/**
 * Questions about the columns that must be answered before reading; undefined where a sheet is known, if only as one that is
 * not read, or where none could be mapped.
 */
export function mappingAsked({ candidates, refused, unknown, mapping }: Survey): ReturnType<MappingChoice['ask']> {
  if (mapping.mustAsk) return mapping.ask([...candidates, ...refused].map(({ head }) => head).concat(unknown));
  return candidates.length + refused.length === 0 ? mapping.ask(unknown) : undefined;
}

/** The form that a sheet has, by its first rows; undefined for none that is known. */
export function recognise(head: SheetHead): Candidate | Survey['refused'][number] | undefined {
  for (const shape of shapes) {
    const match = shape.recognise(head);
    if (match === 'unclear') return undefined;
    if (match) return 'refusal' in match ? { head, refusal: match } : inRupiah({ head, shape: shape.name, readable: match });
  }
  return undefined;
}

/** A sheet is read only where its amounts are rupiah. */
function inRupiah(found: Candidate): Candidate | Survey['refused'][number] {
  const { head, readable } = found;
  const scale = scaleIn(head, readable.header);
  return scale ? { head, refusal: { refusal: 'amounts-scaled', ...scale } } : found;
}

/** Of a text whose delimiter is also the comma of its amounts nearly every row is longer than its header, by digits. */
function uncut(found: Candidate): Candidate | Survey['refused'][number] {
  const { head, readable } = found;
  const width = (readable.header.columns.at(-1)?.index ?? Number.POSITIVE_INFINITY) + 1;
  const rows = head.rows.filter(({ number }) => number > readable.header.last);
  const cut = rows.filter(({ cells }) =>
    /^\d{1,3}(?:\.\d+)?\)?$/.test(cells.slice(width).findLast((cell) => cell !== undefined)?.text ?? ''),
  );
  const [first] = cut;
  if (!first || cut.length * 2 <= rows.length) return found;
  return {
    head,
    refusal: { refusal: 'csv-amounts-cut', ref: String(first.number), value: String(first.cells.length), expected: String(width) },
  };
}

export async function firstRows(workbook: Workbook, info: SheetInfo): Promise<SheetHead['rows']> {
  const rows: Row[] = [];
  let looked = 0;
  for await (const lot of workbook.rows(info)) {
    for (const row of lot) {
      if (!isEmpty(row)) rows.push(keepRow(row));
      looked++;
      if (rows.length >= headRows || looked >= padding) return rows;
    }
  }
  return rows;
}

/** Sheets padded with empty rows are not searched to their end. */
const padding = 2000;

function isEmpty(row: Row): boolean {
  return row.cells.every((cell) => cell === undefined || (cell.kind === 'empty' && !cell.formula) || cell.text === '');
}

/** Titles above a candidate's table; none of our own form, whose labels and examples say nothing about the figures. */
export function titlesOf({ head, shape, readable }: Candidate): { text: string; ref: string; sheet: string }[] {
  if (shape === 'template') return [];
  return titlesAbove(head, readable.header).map((title) => ({ ...title, sheet: head.info.name }));
}
