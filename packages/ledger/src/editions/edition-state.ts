import {
  ancestor,
  type Basis,
  type BudgetVersion,
  type Code,
  type CodeName,
  dayInJakarta,
  type FiscalYear,
  type Government,
  type IsoDate,
  isoDate,
  level,
  type Month,
  netInto,
  opdOf,
  type Place,
  type Sen,
  type StatementKind,
} from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { heldAgainst, type StatedTotal } from '../figures/assertions.ts';
import type { EffectiveStatements } from '../figures/effective.ts';
import { effectiveLines } from '../figures/effective-lines.ts';
import { effectiveStatements, type FigureRow, type FiguresQuery, loadFigures, partOf, settingsOf } from '../figures/figures.ts';
import type { Verified } from '../figures/verified-statements.ts';
import { furtherState, type StateFurther } from './further-state.ts';
import {
  latestByMonth,
  monthAmounts,
  monthDays,
  monthProgress,
  type StateDay,
  type StateMonth,
  type StateProgress,
} from './month-amounts.ts';
import { type StateOfficial, type StateSource, sourcesOf } from './state-sources.ts';

/** The ledger's half of an edition's content; that package's types, which may not be imported from here. */
export interface EditionState {
  government: Government;
  year: FiscalYear;
  asOf: IsoDate;
  basis: Basis | null;
  version: BudgetVersion | null;
  names: CodeName[];
  sources: StateSource[];
  lines: StateLine[];
  months: StateMonth[];
  progress: StateProgress[];
  days: StateDay[];
  official: StateOfficial[];
  further: StateFurther;
}

export interface StateLine extends Place {
  source: string;
  measure: 'budget' | 'plan' | 'realization' | 'progress';
  version: BudgetVersion | null;
  unit: Code;
  activity: Code;
  account: Code;
  fund: Code;
  month: Month | null;
  document: string | null;
  date: IsoDate | null;
  amount: Sen;
}

/**
 * Everything that counts of a government's year, in a fixed order: the same sequence gives the same state for ever.
 * @throws LedgerError `not-found` for a government that is not there
 */
export async function editionState(read: Reading, query: Omit<FiguresQuery, 'unit' | 'account'>): Promise<EditionState> {
  const code = query.government;
  const { name, basis } = await settingsOf(read, query);
  const count = await effectiveStatements(read, query);
  const figures = await loadFigures(read, query);
  const summaryOnly = new Set(figures.official.map(partOf));
  const lines = await linesThatCount(read, count, query.year, summaryOnly);
  const months = await monthAmounts(read, query, count);
  const { totals, assertions } = await heldAgainst(read, query, figures);
  const official = [...officialTotals(figures.official, count), ...totalsOfStatements(totals, count)];
  const used = new Set([
    ...lines.map(({ source }) => source),
    ...official.map(({ source }) => source),
    ...latestByMonth(months, count.asOf),
  ]);
  const { sources, sheets } = await sourcesOf(
    read,
    count.statements.filter(({ id }) => used.has(id)),
  );
  // The one sheet of a .csv or a page is called as its file.
  for (const line of lines) line.sheet = sheets.get(line.source)?.get(line.sheet) ?? line.sheet;
  const measured = sources.some(({ kind }) => kind === 'realization' || kind === 'register');
  return {
    government: { code, name },
    year: query.year,
    asOf: count.asOf ?? lastDay(sources, query.year),
    basis: measured ? basis : null,
    version: count.version,
    names: await namesOf(
      read,
      count.statements.filter(({ id }) => used.has(id)),
      lines,
    ),
    sources,
    lines,
    months,
    progress: await monthProgress(read, count),
    days: monthDays(count, lines, months),
    official,
    further: await furtherState(read, query, { count, assertions, used, sheets }),
  };
}

/** A budget alone is of the day it was verified, within its year. */
function lastDay(sources: readonly StateSource[], year: FiscalYear): IsoDate {
  const verified =
    sources
      .map(({ verifiedAt }) => dayInJakarta(verifiedAt))
      .toSorted()
      .at(-1) ?? isoDate(year, 1, 1);
  const end = isoDate(year, 12, 31);
  const start = isoDate(year, 1, 1);
  return verified > end ? end : verified < start ? start : verified;
}

