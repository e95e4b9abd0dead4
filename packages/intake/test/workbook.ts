import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { see } from '../../../test/found.ts';
import { openWorkbook } from '../src/containers/container.ts';
import type { ZipLimits } from '../src/containers/xlsx/zip.ts';
import { columnLetters, Refusal } from '../src/table/sheet.ts';
import { type Part, zip } from './zip.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-hostile-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** Writes bytes to a file of their own. @returns its path */
export function file(bytes: string | Buffer): string {
  const path = join(folder, `file-${++files}`);
  writeFileSync(path, bytes);
  return path;
}

export const worksheet = (rows: string, behind = '') =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${behind}</worksheet>`;
export const sharedStrings = (items: string) => `<sst xmlns="${main}">${items}</sst>`;
export const styleSheet = (formats: string, styles: string) =>
  `<styleSheet xmlns="${main}"><numFmts>${formats}</numFmts><cellXfs>${styles}</cellXfs></styleSheet>`;
export const relations = (items: readonly { id: string; type: string; target: string }[]) =>
  `<Relationships xmlns="${packages}">${items.map(({ id, type, target }) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

interface Sheet {
  name?: string;
  state?: string;
  /** Rows, or the whole part. */
  rows?: string;
  part?: Part | string | Buffer;
}

interface Book {
  sheets?: Sheet[];
  strings?: string;
  styles?: string;
  workbook?: string;
  /** Parts that replace those of the same name, or are added to them. */
  parts?: Part[];
}

/** The parts of a workbook as a small writer makes them. */
export function workbook({
  sheets = [{ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }],
  strings,
  styles,
  workbook: head = '',
  parts = [],
}: Book): Part[] {
  const list = sheets.map(({ name = '', state }, at) => ({
    name: name || `Sheet${at + 1}`,
    state,
    id: `rId${at + 1}`,
    file: `sheet${at + 1}.xml`,
  }));
  const more = [
    ...(strings === undefined ? [] : [{ id: 'rIdS', type: 'sharedStrings', target: 'sharedStrings.xml' }]),
    ...(styles === undefined ? [] : [{ id: 'rIdT', type: 'styles', target: 'styles.xml' }]),
  ];
  const made: Part[] = [
    { name: '[Content_Types].xml', body: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', body: relations([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]) },
    {
      name: 'xl/workbook.xml',
      body: `<workbook xmlns="${main}" xmlns:r="${office}">${head}<sheets>${list
        .map(({ name, state, id }, at) => `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="${id}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: relations([...list.map(({ id, file: target }) => ({ id, type: 'worksheet', target: `worksheets/${target}` })), ...more]),
    },
    ...sheets.map(({ rows = '', part }, at): Part => {
      const name = `xl/worksheets/sheet${at + 1}.xml`;
      if (part === undefined) return { name, body: worksheet(rows) };
      return typeof part === 'string' || Buffer.isBuffer(part) ? { name, body: part } : { ...part, name };
    }),
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', body: sharedStrings(strings) }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', body: styles }]),
  ];
  const replaced = new Set(parts.map(({ name }) => name));
  return [...made.filter(({ name }) => !replaced.has(name)), ...parts];
}

/** What was read of a file: each row as "1: A=text Nama, B=number 5", or the refusal as "code sheet!ref value". */
export async function opened(bytes: Buffer | string, { name = 'berkas.xlsx', limits }: { name?: string; limits?: ZipLimits } = {}) {
  const lines: string[] = [];
  try {
    const book = await openWorkbook(file(bytes), name, limits);
    for (const sheet of book.sheets) {
      for await (const lot of book.rows(sheet)) {
        for (const row of lot) {
          const cells = row.cells.map((cell, at) =>
            cell ? `${columnLetters(at)}=${cell.kind}${cell.formula ? '()' : ''}${cell.text === '' ? '' : ` ${cell.text}`}` : '',
          );
          if (lines.length < 1000)
            lines.push(`${row.number}${row.hidden ? ' hidden' : ''}: ${cells.filter((text) => text !== '').join(', ')}`);
        }
      }
    }
    book.close();
    see(book.notes);
    return { book, lines, refusal: undefined };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    see([error.finding]);
    const { code, sheet, ref, value, severity } = error.finding;
    return { book: undefined, lines, refusal: { code, sheet, ref, value, severity, container: error.container } };
  }
}

export const openedParts = (parts: readonly Part[], limits?: ZipLimits) => opened(zip(parts), limits ? { limits } : {});
/** Rows of a workbook of one sheet. */
export const rowsOf = async (book: Book) => {
  const { lines, refusal } = await openedParts(workbook(book));
  return refusal ?? lines;
};
