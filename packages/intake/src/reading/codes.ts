import { type Code, type CodeKind, type CodeName, type Line, toDecimal } from '@sipkadin/budget';
import { codeNumbers } from '../limits.ts';
import type { Answers } from '../questions/answers.ts';
import { unit as unitQuestion } from '../questions/unit.ts';
import type { NamedInTitles } from '../scope/unit-in-titles.ts';
import type { Column } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { CodeBook, type CodeEntry, type CodeTrouble } from './code-book.ts';
import { KeyHash, KeySet } from './key-set.ts';
import type { ReadFindings } from './read-findings.ts';

/** The codes of a file: what they are called, which rows repeat them, and the OPD of lines that have none. */
export class Codes {
  /** The OPD that the titles of this sheet name without its code. */
  namedUnit: NamedInTitles | undefined;
  /** Told apart from the rows of other parts of a table, which have the same codes. */
  part = '';
  duplicates = 0;
  nearDuplicates = 0;
  firstDuplicate = { sheet: '', ref: '' };
  readonly #book = new CodeBook();
  readonly #findings: ReadFindings;
  readonly #answers: Answers;
  #firstNamed: string | undefined;
  readonly #alsoNamed = new Set<string>();
  /** Keys of rows whose package is printed as it should have been typed: nearly all; then of the others, both ways. */
  readonly #tidy = new KeySet();
  readonly #printed = new KeySet();
  readonly #typed = new KeySet();
  readonly #hash = new KeyHash();
  readonly #strangers = new Set<string>();
  #lastPair = -1;
  /** The unit that was read last: rows name theirs before their activity. */
  #lastUnit: CodeEntry | undefined;

  constructor(findings: ReadFindings, answers: Answers) {
    this.#findings = findings;
    this.#answers = answers;
  }

  get trouble(): CodeTrouble {
    return this.#book.trouble;
  }

  names(): CodeName[] {
    return this.#book.names();
  }

  nameOf(kind: CodeKind, code: Code): string {
    return this.#book.nameOf(kind, code);
  }

  /** The code of a text, with the name that it has in the same row. @returns undefined where the text is no such code */
  entry(kind: CodeKind, printed: string, name: string): CodeEntry | undefined {
    return this.#entry(kind, printed, name);
  }

  /** The code in a row's column, with its name from another. @returns undefined for an empty cell or one that is no such code */
  at(kind: CodeKind, row: Row, code: Column | undefined, name: Column | undefined): CodeEntry | undefined {
    if (!code) return undefined;
    const cell = row.cells[code.index];
    if (cell === undefined || cell.kind === 'empty') return undefined;
    const called = name === undefined ? undefined : row.cells[name.index];
    return this.#entry(kind, cell.text, called?.text ?? '', cell.shared);
  }

  #entry(kind: CodeKind, printed: string, name: string, shared?: number): CodeEntry | undefined {
    if (kind === 'activity' && isOfEveryField(printed)) return this.#book.entry(kind, withField(printed, this.#lastUnit), name);
    const entry = this.#book.entry(kind, printed, name, shared);
    if (kind === 'unit' && entry !== undefined) this.#lastUnit = entry;
    return entry;
  }

  /** The OPD that the titles name without its code, by the code that was answered. One answer is for one OPD, the first that is named. */
  answeredUnit(): CodeEntry | undefined {
    if (!this.namedUnit) return undefined;
    const { text, name } = this.namedUnit;
    this.#firstNamed ??= text;
    const answer = this.#answers.of(unitQuestion);
    if (text !== this.#firstNamed || answer === undefined || answer === 'whole') return undefined;
    return this.#book.entry('unit', answer.printed, name);
  }

  /** Asks for the code of the OPD that the titles name. @returns false where they name none, or where it was answered */
  asksUnit(): boolean {
    if (!this.namedUnit || this.#answers.of(unitQuestion) !== undefined) return false;
    const { text, ref } = this.namedUnit;
    this.#findings.ask(unitQuestion, { sheet: this.#findings.sheet, ref, text });
    return true;
  }

  /** A line with the OPD that the titles name, where its row names none. */
  withUnit(line: Line): Line {
    if (line.unit !== '' || !this.namedUnit || this.#answers.of(unitQuestion) === 'whole') return line;
    const unit = this.answeredUnit()?.code ?? '';
    const { text, ref } = this.namedUnit;
    if (unit === '' && !this.asksUnit() && !this.#alsoNamed.has(text)) {
      this.#findings.find('row-without-code', ref, toDecimal(line.amount), text);
      this.#alsoNamed.add(text);
    }
    return { ...line, unit };
  }

  /** Counts a row whose codes and package came before; the package as printed, then as it should have been typed. */
  countKey(row: Row, codes: readonly (CodeEntry | undefined)[], rawPackage: string, name: string, extra = ''): void {
    const typed = this.#keyOf(codes, name, extra);
    const tidy = rawPackage === name;
    const known = tidy ? this.#tidy.add(typed) : this.#printed.add(this.#keyOf(codes, rawPackage, extra));
    const similar = tidy ? this.#typed.has(typed) : this.#typed.add(typed) || this.#tidy.has(typed);
    if (known) {
      this.duplicates++;
      if (this.firstDuplicate.ref === '') this.firstDuplicate = { sheet: this.#findings.sheet, ref: String(row.number) };
    } else if (similar) this.nearDuplicates++;
  }

  #keyOf(codes: readonly (CodeEntry | undefined)[], name: string, extra: string): number {
    const hash = this.#hash.start();
    for (const code of codes) hash.number(code?.id ?? 0);
    if (extra !== '' || this.part !== '') hash.text(`${this.part}${extra}`);
    return hash.text(name).value();
  }

  /** An activity's bidang is always one of its OPD's; a pair that is not is found once. */
  checkBidang(row: Row, unit: CodeEntry | undefined, activity: CodeEntry | undefined): void {
    if (!unit || !activity) return;
    const pair = unit.id * codeNumbers + activity.id;
    if (pair === this.#lastPair) return;
    this.#lastPair = pair;
    const own = activity.bidang[0] ?? '';
    if (own.length !== 4 || own === '0.00' || unit.bidang.includes(own) || this.#strangers.has(`${unit.id} ${own}`)) return;
    this.#strangers.add(`${unit.id} ${own}`);
    this.#findings.find('bidang-not-in-unit', String(row.number), own, unit.printed);
  }
}

/** SIPD prints the programs that every field of government has ("non urusan") as X.XX.01 … */
function isOfEveryField(printed: string): boolean {
  const first = printed.charCodeAt(0);
  return (first === 88 || first === 120) && /^x\.xx\./i.test(printed);
}

/** With the field of its OPD, of several the first; as it is where no OPD is known. */
function withField(printed: string, unit: CodeEntry | undefined): string {
  return unit?.bidang[0] === undefined ? printed : printed.replace(/^x\.xx/i, unit.bidang[0]);
}
