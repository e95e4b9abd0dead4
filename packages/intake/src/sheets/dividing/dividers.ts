import { findRegion, monthName, regionByCode } from '@sipkadin/budget';
import type { Answers } from '../../questions/answers.ts';
import { month as monthQuestion } from '../../questions/month.ts';
import { region as regionQuestion } from '../../questions/region.ts';
import { stage as stageQuestion } from '../../questions/stage.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { mostStatements } from '../../reading/several.ts';
import { version as versionQuestion } from '../../scope/version.ts';
import { year as yearQuestion } from '../../scope/year.ts';
import { versionIn } from '../../table/budget-version.ts';
import { lastMonthIn, monthIn, yearsIn } from '../../table/dates.ts';
import { type Column, type Header, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';
import type { Candidate } from '../survey.ts';

type Dividing = 'year' | 'stage' | 'month' | 'region';

const labels: Readonly<Record<Dividing, RegExp>> = {
  year: /^(?:TAHUN|TAHUN (?:ANGGARAN|APBD)|THN|TA|T A|YEAR|FISCAL YEAR)$/,
  stage:
    /^(?:(?:KODE |NAMA |ID |JENIS )?(?:TAHAP|TAHAPAN|VERSI|JADWAL)(?: (?:ANGGARAN|APBD|BELANJA))?|STATUS (?:ANGGARAN|APBD)|JENIS (?:APBD|ANGGARAN))$/,
  month: /^(?:(?:NAMA |KODE )?(?:BULAN|BLN|TRIWULAN|TW|SEMESTER)|PERIODE|MONTH|PERIOD)$/,
  region:
    /^(?:NAMA |KODE )?(?:PEMDA|PEMERINTAH DAERAH|DAERAH|KABUPATEN|KAB|KABUPATEN KOTA|KAB KOTA|KOTA|PROVINSI|PROPINSI|WILAYAH|REGION)$/,
};

/** Tables of which these columns are read otherwise, or in which their values add up: payments of several months. */
const apart: Readonly<Partial<Record<Candidate['shape'], readonly Dividing[]>>> = {
  template: ['year', 'stage', 'month', 'region'],
  regions: ['year', 'stage', 'month', 'region'],
  'region-rows': ['year', 'month', 'region'],
  register: ['month', 'stage'],
  'cash-plan': ['month'],
};

/** The columns by which a table may be divided, one of a kind: of several names of regions the narrowest. */
function dividingColumns({ columns }: Header, shape: Candidate['shape']): { kind: Dividing; column: Column }[] {
  const kinds = (Object.keys(labels) as Dividing[]).filter((kind) => apart[shape]?.includes(kind) !== true);
  return kinds.flatMap((kind) => {
    const own = columns.filter(({ label, spill }) => !spill && labels[kind].test(label));
    const column = own.findLast(({ label }) => !/PROVINSI|PROPINSI/.test(label)) ?? own[0];
    return column ? [{ kind, column }] : [];
  });
}

/** Thrown at the second value of a dividing column: the sheet is read again, and only the rows of one value. */
export class Divided extends Error {
  /** "sheet!letters" */
  readonly place: string;

  constructor(place: string) {
    super(place);
    this.place = place;
  }
}

interface Value {
  value: string;
  /** As printed, and where first. */
  text: string;
  ref: string;
}

/**
 * The columns that divide a table into several: of years, of stages of the budget, of months, of regions. Such a column
 * chooses: the rows of its values are never added up. Which value counts is answered; until then the first is read.
 */
export class Dividers {
  readonly columns: readonly Column[];
  readonly #all: Divider[];

  constructor(context: ReadContext, { readable, shape }: Candidate, divided: ReadonlySet<string>) {
    const found = dividingColumns(readable.header, shape);
    this.columns = found.map(({ column }) => column);
    this.#all = found.map(({ kind, column }) => new Divider(context, kind, column, divided.has(`${context.sheet}!${column.letters}`)));
  }

  /** Whether a row belongs to what is read. @throws Divided */
  take(row: Row): boolean {
    let taken = true;
    for (const divider of this.#all) if (!divider.take(row)) taken = false;
    return taken;
  }

  /** To be called after the last row: asks which values count, or says what the only ones are evidence of. */
  end(): void {
    for (const divider of this.#all) divider.end();
  }
}

class Divider {
  readonly #context: ReadContext;
  readonly #kind: Dividing;
  readonly #column: Column;
  readonly #divides: boolean;
  readonly #values = new Map<string, Value>();
  readonly #wanted: string | undefined;
  #last: { text: string; value: string } | undefined;

  constructor(context: ReadContext, kind: Dividing, column: Column, divides: boolean) {
    this.#context = context;
    this.#kind = kind;
    this.#column = column;
    this.#divides = divides;
    this.#wanted = answerTo(kind, context.answers);
  }

  take(row: Row): boolean {
    const text = row.cells[this.#column.index]?.text ?? '';
    if (text !== '' && text !== this.#last?.text) {
      const value = valueOf(this.#kind, textAt(row, this.#column.index));
      if (value !== undefined) this.#see(row, text, value);
    }
    if (!this.#divides || this.#last === undefined) return true;
    const wanted = this.#wanted ?? this.#values.values().next().value?.value;
    return this.#last.value === wanted || isAnswerOf(this.#kind, this.#last, wanted);
  }

  #see(row: Row, text: string, value: string): void {
    this.#last = { text, value };
    if (this.#values.has(value)) return;
    this.#values.set(value, { value, text: textAt(row, this.#column.index), ref: `${this.#column.letters}${row.number}` });
    if (!this.#divides && this.#values.size > 1) throw new Divided(`${this.#context.sheet}!${this.#column.letters}`);
  }

  end(): void {
    const values = [...this.#values.values()];
    const [only] = values;
    if (only === undefined) return;
    if (!this.#divides) return this.#testify(only);
    const isAnswered = values.some((value) => value.value === this.#wanted || isAnswerOf(this.#kind, value, this.#wanted));
    if (isAnswered && this.#wanted !== undefined) return this.#testify(values.find(({ value }) => value === this.#wanted) ?? only);
    if (this.#kind === 'region' && this.#wanted !== undefined)
      return this.#context.findings.find('region-missing', this.#column.letters, regionByCode(this.#wanted)?.name ?? this.#wanted);
    this.#ask(values);
    if (this.#wanted !== undefined) this.#context.lines.waiting = true;
  }

  #testify({ value, text, ref }: Value): void {
    const { evidence } = this.#context;
    const said = `${this.#column.printed} ${text}`;
    if (this.#kind === 'year') evidence.add('year', value, ref, said);
    else if (this.#kind === 'region') {
      if (/^\d/.test(value)) evidence.add('government', value, ref, said);
    } else if (this.#kind === 'month') {
      const number = monthIn(value);
      if (number !== undefined) evidence.hint(`s.d. ${monthName(number, 'id')}`, ref);
    } else if (versionIn(text) !== undefined) evidence.add('version', versionIn(text) ?? '', ref, said);
  }

  #ask(values: readonly Value[]): void {
    const { evidence, findings, sheet } = this.#context;
    const { letters, printed } = this.#column;
    if (this.#kind === 'year' || this.#isVersions(values)) {
      const subject = this.#kind === 'year' ? 'year' : 'version';
      for (const { value, text, ref } of values) evidence.add(subject, value, ref, `${printed} ${text}`);
      evidence.offer(
        subject,
        values.map(({ value }) => value),
      );
      if (values.length <= mostStatements) evidence.each.add(subject);
    } else if (this.#kind === 'region') {
      findings.ask(regionQuestion, { sheet, regions: values.map(({ value, text }) => ({ value, name: text })) });
    } else {
      const question = this.#kind === 'month' ? monthQuestion : stageQuestion;
      findings.ask(question, {
        sheet,
        ref: letters,
        label: printed,
        values: values.map(({ text }) => text),
        each: this.#areMonths(values),
      });
    }
  }

  /** Whether the values are periods that each end on another day. */
  #areMonths(values: readonly Value[]): boolean {
    const months = values.map(({ text }) => lastMonthIn(text));
    return this.#kind === 'month' && !months.includes(undefined) && new Set(months).size === months.length;
  }

  #isVersions(values: readonly Value[]): boolean {
    return this.#kind === 'stage' && values.every(({ text }) => versionIn(text) !== undefined);
  }
}

function answerTo(kind: Dividing, answers: Answers): string | undefined {
  if (kind === 'year') return answers.of(yearQuestion)?.toString();
  if (kind === 'region') return answers.of(regionQuestion);
  if (kind === 'month') return answers.of(monthQuestion);
  return answers.of(stageQuestion) ?? answers.of(versionQuestion);
}

/** A month or a stage may be answered as it is printed, however it is written. */
function isAnswerOf(kind: Dividing, { value, text }: Pick<Value, 'value' | 'text'>, wanted: string | undefined): boolean {
  if (wanted === undefined) return false;
  return value === valueOf(kind, wanted) || plain(text) === plain(wanted);
}

/** What a cell of a dividing column says; undefined for what is no such value. */
function valueOf(kind: Dividing, text: string): string | undefined {
  if (text === '') return undefined;
  if (kind === 'year') return yearsIn(text, false)[0]?.toString();
  if (kind === 'region') return (regionByCode(text) ?? findRegion(text))?.code ?? plain(text);
  if (kind === 'stage') return versionIn(text) ?? plain(text);
  return monthIn(text)?.toString() ?? plain(text);
}
