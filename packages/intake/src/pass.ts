import {
  type Code,
  type CodeKind,
  type FindingCode,
  isWithin,
  type Line,
  type Month,
  monthName,
  type Sen,
  type StatementKind,
  toDecimal,
  type Words,
  withoutPersonalData,
} from '@sipkadin/budget';
import { CodeBook, type CodeEntry } from './code-book.ts';
import { FindingList } from './findings/finding-list.ts';
import { Privacy } from './findings/privacy.ts';
import type { InspectReport } from './findings/report.ts';
import { Tally } from './findings/tally.ts';
import { KeyHash, KeySet } from './key-set.ts';
import { type Clue, cluesInTitles, isAnswer, type Subject, wholeGovernment } from './scope/evidence.ts';
import type { unitNamedInTitles } from './scope/unit-in-titles.ts';
import { yearsIn } from './table/dates.ts';
import type { Measure } from './table/fields.ts';
import { type Column, textAt } from './table/header.ts';
import { type AmountFault, type NumberStyle, parseAmount, senOfStored } from './table/number.ts';
import type { Row } from './table/sheet.ts';
import { clean } from './table/text.ts';

/** Where lines go: out of the child process and into what the caller gave, or nowhere while sheets are compared. */
export interface LineSink {
  line(kind: StatementKind, line: Line): void;
  /** Forget everything written so far: reading starts over. */
  restart(): void;
}

/** A column of amounts and how it writes numbers. */
export interface AmountColumn {
  index: number;
  letters: string;
  printed: string;
  style: NumberStyle | undefined;
}

/** Thrown at the first "1.234" of a column of unknown style: its whole column must be looked through before any is read. */
export class StyleNeeded extends Error {}

const longestText = 1000;
const socialAid = '5.1.06';

const faults: Record<Exclude<AmountFault, 'ambiguous'>, FindingCode> = {
  'not-a-number': 'amount-unreadable',
  'below-sen': 'amount-below-sen',
  'too-large': 'amount-too-large',
};

/** What one sheet's number columns were found to be; `undefined` values could not be decided. */
export type Styles = ReadonlyMap<string, NumberStyle | undefined>;

/** Everything that reading the rows of a file adds up to. One for all the sheets that are used. */
export class Pass {
  readonly book = new CodeBook();
  readonly findings = new FindingList();
  readonly privacy = new Privacy(this.findings);
  readonly tallies = new Map<StatementKind, Tally>();
  readonly clues: Clue[] = [];
  /** Labels that may hint at a period, for whoever must answer. */
  readonly hints: { text: string; ref: string; sheet: string; hint: true }[] = [];
  readonly reconciliation: InspectReport['reconciliation'] = [];
  readonly sink: LineSink;
  readonly json: boolean;
  readonly answers: Readonly<Record<string, string>>;
  readonly #styles: Styles | undefined;
  sheet = '';
  rows = 0;
  unfunded = 0;
  hiddenRows = 0;
  /** Package names that were not kept because they may name who receives social aid. */
  recipients = 0;
  simulated = false;
  /** Of realization by month the last that holds any, 1-12; 0 where none is. */
  lastMonth = 0;
  /** A column of percentages that could as well be fractions. */
  openPercent: { sheet: string; ref: string; sample: string } | undefined;
  /** Columns that may hold the progress to date, of which a person must choose. */
  openColumn: { sheet: string; columns: readonly { letters: string; printed: string }[] } | undefined;
  /** Regions of a table of many, of which a person must choose the one that is meant. */
  openRegion: { sheet: string; regions: readonly { value: string; name: string }[] } | undefined;
  /** The OPD that the titles of this sheet name without its code. */
  namedUnit: ReturnType<typeof unitNamedInTitles>;
  #firstNamed: string | undefined;
  readonly #alsoNamed = new Set<string>();
  /** Lines without a unit beneath such a name: the OPD's, or the whole government's. */
  openUnit: { sheet: string; ref: string; text: string } | undefined;
  openMeasure: { column: Column; sheet: string } | undefined;
  readonly undecided: { column: string; sample: string; ref: string; sheet: string }[] = [];
  /** Keys of rows whose package is printed as it should have been typed: nearly all; then of the others, both ways. */
  readonly #tidy = new KeySet();
  readonly #printed = new KeySet();
  readonly #typed = new KeySet();
  readonly #hash = new KeyHash();
  duplicates = 0;
  nearDuplicates = 0;
  firstDuplicate = { sheet: '', ref: '' };
  readonly #strangers = new Set<string>();
  #lastPair = -1;

  constructor(sink: LineSink, json: boolean, answers: Readonly<Record<string, string>>, styles?: Styles) {
    this.sink = sink;
    this.json = json;
    this.answers = answers;
    this.#styles = styles;
  }

  find(code: FindingCode, ref: string, value = '', expected = ''): void {
    this.findings.add(code, { sheet: this.sheet, ref, value, expected });
  }

