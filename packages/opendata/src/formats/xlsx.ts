import { type Sen, toDecimal } from '@sipkadin/budget';
import { type Sink, TextSink } from './sink.ts';
import { ZipWriter } from './zip.ts';

/** A cell of a workbook. Text is always text, whatever it begins with; sen are rupiah with two decimals. */
export type SheetCell = string | Sen | null | { number: number; decimals: 0 | 2 };

/** One sheet; longer than a sheet can be, it goes on in further ones. */
export interface Sheet {
  name: string;
  /** Rows at the top that are set in bold and stay in sight. */
  headRows: number;
  /** In characters. */
  widths: readonly number[];
  rows: () => Iterable<readonly SheetCell[]>;
}

/** Of Excel. */
const mostRows = 1_048_576;
/** A double holds every amount with so many digits; one with more is written as text. */
const exactSen = 10n ** 15n;

/** Writes an .xlsx row by row, so that a city's lines need no memory. The same sheets give the same bytes. */
export function writeXlsx(sheets: readonly Sheet[], sink: Sink): void {
  const zip = new ZipWriter(sink);
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = sheet.rows()[Symbol.iterator]();
    let next = rows.next();
    let part = 0;
    do {
      names.push(sheetName(part === 0 ? sheet.name : `${sheet.name} ${part + 1}`, names));
      zip.add(`xl/worksheets/sheet${names.length}.xml`, (file) => {
        const text = new TextSink(file);
        text.write(sheetStart(sheet, part));
        for (let at = 1; at <= mostRows && next.done !== true; at++, next = rows.next())
          text.write(rowXml(next.value, at, part === 0 && at <= sheet.headRows));
        text.write('</sheetData></worksheet>');
        text.flush();
      });
      part++;
    } while (next.done !== true);
  }
  for (const [path, xml] of workbookParts(names)) zip.add(path, (file) => file.write(Buffer.from(xml, 'utf8')));
  zip.end();
}

const longestName = 31;

/** Excel refuses longer names, these characters, and two names that differ by capitals alone. */
function sheetName(wanted: string, taken: readonly string[]): string {
  const plain = wanted.replaceAll(/[\\/?*[\]:]/g, ' ');
  const isTaken = (name: string) => taken.some((other) => other.toLowerCase() === name.toLowerCase());
  let name = plain.slice(0, longestName);
  for (let count = 2; isTaken(name); count++) name = `${plain.slice(0, longestName - 4)} ${count}`;
  return name;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNames = 'http://schemas.openxmlformats.org/package/2006';
const application = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Of styles.xml, in its order. */
const style = { text: 0, bold: 1, money: 2, whole: 3 } as const;

function sheetStart({ headRows, widths }: Sheet, part: number): string {
  const pane = `<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${
    headRows > 0 && part === 0 ? pane : ''
  }</sheetView></sheetViews>${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData>`;
}

function rowXml(cells: readonly SheetCell[], row: number, isHead: boolean): string {
  let xml = `<row r="${row}">`;
  for (const [at, cell] of cells.entries()) if (cell !== null && cell !== '') xml += cellXml(cell, `${columnLetters(at)}${row}`, isHead);
  return `${xml}</row>`;
}

function cellXml(cell: Exclude<SheetCell, null>, place: string, isHead: boolean): string {
  if (typeof cell === 'object') return `<c r="${place}" s="${cell.decimals === 0 ? style.whole : style.money}"><v>${cell.number}</v></c>`;
  if (typeof cell === 'bigint') {
    if (cell < exactSen && cell > -exactSen) return `<c r="${place}" s="${style.money}"><v>${toDecimal(cell)}</v></c>`;
    return textXml(toDecimal(cell), place, style.text);
  }
  return textXml(cell, place, isHead ? style.bold : style.text);
}

function textXml(text: string, place: string, s: number): string {
  return `<c r="${place}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const letters = new Map<number, string>();

/** 0 → "A", 26 → "AA" */
function columnLetters(at: number): string {
  const known = letters.get(at);
  if (known !== undefined) return known;
  const made = `${at < 26 ? '' : columnLetters(Math.floor(at / 26) - 1)}${String.fromCharCode(65 + (at % 26))}`;
  letters.set(at, made);
  return made;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML does not have become U+FFFD; `_x0041_` would be read as a character of that number. */
function escapeXml(text: string): string {
  if (!/[&<>_\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>]/g, (sign) => signs[sign] ?? sign)
    .replaceAll('\r', '&#13;');
}

function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;');
}

function workbookParts(names: readonly string[]): [path: string, xml: string][] {
  const each = (make: (name: string, number: number) => string) => names.map((name, at) => make(name, at + 1)).join('');
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packageNames}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${application}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${application}.styles+xml"/>${each(
        (_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${application}.worksheet+xml"/>`,
      )}</Types>`,
    ],
    [
      '_rels/.rels',
      `${declaration}<Relationships xmlns="${packageNames}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each(
        (name, number) => `<sheet name="${escapeAttribute(name)}" sheetId="${number}" r:id="rId${number}"/>`,
      )}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${declaration}<Relationships xmlns="${packageNames}/relationships">${each(
        (_, number) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )}<Relationship Id="rId${names.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ];
}