const measures: Readonly<Record<StatementKind, StateLine['measure']>> = {
  budget: 'budget',
  'cash-plan': 'plan',
  realization: 'realization',
  register: 'realization',
  progress: 'progress',
};

async function linesThatCount(
  read: Reading,
  count: EffectiveStatements,
  year: FiscalYear,
  summaryOnly: ReadonlySet<string>,
): Promise<StateLine[]> {
  const lines: StateLine[] = [];
  for (const kind of ['budget', 'cash-plan', 'realization', 'register', 'progress'] as const) {
    const measure = measures[kind];
    for await (const { statement, line } of effectiveLines(read, count, kind, year)) {
      const version = measure === 'budget' || measure === 'plan' ? statement.version : null;
      // Where units report, a summary is the official total and not a line of its own.
      if (line.unit === '' && summaryOnly.has(partOf({ measure, version, account: line.account }))) continue;
      lines.push({
        source: statement.id,
        measure,
        version,
        unit: line.unit,
        activity: line.activity,
        account: line.account,
        fund: line.fund,
        month: measure === 'plan' ? (line.month ?? null) : null,
        document: line.document ?? null,
        date: line.date ?? null,
        amount: line.amount,
        sheet: line.sheet,
        row: line.row,
        column: line.column,
      });
    }
  }
  return lines;
}

/** Official totals at akun, kelompok and jenis. */
function officialTotals(
  rows: readonly (Omit<StatedTotal, 'measure'> & Pick<FigureRow, 'measure'>)[],
  count: EffectiveStatements,
): StateOfficial[] {
  const totals = new Map<string, StateOfficial>();
  const dates = new Map(count.statements.map(({ id, asOf }) => [id, asOf]));
  for (const { measure, version, account, amount, statement } of rows) {
    if (measure === 'plan' || (measure === 'budget' && version !== count.version)) continue;
    for (let parts = 1; parts <= Math.min(3, level(account)); parts++) {
      const code = ancestor(account, parts);
      const key = `${measure}|${code}`;
      const known = totals.get(key);
      const share = netInto(code, account, amount);
      if (known) known.amount += share;
      else totals.set(key, { measure, account: code, amount: share, source: statement, asOf: dates.get(statement) ?? null });
    }
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

/** Totals of coarser statements that cover all that counts, each statement's for itself. */
function totalsOfStatements(totals: readonly StatedTotal[], count: EffectiveStatements): StateOfficial[] {
  const byStatement = Map.groupBy(totals, ({ statement }) => statement);
  return [...byStatement.values()].flatMap((own) => officialTotals(own, count));
}

/** Names of the codes in use and of all above them, as the statement verified last has them. */
async function namesOf(read: Reading, statements: readonly Verified[], lines: readonly StateLine[]): Promise<CodeName[]> {
  const wanted = new Set<string>();
  const want = (kind: CodeName['kind'], code: Code) => {
    for (let parts = level(code); parts > 0; parts--) {
      const key = `${kind}|${ancestor(code, parts)}`;
      if (wanted.has(key)) return;
      wanted.add(key);
    }
  };
  for (const { unit, activity, account, fund } of lines) {
    wanted.add(`unit|${unit}`);
    wanted.add(`unit|${opdOf(unit)}`);
    want('activity', activity);
    want('account', account);
    want('fund', fund);
  }
  const names = new Map<string, CodeName>();
  for (const { seq } of [...statements].sort((a, b) => a.verifiedAt - b.verifiedAt || a.seq - b.seq)) {
    for (const { kind, code, printed, name } of await read
      .selectFrom('name')
      .selectAll()
      .where('statement', '=', seq)
      .orderBy('kind')
      .orderBy('code')
      .execute()) {
      if (isKind(kind) && wanted.has(`${kind}|${code}`) && name !== '') names.set(`${kind}|${code}`, { kind, code, printed, name });
    }
  }
  return [...names.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function isKind(text: string): text is CodeName['kind'] {
  return text === 'account' || text === 'activity' || text === 'unit' || text === 'fund';
}
