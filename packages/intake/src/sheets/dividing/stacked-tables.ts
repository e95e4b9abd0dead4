import type { ReadContext } from '../../reading/read-context.ts';
import { unitInRow, unitNameIn } from '../../scope/unit-in-titles.ts';
import { statedAmount } from '../../sums/stated-amount.ts';
import { versionIn } from '../../table/budget-version.ts';
import { monthIn, yearsIn } from '../../table/dates.ts';
import { textAt, titlesAbove } from '../../table/header.ts';
import { columnLetters, type Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';
import type { Candidate } from '../survey.ts';

type Subject = 'year' | 'month' | 'version' | 'unit';

/** Forms whose rows belong to the one owner of the page. */
const ofOneUnit: ReadonlySet<Candidate['shape']> = new Set(['summary']);
/** Forms that read headings within their table themselves, or that name the months of a plan there. */
const apart: ReadonlySet<Candidate['shape']> = new Set(['template', 'register', 'regions', 'region-rows', 'contracts']);

/** A heading between two tables says little else: "APBD PERUBAHAN", "TAHUN ANGGARAN 2025", "BULAN FEBRUARI 2025". */
const bare =
  /^(?:(?:RINGKASAN |REKAP(?:ITULASI)? )?(?:APBD|ANGGARAN)|(?:TAHAP(?:AN)?|VERSI|BULAN|TAHUN|TA)\b|MURNI|PERUBAHAN|PERGESERAN)(?: (?:APBD|ANGGARAN|MURNI|PERUBAHAN|PERGESERAN|PENETAPAN|TAHUN|TA|BULAN|[A-Z]{3,9}|\d{1,4})){0,4}$/;

/**
 * Finds tables that stand below each other on one sheet, each under a heading of its own: another year, month, version or OPD.
 * Their rows would be added up, so the second one is blocking.
 */
export class StackedTables {
  readonly #context: ReadContext;
  readonly #candidate: Candidate;
  /** What the table that is being read is about, as far as its headings say. */
  readonly #now = new Map<Subject, string>();
  #lines: { text: string; ref: string }[] = [];
  #other: { text: string; ref: string } | undefined;
  #hasRows = false;

  constructor(context: ReadContext, candidate: Candidate) {
    this.#context = context;
    this.#candidate = candidate;
    for (const { text } of titlesAbove(candidate.head, candidate.readable.header)) this.#take(this.#saidBy(text));
  }

  /** The header is printed again: the lines since the last row that counts are the titles of what follows. */
  headerAgain(): void {
    for (const line of this.#lines) this.#compare(line, this.#saidBy(line.text));
    this.#lines = [];
  }

  /** @param counts whether its amounts are counted */
  row(row: Row, counts: boolean): void {
    if (apart.has(this.#candidate.shape)) return;
    if (counts) {
      if (this.#other) this.#context.findings.find('tables-stacked', this.#other.ref, this.#other.text.slice(0, 80));
      this.#other = undefined;
      this.#lines = [];
      this.#hasRows = true;
      return;
    }
    if (
      this.#lines.length > 12 ||
      this.#candidate.readable.amounts.some(({ index }) => statedAmount(row, { style: undefined }, index) !== null)
    )
      return;
    const texts = row.cells.flatMap((_, index) => {
      const text = textAt(row, index);
      return text === '' ? [] : [{ text, ref: `${columnLetters(index)}${row.number}` }];
    });
    const [only] = texts;
    // A line with the code of its OPD is read as such by the forms that may have several.
    if (only === undefined || texts.length > 2 || unitInRow(row)) return;
    const line = {
      text: texts
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 200),
      ref: only.ref,
    };
    this.#lines.push(line);
    if (bare.test(plain(line.text))) this.#compare(line, this.#saidBy(line.text));
  }

  #compare(line: { text: string; ref: string }, said: ReadonlyMap<Subject, string>): void {
    const differs = [...said].some(([subject, value]) => this.#now.get(subject) !== value);
    if (differs && this.#hasRows) this.#other ??= line;
    this.#take(said);
  }

  #take(said: ReadonlyMap<Subject, string>): void {
    for (const [subject, value] of said) this.#now.set(subject, value);
  }

  #saidBy(text: string): Map<Subject, string> {
    const words = plain(text);
    const month = /\bBULAN\b/.test(words) ? monthIn(words.replace(/^.*\bBULAN /, '').replace(/ .*$/, '')) : undefined;
    const values: [Subject, string | undefined][] = [
      ['version', versionIn(text)],
      ['year', yearsIn(text, true)[0]?.toString()],
      ['month', month?.toString()],
      ['unit', ofOneUnit.has(this.#candidate.shape) ? unitNameIn(text) : undefined],
    ];
    return new Map(values.flatMap(([subject, value]) => (value === undefined ? [] : [[subject, value] as const])));
  }
}
