import { part as partQuestion } from '../../questions/part.ts';
import { everySheet } from '../../questions/sheet.ts';
import { KeyHash } from '../../reading/key-set.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { statedAmount } from '../../sums/stated-amount.ts';
import { versionIn } from '../../table/budget-version.ts';
import { monthNamed } from '../../table/dates.ts';
import { type Column, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';
import type { Candidate } from '../survey.ts';

/** Rows that are looked at, and values that a column that divides a table may have. */
const mostRows = 20_000;
const mostValues = 24;

const isNote = ({ label, spill }: Column) => !spill && /^(?:KETERANGAN|KET|CATATAN|NOTES?)$/.test(label);

/** What the rows of one value of a column are about. */
interface PartOfTable {
  text: string;
  ref: string;
  keys: Set<number>;
  rows: number;
}

/**
 * Finds columns that no form reads and that divide the table all the same: nearly every code comes once for each of their
 * values. Adding those rows up may be right (funds) or count the money several times (versions, periods): a person says. A page of accounts that has them twice without such a column is asked about as well.
 */
export class UnknownDividers {
  readonly #context: ReadContext;
  readonly #columns: readonly Column[];
  /** Columns of free text, which divide a table only where they have nothing but versions or months. */
  readonly #notes: ReadonlySet<Column>;
  readonly #read: readonly number[];
  readonly #amounts: Candidate['readable']['amounts'];
  readonly #parts: (Map<string, PartOfTable> | undefined)[];
  readonly #keys = new Set<number>();
  readonly #hash = new KeyHash();
  readonly #isPage: boolean;
  #rows = 0;
  #again = '';

  /** @param unread columns that its form does not read */
  constructor(context: ReadContext, { readable, shape }: Pick<Candidate, 'readable' | 'shape'>, unread: readonly Column[]) {
    this.#context = context;
    this.#isPage = shape === 'summary';
    const notes = readable.header.columns.filter((column) => isNote(column) && !unread.includes(column));
    this.#notes = new Set(notes);
    this.#columns = [...unread, ...notes];
    this.#amounts = readable.amounts;
    const apart = new Set([...this.#columns, ...readable.amounts].map(({ index }) => index));
    this.#read = readable.header.columns.map(({ index }) => index).filter((index) => !apart.has(index));
    this.#parts = this.#columns.map(() => new Map());
  }

  /** Whether a row is of the part that was answered. */
  take(row: Row): boolean {
    const answer = this.#context.answers.of(partQuestion);
    if (answer === undefined || answer === everySheet) return true;
    const column = this.#columns.find(({ letters }) => letters === answer.letters);
    const text = column ? plain(textAt(row, column.index)) : '';
    return text === '' || text === plain(answer.value);
  }

  see(row: Row): void {
    if (this.#rows >= mostRows || (this.#columns.length === 0 && !this.#isPage)) return;
    if (!this.#amounts.some(({ index }) => (statedAmount(row, { style: undefined }, index) ?? 0n) !== 0n)) return;
    const hash = this.#hash.start();
    let filled = false;
    for (const index of this.#read) {
      const text = row.cells[index]?.text ?? '';
      filled ||= text !== '';
      hash.text(`${text}|`);
    }
    if (!filled) return;
    const key = hash.value();
    this.#rows++;
    if (this.#again === '' && this.#keys.has(key)) this.#again = String(row.number);
    this.#keys.add(key);
    for (const [at, column] of this.#columns.entries()) this.#put(at, column, row, key);
  }

  #put(at: number, column: Column, row: Row, key: number): void {
    const parts = this.#parts[at];
    const text = parts ? textAt(row, column.index) : '';
    if (!parts || text === '') return;
    if (this.#notes.has(column) && versionIn(text) === undefined && monthNamed(text) === undefined) {
      this.#parts[at] = undefined;
      return;
    }
    const name = plain(text);
    const known = parts.get(name) ?? { text, ref: `${column.letters}${row.number}`, keys: new Set(), rows: 0 };
    known.keys.add(key);
    known.rows++;
    parts.set(name, known);
    if (parts.size > mostValues) this.#parts[at] = undefined;
  }

  end(): void {
    const { answers, findings, sheet } = this.#context;
    // Hardly any code comes twice: nothing divides the table.
    if (answers.of(partQuestion) !== undefined || this.#keys.size * 3 > this.#rows * 2) return;
    const at = this.#parts.findIndex((parts) => parts !== undefined && this.#divides([...parts.values()]));
    const column = this.#columns[at];
    if (!column) {
      // A page has each account once.
      if (this.#isPage && this.#rows > 2) findings.ask(partQuestion, { sheet, ref: this.#again, letters: '', label: '', values: [] });
      return;
    }
    const values = [...(this.#parts[at]?.values() ?? [])];
    const { letters, printed } = column;
    findings.ask(partQuestion, { sheet, ref: values[1]?.ref ?? letters, letters, label: printed, values: values.map(({ text }) => text) });
  }

  #divides(parts: readonly PartOfTable[]): boolean {
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const once = parts.reduce((sum, { keys }) => sum + keys.size, 0);
    // Every row has a value, and within each value nearly every code comes once.
    return parts.length > 1 && rows * 100 >= this.#rows * 98 && once * 100 >= rows * 98;
  }
}
