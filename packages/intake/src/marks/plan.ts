import { bySeverity, type Language, printedValue, type Severity, withoutPersonalData } from '@sipkadin/budget';
import type { InspectReport, ReportFinding } from '../findings/report.ts';
import { tableOf } from '../sheets/surroundings.ts';
import { firstRows } from '../sheets/survey.ts';
import type { SheetHead } from '../table/header.ts';
import { columnLetters, type SheetInfo, type Workbook } from '../table/sheet.ts';
import { listWords } from './words.ts';

/** Cells that are marked at most; further findings are listed only. */
export const mostMarks = 2000;
const longestNote = 2000;

/** Severities that mark a cell. Notes are in the list alone. */
export type MarkingSeverity = Exclude<Severity, 'info'>;

/** A cell to mark. */
export interface Mark {
  /** 1-based row, 0-based column, in the workbook that is marked. */
  row: number;
  column: number;
  severity: MarkingSeverity;
  /** The findings are about the whole row: all of its cells that hold something are coloured. */
  wholeRow: boolean;
  /** What is wrong, expected, and to do, a paragraph a finding. */
  note: string;
}

/** A finding and the cell that its line in the list leads to. */
export interface ListedFinding {
  finding: ReportFinding;
  /** Position of the sheet in the workbook; null for the whole file. */
  sheet: number | null;
  cell: string;
}

export interface Plan {
  /** By the position of their sheet, no two of one cell. */
  marks: ReadonlyMap<number, readonly Mark[]>;
  listed: readonly ListedFinding[];
  /** Cells that would have been marked, had there not been too many. */
  unmarked: number;
}

/** How a sheet's rows and columns are named by findings, and their places in the workbook that is marked. */
interface Places {
  info: SheetInfo;
  /** Of a finding that names a row only, and of one that names a column only. */
  firstColumn: number;
  headRow: number;
  columnOf(name: string): number | undefined;
  rowShift: number;
}

/** Decides which cells are marked, and with what words. Sheets are named as after `renamePersonalSheets`. */
export async function planMarks(
  workbook: Workbook,
  { findings, sheetsUsed }: Pick<InspectReport, 'findings' | 'sheetsUsed'>,
  language: Language,
): Promise<Plan> {
  const known = new Map<string, Places | undefined>();
  const marks = new Map<number, Map<string, Mark>>();
  const listed: ListedFinding[] = [];
  let count = 0;
  let unmarked = 0;
  for (const finding of [...findings].sort(bySeverity)) {
    const { sheet, ref, severity } = finding;
    const name = sheet === '' && ref !== '' ? (sheetsUsed[0] ?? '') : sheet;
    if (!known.has(name)) known.set(name, await placesOf(workbook, name));
    const places = known.get(name);
    const at = places && placeOf(places, ref);
    listed.push({ finding, sheet: places?.info.index ?? null, cell: at ? `${columnLetters(at.column)}${at.row}` : '' });
    if (places === undefined || at === undefined || severity === 'info') continue;
    const own = marks.get(places.info.index) ?? new Map<string, Mark>();
    marks.set(places.info.index, own);
    const key = `${at.row} ${at.column}`;
    const mark = own.get(key);
    if (mark) {
      const note = `${mark.note}\n\n${noteOf(finding, language)}`;
      if (note.length <= longestNote) mark.note = note;
      mark.wholeRow ||= at.wholeRow;
    } else if (count >= mostMarks) unmarked++;
    else {
      count++;
      own.set(key, { ...at, severity, note: noteOf(finding, language) });
    }
  }
  return { marks: new Map([...marks].map(([index, own]) => [index, [...own.values()]])), listed, unmarked };
}

function noteOf(finding: ReportFinding, language: Language): string {
  const w = listWords[language];
  const { severity, message, remedy, more } = finding;
  const [value, expected] = [printedValue(finding, 'value', language), printedValue(finding, 'expected', language)];
  return [
    `${w.severities[severity]}: ${message[language]}${more > 0 ? ` (${w.more(more)})` : ''}`,
    ...(value === '' ? [] : [`${w.found}: ${value}`]),
    ...(expected === '' ? [] : [`${w.expected}: ${expected}`]),
    ...(remedy[language] === '' ? [] : [`${w.whatToDo}: ${remedy[language]}`]),
  ]
    .join('\n')
    .slice(0, longestNote);
}

async function placesOf(workbook: Workbook, name: string): Promise<Places | undefined> {
  const info = workbook.sheets.find((sheet) => withoutPersonalData(sheet.name) === name);
  if (info === undefined) return undefined;
  const head: SheetHead = { info, rows: await firstRows(workbook, info) };
  const { header } = tableOf(head);
  // A dump's columns go by their keys, and its first record is the second row of the table made of it.
  const isDump = workbook.container === 'json';
  const keys = new Map(isDump ? head.rows[0]?.cells.map((cell, index) => [withoutPersonalData(cell?.text ?? ''), index] as const) : []);
  const rowShift = isDump ? 1 : 0;
  return {
    info,
    firstColumn: header?.columns[0]?.index ?? 0,
    headRow: Math.max(1, (header?.bottom ?? 1) + rowShift),
    columnOf: (letters) => (isDump ? keys.get(letters) : columnOf(letters)),
    rowShift,
  };
}

const lastColumn = 16_384;
const lastRow = 1_048_576;

function columnOf(letters: string): number | undefined {
  if (!/^[A-Z]{1,3}$/.test(letters)) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column > lastColumn ? undefined : column - 1;
}

/** The place of a finding's "F12", "12" or "F"; a cell that a merged range covers goes by the range's first. */
function placeOf(
  { info, firstColumn, headRow, columnOf: find, rowShift }: Places,
  ref: string,
): Omit<Mark, 'severity' | 'note'> | undefined {
  const [, name = '', digits = ''] = /^(.*?)(\d{0,7})$/s.exec(ref) ?? [];
  const whole = find(ref);
  const column = whole ?? (name === '' ? firstColumn : find(name));
  const row = whole === undefined ? Number(digits) + rowShift : headRow;
  if (ref === '' || column === undefined || row < 1 || row > lastRow || (whole === undefined && digits === '')) return undefined;
  const merge = info.merges.find(({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right);
  return { row: merge?.top ?? row, column: merge?.left ?? column, wholeRow: name === '' && whole === undefined };
}
