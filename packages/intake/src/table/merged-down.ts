import type { Cell, Merge, Row } from './sheet.ts';

/**
 * What is printed once and merged over the rows below it: an OPD over all of its lines, a document over its accounts.
 * Each of those rows then has it. Never asked of amounts, which count once.
 */
export class MergedDown {
  /** From the top down. */
  readonly #ranges: readonly Merge[];
  readonly #open: { range: Merge; cell: Cell }[] = [];
  #next = 0;

  constructor(merges: readonly Merge[], columns: ReadonlySet<number>) {
    this.#ranges = merges.filter(({ top, bottom, left }) => bottom > top && columns.has(left)).toSorted((a, b) => a.top - b.top);
  }

  /** The row, or one like it with what ranges from above hold; a row of nothing else stays blank. */
  of(row: Row): Row {
    if (this.#next >= this.#ranges.length && this.#open.length === 0) return row;
    const covering = this.#open.filter(({ range }) => row.number <= range.bottom);
    this.#open.splice(0, this.#open.length, ...covering);
    for (let range = this.#ranges[this.#next]; range && range.top <= row.number; range = this.#ranges[++this.#next]) {
      const cell = row.cells[range.left];
      if (range.top !== row.number || cell === undefined || cell.kind === 'empty') continue;
      const { kind, text, formula, shared } = cell;
      this.#open.push({ range, cell: { kind, text, formula, shared } });
    }
    if (covering.length === 0 || !row.cells.some((cell) => cell !== undefined && cell.kind !== 'empty')) return row;
    const cells = row.cells.slice();
    for (const { range, cell } of covering) if ((cells[range.left]?.kind ?? 'empty') === 'empty') cells[range.left] = cell;
    return { ...row, cells };
  }
}
