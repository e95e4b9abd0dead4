import { createReadStream } from 'node:fs';
import { finding } from '@sipkadin/budget';
import { Parser } from 'htmlparser2';
import { htmlLimits } from '../../limits.ts';
import { type CellKind, Refusal, type Row, type Workbook, widestColumn } from '../../table/sheet.ts';
import { Grid } from '../grid.ts';
import { natureOf } from '../text/encoding.ts';
import { dateOfSerial, showsDate, showsPercent } from '../xlsx/styles.ts';

/**
 * Opens a page of tables, as web applications hand out under the name of .xls: one sheet, its tables one under the
 * other, the text between them a row each. What cells show stays text unless the page says the number behind it.
 * @throws Refusal
 */
export async function openHtml(path: string, name: string): Promise<Workbook> {
  const { encoding, sample, binaryLine } = natureOf(path);
  if (binaryLine !== undefined)
    throw new Refusal(finding('container-binary', { sheet: name, ref: String(binaryLine), value: String(binaryLine) }));
  const decoder = decoderOf(encoding, sample);
  const page = new Page(new Grid(), name);
  if (decoder.encoding !== 'utf-8') page.grid.notes.push(finding('text-encoding', { value: decoder.encoding }));
  const parser = htmlParser(page);
  for await (const piece of createReadStream(path, { highWaterMark: 128 * 1024 }) as AsyncIterable<Buffer>)
    parser.write(decoder.decode(piece, { stream: true }));
  parser.end(decoder.decode());
  page.end();
  return page.grid.workbook('html');
}

/** A parser that fills a page. */
export function htmlParser(page: Page): Parser {
  return new Parser(
    {
      onopentag: (tag, attributes) => page.open(tag, attributes),
      onclosetag: (tag) => page.close(tag),
      ontext: (text) => page.text(text),
    },
    { decodeEntities: true },
  );
}

/** The page's own word counts only where its bytes are no UTF-8: exports claim a charset that they do not write. */
function decoderOf(encoding: string, sample: string): InstanceType<typeof TextDecoder> {
  const declared = /<meta\s[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(sample)?.[1];
  if (encoding !== 'windows-1252' || declared === undefined || /^utf/i.test(declared)) return new TextDecoder(encoding);
  try {
    return new TextDecoder(declared);
  } catch {
    return new TextDecoder(encoding);
  }
}

type Attributes = Readonly<Record<string, string>>;

interface OpenCell {
  row: Row;
  column: number;
  attributes: Attributes;
  text: string;
}

/** Elements whose text is not shown. */
const unseen = new Set(['script', 'style', 'title', 'xml', 'template', 'select', 'object']);
/** Elements that begin a line of their own. */
const blocks = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ul',
  'ol',
  'center',
  'caption',
  'hr',
  'body',
  'form',
  'pre',
]);
const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const errorText = /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!)$/;

/** A page of tables on its way into a sheet of its own. */
export class Page {
  readonly grid: Grid;
  #depth = 0;
  #unseen = 0;
  #styles = '';
  #formats: Map<string, string> | undefined;
  #number = 0;
  #row: Row | undefined;
  #column = 0;
  #cell: OpenCell | undefined;
  /** For each table that is open, the last row that a cell above reaches to, by column. */
  readonly #reaches: number[][] = [];
  #loose = '';

  constructor(grid: Grid, name: string) {
    this.grid = grid;
    grid.addSheet(name);
  }

