import { finding } from '@sipkadin/budget';
import { type CellKind, Refusal, type Row, type Workbook, widestColumn } from '../../table/sheet.ts';
import { Grid } from '../grid.ts';
import { walkXml } from '../xlsx/xml.ts';
import { type Archive, openArchive, type ZipLimits } from '../xlsx/zip.ts';
import { walkPieces, type XmlEvents } from './xml-events.ts';

/** Opens an OpenDocument spreadsheet. @throws Refusal */
export async function openOds(path: string, limits?: ZipLimits): Promise<Workbook> {
  const archive = await openArchive(path, limits);
  try {
    await refuseEncrypted(archive);
    const reader = new OdsReader();
    await walkPieces(await archive.stream('content.xml'), 'content.xml', reader, 'calcext:');
    if (archive.names.some((name) => /^(?:Basic|Scripts)\//.test(name))) reader.grid.notes.push(finding('macros-ignored'));
    if (reader.linked) reader.grid.notes.push(finding('external-links'));
    return reader.grid.workbook('ods');
  } finally {
    archive.close();
  }
}

async function refuseEncrypted(archive: Archive): Promise<void> {
  // The whole document may lie encrypted within another package.
  if (archive.has('encrypted-package')) throw new Refusal(finding('container-encrypted'));
  const manifest = 'META-INF/manifest.xml';
  if (!archive.has(manifest)) return;
  const bytes = await archive.bytes(manifest);
  // OpenDocument 1.0 names a document type here, which nothing needs to be read.
  if (bytes.includes('<!DOCTYPE')) return;
  walkXml(bytes, manifest, ({ name }) => {
    if (name === 'encryption-data') throw new Refusal(finding('container-encrypted'));
  });
}

interface Cell {
  kind: CellKind;
  /** The value attribute of the cell; undefined where it has only paragraphs. */
  value: string | undefined;
  formula: boolean;
  repeated: number;
  columns: number;
  rows: number;
  paragraphs: string[];
  percent: boolean;
}

const kinds: Readonly<Record<string, [CellKind, attribute: string]>> = {
  float: ['number', 'value'],
  currency: ['number', 'value'],
  percentage: ['number', 'value'],
  date: ['date', 'date-value'],
  boolean: ['boolean', 'boolean-value'],
  string: ['text', 'string-value'],
  time: ['text', 'time-value'],
};

const countOf = (text: string | undefined) => Math.max(1, Math.trunc(Number(text)) || 1);

/** Fills a grid from the one part that holds everything. */
class OdsReader implements XmlEvents {
  readonly grid = new Grid();
  /** Values of other workbooks are kept in it. */
  linked = false;
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  /** Depth within what holds texts and cells that are not the sheet's: notes, drawings, tracked changes, linked tables. */
  #aside = 0;
  #inTable = false;
  #number = 1;
  #rowRepeated = 1;
  #row: Row | undefined;
  #column = 0;
  #cell: Cell | undefined;
  #paragraph: string | undefined;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#aside > 0 || asides.has(name)) {
      this.#aside++;
      return;
    }
    switch (name) {
      case 'style':
        this.#style = attributes.family === 'table' ? (attributes.name ?? '') : '';
        break;
      case 'table-properties':
        if (attributes.display === 'false' && this.#style !== '') this.#hiddenStyles.add(this.#style);
        break;
      case 'table':
        this.#openTable(attributes);
        break;
      case 'table-row':
        if (!this.#inTable) break;
        this.#rowRepeated = countOf(attributes['number-rows-repeated']);
        this.#row = { number: this.#number, hidden: /^(?:collapse|filter)$/.test(attributes.visibility ?? ''), cells: [] };
        this.#column = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        if (this.#row) this.#openCell(attributes);
        break;
      case 'p':
        if (this.#cell) this.#paragraph = '';
        break;
      case 's':
        this.#say(' '.repeat(Math.min(countOf(attributes.c), 1000)));
        break;
      case 'tab':
      case 'line-break':
        this.#say(name === 'tab' ? '\t' : '\n');
        break;
    }
  }

  close(name: string): void {
    if (this.#aside > 0) {
      this.#aside--;
      return;
    }
    if (name === 'table') this.#inTable = false;
    else if (name === 'table-row') this.#closeRow();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    else if (name === 'p' && this.#cell && this.#paragraph !== undefined) {
      this.#cell.paragraphs.push(this.#paragraph);
      this.#paragraph = undefined;
    }
  }

  text(text: string): void {
    // Blanks that count are elements; line ends of the XML are none.
    if (this.#aside === 0) this.#say(text.replace(/[ \t\r\n]+/g, ' '));
  }

  #say(text: string): void {
    if (this.#paragraph !== undefined) this.#paragraph += text;
  }

  #openTable({ name = '', 'style-name': style = '' }: Readonly<Record<string, string>>): void {
    // Cached cells of a linked workbook are a table of their own.
    if (name.startsWith("'file:")) {
      this.linked = true;
      this.#aside = 1;
      return;
    }
    this.#inTable = true;
    this.grid.addSheet(name, this.#hiddenStyles.has(style));
    this.#number = 1;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const [kind, from] = kinds[attributes['value-type'] ?? ''] ?? ['empty', ''];
    this.#cell = {
      kind: attributes['calcext:value-type'] === 'error' ? 'error' : kind,
      value: attributes[from],
      formula: attributes.formula !== undefined,
      repeated: countOf(attributes['number-columns-repeated']),
      columns: countOf(attributes['number-columns-spanned']),
      rows: countOf(attributes['number-rows-spanned']),
      paragraphs: [],
      percent: attributes['value-type'] === 'percentage',
    };
  }

  #closeCell(): void {
    const [cell, row] = [this.#cell, this.#row];
    this.#cell = undefined;
    if (!cell || !row) return;
    const { kind, formula, repeated, columns, rows, percent } = cell;
    this.grid.addMerge({
      top: row.number,
      left: this.#column,
      bottom: row.number + rows - 1,
      right: this.#column + columns - 1,
    });
    const text = textOf(cell);
    const last = Math.min(this.#column + repeated, widestColumn);
    if (text !== '' || formula) for (let at = this.#column; at < last; at++) this.grid.addCell(row, at, kind, text, formula, percent);
    this.#column += repeated;
  }

  #closeRow(): void {
    const row = this.#row;
    this.#row = undefined;
    if (!row) return;
    const filled = row.cells.reduce((count) => count + 1, 0);
    // Sheets end in a million equal empty rows.
    if (filled > 0)
      for (let at = 0; at < this.#rowRepeated; at++) {
        if (at > 0) this.grid.count(filled);
        this.grid.addRow(this.#number + at, row.hidden, row.cells);
      }
    this.#number += this.#rowRepeated;
  }
}

const asides = new Set(['annotation', 'shapes', 'frame', 'tracked-changes', 'dde-links', 'sub-table', 'forms']);

function textOf({ kind, value, paragraphs }: Cell): string {
  const shown = () => paragraphs.join('\n');
  if (kind === 'error') return shown();
  if (kind === 'text') return value ?? shown();
  if (kind === 'boolean') return value === 'true' ? 'TRUE' : 'FALSE';
  if (kind === 'date') return (value ?? '').slice(0, 19).replace(/T00:00:00$/, '');
  return value ?? shown();
}
