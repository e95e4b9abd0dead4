import {
  bySeverity,
  type CodeName,
  type Finding,
  type FiscalYear,
  finding,
  type Line,
  monthEnd,
  type StatementHead,
  type StatementKind,
} from '@sipkadin/budget';
import { describeFindings, type InspectReport } from '../findings/report.ts';
import { eachValue } from '../questions/stage.ts';
import type { Stated } from '../scope/infer-scope.ts';
import { wordsOf } from '../scope/scope-question.ts';
import { apartByName } from '../sheets/sheet-names.ts';
import { lastMonthIn } from '../table/dates.ts';
import { KeyHash } from './key-set.ts';
import type { LineSink } from './lines.ts';

/** Questions about a dividing column that can be answered so. */
const severalKeys = ['sheet', 'year', 'version', 'month'] as const;
type SeveralKey = (typeof severalKeys)[number];

/** Values that are read at once at most; more are chosen one by one. */
export const mostStatements = 24;

/** Statement slots of one value, for columns that divide its rows once more. */
const slotsWithin = 32;

/** What a reading gives; lines of a statement went to the sink with its slot. */
interface Reading {
  report: InspectReport;
  statements: { head: StatementHead; names: CodeName[]; slot: number }[];
  stated?: Stated;
}

type Answers = Readonly<Record<string, string>>;

const nowhere: LineSink = { line() {}, restart() {} };

/**
 * Reads a file, or each part of a file whose rows are of several years, versions or months and whose question is answered with
 * `eachValue`: each value is read as if it were answered alone.
 * @param read reads the file with these answers
 */
export async function readEach<Read extends Reading>(
  read: (answers: Answers, sink: LineSink) => Promise<Read>,
  answers: Answers,
  sink: LineSink,
): Promise<Read> {
  const key = severalKeys.find((one) => answers[one] === eachValue);
  if (key === undefined) return read(answers, sink);
  const { [key]: _, ...others } = answers;
  const whole = await readEach(read, others, nowhere);
  const question = whole.report.questions.find((one) => one.key === key && one.choices.some(({ value }) => value === eachValue));
  if (question === undefined) return read(answers, sink);
  const values = question.choices.flatMap(({ value }) => (value === eachValue ? [] : [value]));
  const apart = key === 'sheet' ? apartByName(values) : undefined;
  // Sheets that are not apart by their names are added up.
  if (key === 'sheet' && apart === undefined) return read(answers, sink);
  const dividing = apart?.key ?? key;
  const parts: { value: string; read: Read; sums: StatementSums }[] = [];
  for (const [at, value] of inOrder(dividing, values).entries()) {
    const scope = dividing === 'month' ? dayOf(value, whole.report.year) : apart && { [dividing]: apart.values.get(value) ?? '' };
    if (dividing === 'month' && scope === undefined) return whole;
    const sums = new StatementSums();
    const slot = (inner = 0) => at * slotsWithin + inner;
    const part = await readEach(
      read,
      { ...others, ...scope, [key]: value },
      {
        line(kind, line, inner) {
          sums.add(kind, line);
          sink.line(kind, line, slot(inner));
        },
        restart(inner) {
          sums.restart();
          sink.restart(slot(inner));
        },
      },
    );
    parts.push({ value, read: part, sums });
  }
  return together(dividing, parts, apart ? titlesThatDiffer(dividing, parts) : []);
}

/** The end of a month, up to which its realization counts. @returns undefined while the year is not known */
function dayOf(value: string, year: FiscalYear | null): { asOf: string } | undefined {
  const month = lastMonthOf(value);
  return year === null || month === undefined ? undefined : { asOf: monthEnd(year, month) };
}

/** Sheets that are called by another year, version or month than their own titles say. */
function titlesThatDiffer<Read extends Reading>(key: SeveralKey, parts: readonly Part<Read>[]): Finding[] {
  return parts.flatMap(({ value: sheet, read: { report, stated } }) => {
    const named = key === 'year' ? report.year?.toString() : key === 'version' ? report.budgetVersion : report.asOf;
    const titled = stated?.[key === 'year' || key === 'version' ? key : 'asOf'] ?? [];
    if (!named || titled.length === 0 || titled.includes(named)) return [];
    return [finding('sheet-title-differs', { sheet, value: titled[0] ?? '', expected: named })];
  });
}

/** Of a cell, or of the name of a sheet. */
const lastMonthOf = (value: string) => lastMonthIn(value) ?? lastMonthIn(wordsOf(value));

function inOrder(key: SeveralKey, values: readonly string[]): string[] {
  if (key === 'month') return values.toSorted((a, b) => (lastMonthOf(a) ?? 0) - (lastMonthOf(b) ?? 0));
  return key === 'year' ? values.toSorted() : [...values];
}

/** What the lines of one value add up to, by kind of statement, unit and account. */
class StatementSums {
  readonly #sums = new Map<StatementKind, Map<string, bigint>>();
  readonly #hashes = new Map<StatementKind, number>();
  readonly #hash = new KeyHash();

  add(kind: StatementKind, { unit, activity, account, fund, package: named, month, amount }: Line): void {
    const key = `${unit}|${account}`;
    const sums = this.#sums.get(kind) ?? new Map<string, bigint>();
    this.#sums.set(kind, sums.set(key, (sums.get(key) ?? 0n) + amount));
    const hash = this.#hash
      .start()
      .text(`${key}|${activity}|${fund}|${named}|${month ?? ''}|${amount}`)
      .value();
    // The same lines in another order have the same sum of hashes.
    this.#hashes.set(kind, ((this.#hashes.get(kind) ?? 0) + hash) % Number.MAX_SAFE_INTEGER);
  }

