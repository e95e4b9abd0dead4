import { readFileSync, statSync } from 'node:fs';
import type { WorkBook, WorkSheet } from '@e965/xlsx';
import { type Finding, finding } from '@sipkadin/budget';
import { excel, wholeFileLimits, workbookLimits, zipLimits } from '../limits.ts';
import { type Cell, Refusal, type Row, type SheetInfo, type Workbook, widestColumn } from '../table/sheet.ts';
import { dateOfSerial, showsDate, showsPercent } from './xlsx/styles.ts';
import { openArchive, type ZipLimits } from './xlsx/zip.ts';

/** Opens an .xls (Excel 5 to 2003, or older), with or without its compound file. @throws Refusal */
export async function openXls(path: string): Promise<Workbook> {
  return adapt(await load(path, wholeFileLimits.xls), 'xls', []);
}

/** Opens an .xlsb. Every part is first unpacked and checked as those of an .xlsx are: the library checks nothing. @throws Refusal */
export async function openXlsb(path: string, limits: ZipLimits = zipLimits): Promise<Workbook> {
  const inflatedBytes = Math.min(limits.inflatedBytes, wholeFileLimits.xlsbInflated);
  const archive = await openArchive(path, { ...limits, inflatedBytes });
  const notes: Finding[] = [];
  try {
    for (const name of archive.names) for await (const _ of await archive.stream(name));
    if (archive.names.some((name) => name.startsWith('xl/externalLinks/'))) notes.push(finding('external-links'));
    if (archive.names.some((name) => name.endsWith('vbaProject.bin'))) notes.push(finding('macros-ignored'));
  } finally {
    archive.close();
  }
  return adapt(await load(path, wholeFileLimits.xlsbInflated), 'xlsb', notes);
}

async function load(path: string, most: number): Promise<WorkBook> {
  const { size } = statSync(path);
  if (size > most) throw new Refusal(finding('container-too-large', { value: String(size), expected: String(most) }));
  const { read } = await import('@e965/xlsx');
  try {
    return read(readFileSync(path), {
      type: 'buffer',
      dense: true,
      // Formulas are not made into text, nor numbers into what they look like: both cost time and can fail.
      ...{ cellFormula: false, cellHTML: false, cellText: false, cellNF: true },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password-protected|encryption scheme/i.test(message)) throw new Refusal(finding('container-encrypted'));
    throw new Refusal(finding('container-damaged', { value: message.slice(0, 120) }));
  }
}

function adapt(book: WorkBook, container: string, notes: Finding[]): Workbook {
  const names = book.SheetNames;
  if (names.length > workbookLimits.sheets)
    throw new Refusal(finding('container-too-many-sheets', { value: String(names.length), expected: String(workbookLimits.sheets) }));
  if (new Set(names).size < names.length) throw new Refusal(finding('container-damaged', { value: 'BoundSheet' }));
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  const parts: WorkSheet[] = [];
  const sheets: SheetInfo[] = [];
  for (const name of names) {
    // The library leaves out without a word what is cut off; a sheet that it names and does not give is one of those.
    const part = Object.hasOwn(book.Sheets, name) ? book.Sheets[name] : undefined;
    if (part === undefined) throw new Refusal(finding('container-part-missing', { sheet: name, value: name }));
    if (part['!type'] !== undefined && part['!type'] !== 'sheet') continue;
    const merges = (part['!merges'] ?? []).slice(0, workbookLimits.merges).map(({ s, e }) => ({
      ...{ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c },
    }));
    const hidden = (book.Workbook?.Sheets?.find((props) => props.name === name)?.Hidden ?? 0) !== 0;
    sheets.push({ name, hidden, index: parts.length, merges });
    parts.push(part);
  }
  if (sheets.length === 0) throw new Refusal(finding('container-no-sheets'));
  return {
    container,
    sheets,
    notes,
    async *rows({ index }) {
      const part = parts[index];
      if (part !== undefined) yield rowsOf(part, from1904);
    },
    close: () => {},
  };
}

function* rowsOf(part: WorkSheet, from1904: boolean): Generator<Row> {
  const row: Row = { number: 0, hidden: false, cells: [] };
  for (const [at, stored] of (part['!data'] ?? []).entries()) {
    // Sparse: most rows of a sheet that lies about its size are not there.
    if (stored === undefined) continue;
    row.number = at + 1;
    row.hidden = part['!rows']?.[at]?.hidden === true;
    row.cells = stored.slice(0, widestColumn).map((cell) => cell && cellOf(cell, from1904));
    yield row;
  }
}

/** Excel's codes of errors. */
const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

const windows1252 = new TextDecoder('windows-1252');
/** Texts before Excel 97 come one character a byte; those that Latin-1 leaves to controls are quotes and dashes. */
const plainText = (text: string) =>
  text.replace(/[\u0080-\u009f]/g, (character) => windows1252.decode(Uint8Array.of(character.charCodeAt(0)))).replaceAll('\r\n', '\n');

function cellOf({ t, v, z }: { t: string; v?: unknown; z?: unknown }, from1904: boolean): Cell | undefined {
  const cell = (kind: Cell['kind'], text: string): Cell => ({ kind, text: text.slice(0, excel.cellText), formula: false });
  if (t === 'n' && typeof v === 'number') {
    if (!Number.isFinite(v)) return cell('error', '#NUM!');
    const date = typeof z === 'string' && showsDate(z) ? dateOfSerial(v, from1904) : undefined;
    // The shortest text of the double that the file holds, as .xlsx writes it.
    if (date !== undefined) return cell('date', date);
    return { ...cell('number', String(v)), percent: typeof z === 'string' && showsPercent(z) };
  }
  if (t === 's' && typeof v === 'string') return v === '' ? undefined : cell('text', plainText(v));
  if (t === 'b') return cell('boolean', v === true ? 'TRUE' : 'FALSE');
  if (t === 'e') return cell('error', errors[Number(v)] ?? '#ERROR!');
  return undefined;
}