  clue(subject: Subject, value: string, ref: string, text: string, rank: Clue['rank'] = 'content'): void {
    const known = this.clues.some(
      (clue) => clue.subject === subject && clue.value === value && clue.rank === rank && clue.sheet === this.sheet,
    );
    if (!known) this.clues.push({ subject, value, rank, sheet: this.sheet, ref, text });
  }

  /** Months add up to the end of the last that holds anything: whoever is asked for the day is shown it. */
  monthsUntil(month: Month, letters: string): void {
    this.lastMonth = Math.max(this.lastMonth, month);
    this.hints.push({ text: `s.d. ${monthName(month, 'id')}`, ref: letters, sheet: this.sheet, hint: true });
  }

  /** What the label of a column of amounts says beyond its measure: the version, the basis, the year. */
  labelClues(column: Column): void {
    const { printed, letters } = column;
    const clues = cluesInTitles([{ text: printed.replaceAll('_', ' '), ref: letters }], this.sheet).filter(
      ({ subject }) => subject !== 'year',
    );
    this.clues.push(...clues);
    for (const year of yearsIn(printed, false).slice(-1)) this.clue('year', String(year), letters, printed);
  }

  /** What a column of amounts holds. One that does not say is read as a budget while the question is open. */
  measure(item: { measure: Measure; column: Column }): 'budget' | 'realization' {
    if (item.measure !== 'unknown') return item.measure;
    const answer = this.answers.measure;
    if (answer === 'budget' || answer === 'realization') return answer;
    this.openMeasure = { column: item.column, sheet: this.sheet };
    return 'budget';
  }

  /** The columns of this sheet that its form does not read: nothing of them is kept. */
  tellColumns(rest: readonly Column[]): void {
    this.privacy.drop(rest);
  }

  /** Measures whose column holds nothing are not there: an empty column is no statement. */
  dropEmpty(): void {
    if (this.openRegion) return;
    for (const [kind, tally] of this.tallies) if (tally.lines === 0) this.tallies.delete(kind);
  }

  /** A unit that stands in the table, with or without an amount. */
  speaksOf(unit: Code, ...kinds: readonly StatementKind[]): void {
    for (const kind of kinds) this.tally(kind).names(unit);
  }

  /** Realization above the budget of the same row. For revenue that is good news; for spending a breach of control. */
  compare(
    row: Row,
    account: CodeEntry,
    column: AmountColumn | undefined,
    budget: Sen | null | undefined,
    realization: Sen | null | undefined,
  ): void {
    if (typeof realization !== 'bigint' || budget === undefined || column === undefined || !account.code.startsWith('5')) return;
    if (realization > (budget ?? 0n) && (budget !== null || realization > 0n))
      this.find('realization-above-budget', `${column.letters}${row.number}`, toDecimal(realization), toDecimal(budget ?? 0n));
  }

  column(column: Column): AmountColumn {
    return {
      index: column.index,
      letters: this.json ? withoutPersonalData(column.printed) : column.letters,
      printed: column.printed,
      style: this.#styles?.get(`${this.sheet}!${column.letters}`),
    };
  }

  /** @returns the amount, null where there is none, undefined where it cannot be read (which is then said). */
  amount(row: Row, column: AmountColumn): Sen | null | undefined {
    const cell = row.cells[column.index];
    if (cell === undefined) return null;
    if (cell.kind === 'number') {
      if (cell.whole !== undefined) return BigInt(cell.whole * 100);
      const sen = senOfStored(cell.text);
      return typeof sen === 'bigint' ? sen : this.#fault(sen, row, column, cell.text);
    }
    if (cell.kind === 'empty') {
      if (cell.formula) this.find('amount-no-cached-value', `${column.letters}${row.number}`);
      return cell.formula ? undefined : null;
    }
    if (cell.kind === 'error') {
      this.find('amount-cell-error', `${column.letters}${row.number}`, cell.text);
      return undefined;
    }
    if (cell.kind !== 'text') return this.#fault('not-a-number', row, column, cell.text);
    const sen = parseAmount(cell.text, column.style);
    return sen === null || typeof sen === 'bigint' ? sen : this.#fault(sen, row, column, cell.text);
  }

  #fault(fault: AmountFault, row: Row, column: AmountColumn, text: string): undefined {
    const ref = `${column.letters}${row.number}`;
    if (fault !== 'ambiguous') {
      this.find(faults[fault], ref, clean(text).slice(0, 80));
      return undefined;
    }
    if (this.#styles === undefined) throw new StyleNeeded();
    if (!this.undecided.some((known) => known.sheet === this.sheet && known.column === column.letters))
      this.undecided.push({ sheet: this.sheet, column: column.letters, sample: clean(text), ref });
    return undefined;
  }

  tally(kind: StatementKind): Tally {
    let tally = this.tallies.get(kind);
    if (!tally) {
      tally = new Tally(kind);
      this.tallies.set(kind, tally);
    }
    return tally;
  }