  restart(): void {
    this.#sums.clear();
    this.#hashes.clear();
  }

  of(kind: StatementKind): ReadonlyMap<string, bigint> {
    return this.#sums.get(kind) ?? new Map();
  }

  hashOf(kind: StatementKind): number {
    return this.#hashes.get(kind) ?? 0;
  }
}

/** Whether each value of a column has a statement of its own of a kind; otherwise its lines repeat beside each value. */
function isOfEach(key: SeveralKey, kind: StatementKind): boolean {
  if (key === 'year') return true;
  const isPlan = kind === 'budget' || kind === 'cash-plan';
  return key === 'version' ? isPlan : !isPlan;
}

type Part<Read> = { value: string; read: Read; sums: StatementSums };

/** One reading of all parts: their statements beside each other, their findings once each. */
function together<Read extends Reading>(key: SeveralKey, parts: readonly Part<Read>[], differing: readonly Finding[]): Read {
  const last = parts.at(-1)?.read;
  if (last === undefined) throw new Error('a dividing column has values');
  const kinds = new Set(parts.flatMap(({ read: { report } }) => report.statements.map(({ kind }) => kind)));
  const repeated = [...kinds].filter((kind) => !isOfEach(key, kind));
  const changed = repeated.filter((kind) => new Set(parts.map(({ sums }) => sums.hashOf(kind)).filter((hash) => hash !== 0)).size > 1);
  const isKept = (kind: StatementKind, read: Read) => isOfEach(key, kind) || read === lastWith(kind, parts);
  const found = [
    ...differing,
    ...changed.map((kind) => finding('repeated-amounts-differ', { value: kind, expected: parts.map(({ value }) => value).join(', ') })),
    ...(key === 'month' ? fallsBetween(parts) : []),
    ...(key === 'month' ? parts.map(({ read }) => finding('month-as-position', { value: read.report.asOf ?? '' })) : []),
  ];
  const reports = parts.map(({ read }) => read.report);
  const described = describeFindings(found).findings;
  const outcome = (['asked', 'refused', 'read'] as const).find((one) => reports.some((report) => report.outcome === one)) ?? 'read';
  const once = <Item>(items: readonly Item[]) => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  const shared = <Key extends 'year' | 'asOf' | 'budgetVersion'>(name: Key) =>
    new Set(reports.map((report) => report[name])).size === 1 ? last.report[name] : null;
  const sum = (of: (report: InspectReport) => number) => reports.reduce((all, report) => all + of(report), 0);
  const used = [...new Set(reports.flatMap(({ sheetsUsed }) => sheetsUsed))];
  const report: InspectReport = {
    ...last.report,
    sheetsUsed: used,
    sheetsLeftOut: once(reports.flatMap(({ sheetsLeftOut }) => sheetsLeftOut)).filter(({ name }) => !used.includes(name)),
    outcome,
    year: shared('year'),
    asOf: shared('asOf'),
    budgetVersion: shared('budgetVersion'),
    units: once(reports.flatMap(({ units }) => units)),
    rows: sum(({ rows }) => rows),
    lines: sum(({ statements }) => statements.reduce((all, { lines }) => all + lines, 0)),
    unfunded: sum(({ unfunded }) => unfunded),
    // Versions, years and positions are never added up.
    totals: {},
    statements: parts.flatMap(({ read }) =>
      read.report.statements.filter(({ kind }) => isKept(kind, read)).map((statement) => withScope(statement, read.report)),
    ),
    reconciliation: reports.flatMap(({ reconciliation }) => reconciliation),
    findings: once([...described, ...reports.flatMap(({ findings }) => findings)]).sort(bySeverity),
    questions: [...new Map(reports.flatMap(({ questions }) => questions.map((one) => [one.key, one] as const))).values()],
    simulated: reports.some(({ simulated }) => simulated),
  };
  const statements = parts.flatMap(({ read }, at) =>
    read.statements
      .filter(({ head }) => isKept(head.kind, read))
      .map((statement) => ({ ...statement, slot: at * slotsWithin + statement.slot })),
  );
  return { ...last, report, statements: outcome === 'read' ? statements : [] };
}

function lastWith<Read extends Reading>(kind: StatementKind, parts: readonly Part<Read>[]): Read | undefined {
  return parts.findLast(({ read }) => read.report.statements.some((statement) => statement.kind === kind))?.read;
}

type ReportedStatement = InspectReport['statements'][number];

/** A statement of the report with what tells it from the others of its kind. */
function withScope(statement: ReportedStatement, { year, asOf, budgetVersion, totals }: InspectReport): ReportedStatement {
  if (statement.of !== undefined) return statement;
  const measure = statement.kind === 'cash-plan' ? 'cashPlan' : statement.kind;
  const own = Object.entries(totals).filter(([name]) => name.startsWith(`${measure}:`));
  const day = statement.kind === 'budget' || statement.kind === 'cash-plan' ? null : asOf;
  return { ...statement, of: { year, asOf: day, version: budgetVersion, totals: Object.fromEntries(own) } };
}

/** A position up to the end of a month falls only by a correction: more than one fall in ten says that months are by themselves. */
function fallsBetween<Read extends Reading>(parts: readonly Part<Read>[]) {
  let pairs = 0;
  let falls = 0;
  for (const [at, { sums }] of parts.entries()) {
    const before = parts[at - 1]?.sums.of('realization') ?? new Map<string, bigint>();
    for (const [key, amount] of before) {
      pairs++;
      const now = sums.of('realization').get(key) ?? 0n;
      if (now < amount) falls++;
    }
  }
  return falls * 10 <= pairs ? [] : [finding('months-fall', { value: String(falls), expected: String(pairs) })];
}
