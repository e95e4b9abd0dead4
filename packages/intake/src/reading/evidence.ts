import { type Month, monthName } from '@sipkadin/budget';
import { cluesInTitles, type Title } from '../scope/infer-scope.ts';
import type { Clue, ScopeKey } from '../scope/scope-question.ts';
import { yearsIn } from '../table/dates.ts';
import type { Column } from '../table/header.ts';

/** A label that may hint at a period, shown to the person who must answer. */
export interface Hint {
  text: string;
  ref: string;
  sheet: string;
  hint: true;
}

/** Evidence in rows and columns for the file's year, period, basis and version. */
export class Evidence {
  readonly clues: Clue[] = [];
  readonly hints: Hint[] = [];
  /** Labels of the columns of realization that are read: "Realisasi s.d. 31 Mei" says the day, whatever the titles say. */
  readonly realization: Title[] = [];
  /** Texts of the last rows of each sheet, below its table or at its end. */
  readonly foot: { text: string; ref: string; sheet: string }[] = [];
  /** The last month of realization by month that holds an amount, 1-12; 0 where there is none. */
  lastMonth = 0;
  /** The month up to whose end a column beside realization plans; undefined where there is none. */
  planMonth: Month | undefined;
  /** A column of realization that is read is labelled as cumulative: "s.d. bulan ini". */
  toDate = false;
  /** The cell that declares the figures as simulated. */
  simulated: { sheet: string; ref: string; text: string } | undefined;
  /** Values of a column that divides the table: an answer must be one of them. */
  readonly offered = new Map<ScopeKey, Set<string>>();
  /** Of those, where each value can be read as a statement of its own. */
  readonly each = new Set<ScopeKey>();
  readonly #at: { readonly sheet: string };

  /** @param at holds the sheet that is being read */
  constructor(at: { readonly sheet: string }) {
    this.#at = at;
  }

  add(subject: ScopeKey, value: string, ref: string, text: string, rank: Clue['rank'] = 'content'): void {
    const { sheet } = this.#at;
    const known = this.clues.some((clue) => clue.subject === subject && clue.value === value && clue.rank === rank && clue.sheet === sheet);
    if (!known) this.clues.push({ subject, value, rank, sheet, ref, text });
  }

  offer(subject: ScopeKey, values: readonly string[]): void {
    this.offered.set(subject, (this.offered.get(subject) ?? new Set()).union(new Set(values)));
  }

  hint(text: string, ref: string): void {
    this.hints.push({ text, ref, sheet: this.#at.sheet, hint: true });
  }

  /** Realization by month ends with its last month that holds an amount: a hint for the reporting day. */
  monthsUntil(month: Month, letters: string): void {
    this.lastMonth = Math.max(this.lastMonth, month);
    this.hint(`s.d. ${monthName(month, 'id')}`, letters);
  }

  /** The version, basis and year in the label of a column of amounts. */
  label({ printed, letters, label }: Column): void {
    if (/\b(?:S D|SD|SAMPAI(?: DENGAN)?|HINGGA) (?:AKHIR )?BULAN INI\b|\bKUMULATIF\b/.test(label)) this.toDate = true;
    const titles = cluesInTitles([{ text: printed.replaceAll('_', ' '), ref: letters, sheet: this.#at.sheet }]);
    if (/\bREALISASI\b/.test(label)) this.realization.push({ text: printed.replaceAll('_', ' '), ref: letters, sheet: this.#at.sheet });
    this.clues.push(...titles.filter(({ subject }) => subject !== 'year'));
    for (const year of yearsIn(printed, false).slice(-1)) this.add('year', String(year), letters, printed);
  }
}
