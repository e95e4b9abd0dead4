import type { Cell, Row, SheetInfo, Workbook } from '../table/sheet.ts';
import { columnLetters } from '../table/sheet.ts';
import { freeSheetName } from './list-sheet.ts';
import { escapeXml, NotEditable } from './outline.ts';
import { Repacker } from './repack.ts';
import { noStyles } from './styles.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const lastRow = 1_048_576;
const pieceLength = 128 * 1024;

/**
 * Writes the rows of a file that is no .xlsx into one, as they were read: numbers as numbers where a workbook holds them
 * exactly, days as days, all else as text, each cell in its place.
 * @returns the names of the sheets, as Excel allows them
 * @throws NotEditable for more rows than a sheet has
 */
export async function writePlainWorkbook(path: string, workbook: Workbook): Promise<string[]> {
  const names: string[] = [];
  for (const { name } of workbook.sheets) names.push(freeSheetName(sheetName(name), names));
  const out = await Repacker.create(path);
  const part = (name: string, text: string) => out.add(name, [Buffer.from(declaration + text)]);
  try {
    const overrides = names.map(
      (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${sheetType}.worksheet+xml"/>`,
    );
    await part(
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${overrides.join('')}</Types>`,
    );
    const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
    await part(
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    );
    const sheets = workbook.sheets.map(
      ({ hidden }, at) =>
        `<sheet name="${escapeXml(names[at] ?? '')}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
    );
    await part('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`);
    const relations = names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
    await part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships">${relations.join('')}${relation(`rId${names.length + 1}`, 'styles', 'styles.xml')}</Relationships>`,
    );
    await out.add('xl/styles.xml', [Buffer.from(noStyles(main).replace(/<cellXfs .*?<\/cellXfs>/, dateStyles))]);
    for (const [at, info] of workbook.sheets.entries()) await out.add(`xl/worksheets/sheet${at + 1}.xml`, sheetOf(workbook, info));
    await out.finish();
    return names;
  } catch (error) {
    await out.close();
    throw error;
  }
}

/** A day, and a day with its time. */
const dateStyles =
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>';

/** As Excel allows it: 31 characters, none of them one that a formula needs. */
function sheetName(name: string): string {
  const plain = name
    .replaceAll(/[[\]:*?/\\]/g, '-')
    .replace(/^'+|'+$/g, '')
    .slice(0, 24)
    .trim();
  return plain === '' ? 'Lembar' : plain;
}

async function* sheetOf(workbook: Workbook, info: SheetInfo): AsyncGenerator<Buffer> {
  // The keys of a dump's records are its first row.
  const shift = workbook.container === 'json' ? 1 : 0;
  let text = `${declaration}<worksheet xmlns="${main}"><sheetData>`;
  for await (const lot of workbook.rows(info)) {
    for (const row of lot) {
      text += rowOf(row, row.number + shift);
      if (text.length < pieceLength) continue;
      yield Buffer.from(text);
      text = '';
    }
  }
  const merges = info.merges.map(
    ({ top, left, bottom, right }) => `<mergeCell ref="${columnLetters(left)}${top}:${columnLetters(right)}${bottom}"/>`,
  );
  text += `</sheetData>${merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''}</worksheet>`;
  yield Buffer.from(text);
}

function rowOf(row: Row, number: number): string {
  if (number > lastRow) throw new NotEditable(`> ${lastRow}`);
  const cells = row.cells.map((cell, at) => (cell === undefined || cell.text === '' ? '' : cellOf(cell, `${columnLetters(at)}${number}`)));
  return `<row r="${number}"${row.hidden ? ' hidden="1"' : ''}>${cells.join('')}</row>`;
}

/** Digits that a number of a workbook keeps. */
const mostDigits = 15;

function cellOf({ kind, text }: Cell, ref: string): string {
  if (kind === 'number' && text.replace(/[eE].*/, '').replaceAll(/\D/g, '').length <= mostDigits)
    return `<c r="${ref}"><v>${escapeXml(text)}</v></c>`;
  if (kind === 'boolean') return `<c r="${ref}" t="b"><v>${text === 'TRUE' ? 1 : 0}</v></c>`;
  if (kind === 'error') return `<c r="${ref}" t="e"><v>${escapeXml(text)}</v></c>`;
  const serial = kind === 'date' ? serialOf(text) : undefined;
  if (serial !== undefined) return `<c r="${ref}" s="${Number.isInteger(serial) ? 1 : 2}"><v>${serial}</v></c>`;
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

/** Excel's number of an ISO day; undefined for what is none, or lies before the day on which its calendar goes right. */
function serialOf(iso: string): number | undefined {
  const instant = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : `${iso}Z`);
  const serial = instant / 86_400_000 + 25_569;
  return Number.isFinite(serial) && serial > 60 ? Math.round(serial * 86_400) / 86_400 : undefined;
}
