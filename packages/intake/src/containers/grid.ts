import { type Finding, finding } from '@sipkadin/budget';
import { excel, gridLimits, workbookLimits } from '../limits.ts';
import { type Cell, type CellKind, type Merge, Refusal, type Row, type SheetInfo, type Workbook, widestColumn } from '../table/sheet.ts';

class GridSheet {
  readonly name: string;
  hidden: boolean;
  readonly rows: Row[] = [];
  readonly merges: Merge[] = [];

  constructor(name: string, hidden: boolean) {
    this.name = name;
    this.hidden = hidden;
  }
}

/** Sheets being filled by the reader of a container that cannot be read row by row. */
export class Grid {
  readonly #sheets: GridSheet[] = [];
  readonly #texts = new Map<string, string>();
  readonly notes: Finding[] = [];
  #cells = 0;

  /** @throws Refusal */
  addSheet(name: string, hidden = false): void {
    if (this.#sheets.length >= workbookLimits.sheets)
      throw new Refusal(
        finding('container-too-many-sheets', { value: String(this.#sheets.length + 1), expected: String(workbookLimits.sheets) }),
      );
    this.#sheets.push(new GridSheet(name, hidden));
  }

  /** Of the sheet last added: some formats say it behind the rows. */
  hideSheet(): void {
    this.#sheet.hidden = true;
  }

  get #sheet(): GridSheet {
    const sheet = this.#sheets.at(-1);
    if (sheet === undefined) throw new Refusal(finding('container-damaged', { value: 'sheet' }));
    return sheet;
  }

  /** A row of the sheet last added; numbers only rise. @throws Refusal */
  addRow(number: number, hidden = false, cells: Row['cells'] = []): Row {
    const { name, rows } = this.#sheet;
    if (!Number.isInteger(number) || number < 1 || number > excel.rows)
      throw new Refusal(finding('container-row-out-of-bounds', { sheet: name, value: String(number), expected: String(excel.rows) }));
    if (number <= (rows.at(-1)?.number ?? 0))
      throw new Refusal(finding('container-damaged', { sheet: name, ref: String(number), value: 'row' }));
    const row: Row = { number, hidden, cells };
    rows.push(row);
    return row;
  }

  /** @throws Refusal */
  addCell(row: Row, column: number, kind: CellKind, text: string, formula = false, percent = false): void {
    if (column >= widestColumn || (text === '' && !formula)) return;
    this.count(1);
    const cut = text.length > excel.cellText ? text.slice(0, excel.cellText) : text;
    row.cells[column] = { kind: cut === '' && kind !== 'text' ? 'empty' : kind, text: this.#once(cut), formula, percent } satisfies Cell;
  }

  /** Cells that are there without being added one by one. @throws Refusal */
  count(cells: number): void {
    this.#cells += cells;
    if (this.#cells > gridLimits.cells)
      throw new Refusal(
        finding('container-too-many-cells', { sheet: this.#sheet.name, value: String(this.#cells), expected: String(gridLimits.cells) }),
      );
  }

  addMerge(merge: Merge): void {
    const { merges } = this.#sheet;
    if (merges.length < workbookLimits.merges && (merge.bottom > merge.top || merge.right > merge.left)) merges.push(merge);
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < gridLimits.texts) this.#texts.set(text, text);
    return text;
  }

  /** @throws Refusal for one without sheets */
  workbook(container: string): Workbook {
    const sheets = this.#sheets;
    if (sheets.length === 0) throw new Refusal(finding('container-no-sheets'));
    return {
      container,
      sheets: sheets.map(({ name, hidden, merges }, index): SheetInfo => ({ name, hidden, index, merges })),
      notes: this.notes,
      // Only the interface is a stream: the rows are here.
      async *rows({ index }) {
        yield sheets[index]?.rows ?? [];
      },
      close: () => {},
    };
  }
}