  line(kind: StatementKind, line: Line): void {
    if (line.unit !== '' || !this.namedUnit || wholeGovernment.includes(this.answers['unit'] ?? '')) return this.#line(kind, line);
    const unit = this.answeredUnit()?.code ?? '';
    const { text, ref } = this.namedUnit;
    if (unit === '' && !this.asksUnit() && !this.#alsoNamed.has(text)) {
      this.find('row-without-code', ref, toDecimal(line.amount), text);
      this.#alsoNamed.add(text);
    }
    this.#line(kind, { ...line, unit });
  }

  /** The OPD that the titles name without its code, by the code that was answered: one answer is for one OPD, the first that is named. */
  answeredUnit(): CodeEntry | undefined {
    const answer = this.answers['unit'] ?? '';
    if (!this.namedUnit) return undefined;
    const { text, name } = this.namedUnit;
    this.#firstNamed ??= text;
    if (text !== this.#firstNamed || !isAnswer('unit', answer) || wholeGovernment.includes(answer)) return undefined;
    return this.book.entry('unit', answer, name);
  }

  /** Asks for the code of the OPD that the titles name. @returns false where they name none, or where it was answered */
  asksUnit(): boolean {
    if (!this.namedUnit || isAnswer('unit', this.answers['unit'] ?? '')) return false;
    const { text, ref } = this.namedUnit;
    this.openUnit ??= { sheet: this.sheet, ref, text };
    return true;
  }

  #line(kind: StatementKind, line: Line): void {
    this.tally(kind).add(line.unit, line.account, line.amount);
    this.sink.line(kind, line);
  }

  /** A text that is kept inside; one with personal data is held back and said. */
  freeText(row: Row, column: Column | undefined, text = column ? textAt(row, column.index) : ''): string {
    if (!column || text === '') return '';
    return this.privacy.kept(text.slice(0, longestText), this.sheet, column, row.number);
  }

  /** As `freeText`; where social aid is paid, a package is often named for who receives it: then none is kept. */
  packageName(row: Row, column: Column | undefined, account: Code, text?: string): string {
    const name = this.freeText(row, column, text);
    if (name === '' || !isWithin(account, socialAid)) return name;
    this.recipients++;
    return '';
  }

  /** Counts a row whose business key was there before; the package as printed, then as it should have been typed. */
  key(row: Row, codes: readonly (CodeEntry | undefined)[], rawPackage: string, name: string, extra = ''): void {
    const typed = this.#keyOf(codes, name, extra);
    const tidy = rawPackage === name;
    const known = tidy ? this.#tidy.add(typed) : this.#printed.add(this.#keyOf(codes, rawPackage, extra));
    const similar = tidy ? this.#typed.has(typed) : this.#typed.add(typed) || this.#tidy.has(typed);
    if (known) {
      this.duplicates++;
      if (this.firstDuplicate.ref === '') this.firstDuplicate = { sheet: this.sheet, ref: String(row.number) };
    } else if (similar) this.nearDuplicates++;
  }

  #keyOf(codes: readonly (CodeEntry | undefined)[], name: string, extra: string): number {
    const hash = this.#hash.start();
    for (const code of codes) hash.number(code?.id ?? 0);
    if (extra !== '') hash.text(extra);
    return hash.text(name).value();
  }

  /** A row's bidang is always one of its OPD's slots; said once for each pair that is not. */
  checkBidang(row: Row, unit: CodeEntry | undefined, activity: CodeEntry | undefined): void {
    if (!unit || !activity) return;
    const pair = unit.id * 4_194_304 + activity.id;
    if (pair === this.#lastPair) return;
    this.#lastPair = pair;
    const own = activity.bidang[0] ?? '';
    if (own.length !== 4 || own === '0.00' || unit.bidang.includes(own) || this.#strangers.has(`${unit.id} ${own}`)) return;
    this.#strangers.add(`${unit.id} ${own}`);
    this.find('bidang-not-in-unit', String(row.number), own, unit.printed);
  }

  /** @param guilty false where what lies beneath already explains the difference: it is listed, not found again. */
  reconcile(what: Words, place: string, file: Sen, computed: Sen, guilty = true): void {
    const equal = file === computed;
    this.reconciliation.push({ what, place, file: toDecimal(file), computed: toDecimal(computed), equal });
    if (!equal && guilty) this.find('total-differs', place, toDecimal(file), toDecimal(computed));
  }

  entry(kind: CodeKind, row: Row, code: Column | undefined, name: Column | undefined): CodeEntry | undefined {
    if (!code) return undefined;
    const cell = row.cells[code.index];
    if (cell === undefined || cell.kind === 'empty') return undefined;
    const called = name === undefined ? undefined : row.cells[name.index];
    return this.book.entry(kind, cell.text, called?.text ?? '', cell.shared);
  }
}
