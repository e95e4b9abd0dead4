import { createReadStream } from 'node:fs';
import { finding } from '@sipkadin/budget';
import { type CellKind, Refusal, type Row, type Workbook } from '../../table/sheet.ts';
import { Grid } from '../grid.ts';
import { showsPercent } from '../xlsx/styles.ts';
import { walkPieces, type XmlEvents } from './xml-events.ts';

/** Opens "XML Spreadsheet 2003", which many web applications name .xls. @throws Refusal */
export async function openSpreadsheetMl(path: string, name: string): Promise<Workbook> {
  const reader = new SpreadsheetMlReader();
  await walkPieces(createReadStream(path, { highWaterMark: 128 * 1024 }), name, reader);
  return reader.grid.workbook('xml');
}

const kinds: Readonly<Record<string, CellKind>> = { Number: 'number', DateTime: 'date', Boolean: 'boolean', Error: 'error' };

const countOf = (text: string | undefined) => Math.max(0, Math.trunc(Number(text)) || 0);

class SpreadsheetMlReader implements XmlEvents {
  readonly grid = new Grid();
  readonly #path: string[] = [];
  #row: Row | undefined;
  #next = 1;
  #column = 0;
  #kind: CellKind = 'empty';
  #formula = false;
  #text = '';
  /** Styles that show numbers as percentages, and the one that is being read. */
  readonly #percents = new Set<string>();
  #style = '';
  #percent = false;
  #rowStyle: string | undefined;
  /** 1-based, both ends. */
  readonly #columns: { first: number; last: number; style: string }[] = [];

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length === 0 && name !== 'Workbook') throw new Refusal(finding('container-not-a-spreadsheet', { value: 'XML' }));
    const within = this.#path.at(-1);
    this.#path.push(name);
    if (name === 'Style') this.#style = attributes.ID ?? '';
    else if (name === 'NumberFormat' && within === 'Style' && showsPercent(attributes.Format ?? '')) this.#percents.add(this.#style);
    else if (name === 'Worksheet') {
      this.grid.addSheet(attributes.Name ?? '');
      this.#next = 1;
      this.#columns.splice(0);
    } else if (name === 'Row' && within === 'Table') {
      const number = countOf(attributes.Index) || this.#next;
      this.#row = this.grid.addRow(number, attributes.Hidden === '1');
      this.#next = number + 1 + countOf(attributes.Span);
      this.#column = 0;
      this.#rowStyle = attributes.StyleID;
    } else if (name === 'Column' && within === 'Table') this.#addColumn(attributes);
    else if (name === 'Cell' && within === 'Row') this.#openCell(attributes);
    else if (name === 'Data' && within === 'Cell') {
      this.#kind = kinds[attributes.Type ?? ''] ?? 'text';
      this.#text = '';
    }
  }

  #addColumn({ Index, Span, StyleID = '' }: Readonly<Record<string, string>>): void {
    const first = countOf(Index) || this.#columns.reduce((most, { last }) => Math.max(most, last), 0) + 1;
    this.#columns.push({ first, last: first + countOf(Span), style: StyleID });
  }

  #openCell({ Index, MergeAcross, MergeDown, Formula, StyleID }: Readonly<Record<string, string>>): void {
    if (Index !== undefined) {
      const column = countOf(Index) - 1;
      if (column < this.#column)
        throw new Refusal(finding('container-damaged', { ref: String(this.#row?.number ?? 0), value: `ss:Index="${Index.slice(0, 20)}"` }));
      this.#column = column;
    }
    const across = countOf(MergeAcross);
    const top = this.#row?.number ?? 0;
    this.grid.addMerge({ top, left: this.#column, bottom: top + countOf(MergeDown), right: this.#column + across });
    this.#across = across;
    this.#kind = 'empty';
    this.#text = '';
    this.#formula = Formula !== undefined;
    this.#percent = this.#percents.has(StyleID ?? this.#rowStyle ?? this.#styleOfColumn());
  }

  /** A cell without a style of its own has that of its row or its column. */
  #styleOfColumn(): string {
    const number = this.#column + 1;
    return this.#columns.find(({ first, last }) => first <= number && number <= last)?.style ?? '';
  }

  #across = 0;

  close(name: string): void {
    this.#path.pop();
    const within = this.#path.at(-1);
    if (name === 'Cell' && within === 'Row' && this.#row) {
      this.grid.addCell(
        this.#row,
        this.#column,
        this.#kind,
        textOf(this.#kind, this.#text),
        this.#formula,
        this.#percent && this.#kind === 'number',
      );
      this.#column += 1 + this.#across;
    }
  }

  text(text: string): void {
    const path = this.#path;
    // Rich text has elements of its own within the data; notes and their data are beside it.
    if (path[4] === 'Cell' && path[5] === 'Data' && !path.includes('PhoneticText')) this.#text += text;
    else if (path.at(-1) === 'Visible' && path.at(-2) === 'WorksheetOptions' && text.trim() !== 'SheetVisible') this.grid.hideSheet();
  }
}

function textOf(kind: CellKind, text: string): string {
  if (kind === 'number' || kind === 'error') return text.trim();
  if (kind === 'boolean') return text.trim() === '1' ? 'TRUE' : 'FALSE';
  if (kind === 'date')
    return text
      .trim()
      .slice(0, 19)
      .replace(/T00:00:00$/, '');
  return text.replaceAll('\r\n', '\n');
}