  /** A style sheet that the page leads to, for its number formats. */
  style(text: string): void {
    if (this.#styles.length < htmlLimits.styles) this.#styles += text;
  }

  open(tag: string, attributes: Attributes): void {
    if (++this.#depth > htmlLimits.depth) throw new Refusal(finding('container-damaged', { value: `HTML: > ${htmlLimits.depth}` }));
    if (unseen.has(tag)) this.#unseen++;
    else if (tag === 'table') {
      // A table within a cell goes on in rows of its own.
      this.#endRow();
      this.#reaches.push([]);
    } else if (tag === 'tr' && this.#reaches.length > 0) this.#beginRow(attributes);
    else if ((tag === 'td' || tag === 'th') && this.#reaches.length > 0) this.#beginCell(attributes);
    else if (tag === 'br' || blocks.has(tag)) this.#breakLine();
  }

  close(tag: string): void {
    this.#depth--;
    if (unseen.has(tag)) this.#unseen--;
    else if (tag === 'td' || tag === 'th') this.#endCell();
    else if (tag === 'tr') this.#endRow();
    else if (tag === 'table') {
      this.#endRow();
      this.#reaches.pop();
    } else if (blocks.has(tag)) this.#breakLine();
  }

  text(text: string): void {
    if (this.#unseen > 0) {
      if (text.includes('mso-number-format')) this.style(text);
      return;
    }
    const plain = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (this.#cell) this.#cell.text += plain;
    else this.#loose += plain;
  }

  end(): void {
    this.#endRow();
    this.#flush();
  }

  #breakLine(): void {
    if (this.#cell) this.#cell.text += '\n';
    else this.#flush();
  }

  /** Text outside of cells: a row of one cell. */
  #flush(): void {
    const text = tidy(this.#loose);
    this.#loose = '';
    if (text !== '') this.grid.addCell(this.grid.addRow(++this.#number), 0, 'text', text);
  }

  #beginRow(attributes: Attributes): void {
    this.#endRow();
    this.#row = this.grid.addRow(++this.#number, /display\s*:\s*none/i.test(attributes.style ?? ''));
    this.#column = 0;
  }

  #endRow(): void {
    this.#endCell();
    this.#flush();
    this.#row = undefined;
  }

  #beginCell(attributes: Attributes): void {
    this.#endCell();
    if (!this.#row) this.#beginRow({});
    const row = this.#row;
    const reach = this.#reaches.at(-1);
    if (!row || !reach) return;
    let column = this.#column;
    while ((reach[column] ?? 0) >= row.number) column++;
    const columns = spanOf(attributes.colspan, widestColumn);
    const bottom = row.number + spanOf(attributes.rowspan, 65_534) - 1;
    const right = column + columns - 1;
    this.grid.addMerge({ top: row.number, left: column, bottom, right });
    if (bottom > row.number) for (let at = column; at <= Math.min(right, widestColumn); at++) reach[at] = bottom;
    this.#column = right + 1;
    this.#cell = { row, column, attributes, text: '' };
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (!cell) return;
    const [kind, text] = this.#valueOf(cell);
    const format = kind === 'number' ? this.#formatOf(cell.attributes) : undefined;
    const percent = format !== undefined && showsPercent(format);
    this.grid.addCell(cell.row, cell.column, kind, text, 'x:fmla' in cell.attributes, percent);
  }

  /** Excel and LibreOffice write the stored number beside the shown one. */
  #valueOf({ attributes, text }: OpenCell): [CellKind, string] {
    const shown = tidy(text);
    if (errorText.test(shown)) return ['error', shown];
    const stored = (attributes['x:num'] ?? attributes.sdval ?? '').trim();
    if (numeric.test(stored)) {
      const date = this.#isDate(attributes) ? dateOfSerial(Number(stored), false) : undefined;
      return date === undefined ? ['number', stored] : ['date', date];
    }
    return ['text', shown];
  }

  #isDate(attributes: Attributes): boolean {
    const format = this.#formatOf(attributes);
    return format !== undefined && (/\b(?:date|time)\b/i.test(format) || showsDate(format));
  }

  #formatOf({ class: name, style = '', sdnum }: Attributes): string | undefined {
    if (sdnum !== undefined) return sdnum.split(';').slice(2).join(';');
    this.#formats ??= formatsIn(this.#styles);
    return formatOf(style) ?? this.#formats.get(name ?? '');
  }
}

const tidy = (text: string) => text.replace(/ ?\n ?/g, '\n').trim();

const spanOf = (text: string | undefined, most: number) => Math.min(most, Math.max(1, Math.trunc(Number(text)) || 1));

/** Number formats by class name. */
function formatsIn(styles: string): Map<string, string> {
  const formats = new Map<string, string>();
  for (const [, name = '', rules = ''] of styles.matchAll(/\.([\w-]{1,40})\s{0,20}\{([^{}]*)\}/g)) {
    const format = formatOf(rules);
    if (format !== undefined) formats.set(name, format);
  }
  return formats;
}

function formatOf(rules: string): string | undefined {
  const format = /mso-number-format\s*:\s*(?:"([^"]*)"|'([^']*)'|([^;"']*))/.exec(rules);
  return format ? (format[1] ?? format[2] ?? format[3] ?? '').replace(/\\0022/g, '"').replace(/\\/g, '') : undefined;
}
