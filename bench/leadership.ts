/**
 * What the screens of leadership cost the server: a city with 40 OPD and ten years of 300 thousand lines each. Every screen's own
 * answer is asked right after a change of the ledger, when nothing is kept, and again; beside it the rows that it rests on are read
 * and added up by the database alone. Part of `npm run bench -- leadership` alone: it stores three million lines first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FiscalYear, fiscalYear, type Line, monthEnd, type StatementHead, sum } from '@sipkadin/budget';
import {
  addGovernment,
  addStatements,
  keepReport,
  type Ledger,
  openLedger,
  receiveUpload,
  setGovernment,
  submitUpload,
  verifyUpload,
} from '@sipkadin/ledger';
import { yearEndForecast } from '../apps/desk/src/features/monitor/overview/forecast-data.ts';
import { leadershipSummary } from '../apps/desk/src/features/monitor/overview/overview-data.ts';
import { leadershipUnit, unitActivities } from '../apps/desk/src/features/monitor/unit/unit-data.ts';
import { currentAlerts } from '../apps/desk/src/features/oversight/alerts/alert-state.ts';

const city = '19.71';
const lastYear = 2026;
const years = 10;
const units = 40;
/** Lines of a budget and of each of ten snapshots; the cash plan has a line a month for a tenth of them. 300 thousand in all. */
const perStatement = 24_600;
const reported = 10;

const two = (value: number) => String(value).padStart(2, '0');
const unitOf = (at: number) => `1.${two(1 + (at % 8))}.0.00.0.00.${two(1 + (at % units))}.0000`;
const yearly = (at: number) => BigInt(12_000_000 + ((at * 7919) % 900_000_000));

interface Kind {
  head: Pick<StatementHead, 'kind' | 'version' | 'asOf' | 'basis'>;
  lines: () => Iterable<Line>;
}

function line(at: number, amount: bigint, row: number): Line {
  const place = { sheet: 'Sheet1', row, column: 'F' };
  return {
    unit: unitOf(at),
    activity: `1.${two(1 + (at % 8))}.${two(1 + (at % 5))}.2.01.${String(1 + (at % 70)).padStart(4, '0')}`,
    account: `5.${1 + (at % 2)}.${two(1 + (at % 3))}.01.001.${String(1 + (at % 99)).padStart(5, '0')}`,
    ...{ fund: '1.2.01.08', package: '', amount, ...place },
  };
}

function kindsOf(year: FiscalYear, lines: number): Kind[] {
  const all = Array.from({ length: lines }, (_, at) => at);
  const planned = all.filter((at) => at % 10 === 0);
  const plan = function* () {
    for (const at of planned) for (let month = 1; month <= 12; month++) yield { ...line(at, (yearly(at) * 10n) / 12n, at + 2), month };
  };
  const version = { version: 'murni', asOf: undefined, basis: undefined } as const;
  const until = year === lastYear ? reported : 12;
  const snapshots = Array.from({ length: reported }, (_, index) => until - reported + index + 1);
  return [
    { head: { kind: 'budget', ...version }, lines: () => all.map((at) => line(at, yearly(at), at + 2)) },
    { head: { kind: 'cash-plan', ...version }, lines: plan },
    ...snapshots.map(
      (month): Kind => ({
        head: { kind: 'realization', version: undefined, asOf: monthEnd(year, month), basis: 'sp2d' },
        lines: () => all.map((at) => line(at, (yearly(at) * BigInt(month) * BigInt(70 + (at % 29))) / 1200n, at + 2)),
      }),
    ),
  ];
}

/** Stores a budget, a cash plan and ten snapshots of a year, verified. @param size of each statement, in lines */
export async function fillYear(
  { ledger, folder }: { ledger: Ledger; folder: string },
  year: FiscalYear,
  { government = city, size = perStatement } = {},
): Promise<void> {
  const covers = Array.from({ length: units }, (_, at) => unitOf(at));
  for (const { head, lines } of kindsOf(year, size)) {
    const staging = ledger.stage(folder);
    const amounts: bigint[] = [];
    for (const one of lines()) {
      staging.line(head.kind, one);
      amounts.push(one.amount);
    }
    const scope = { government, year, from: undefined, covers, simulated: true };
    const full: StatementHead = { ...scope, ...head, lineCount: amounts.length, total: sum(amounts) };
    await ledger.transact(async (tx) => {
      const { id } = await receiveUpload(tx, { government, fileName: 'x.xlsx', hash: 'a'.repeat(64), bytes: 1, actor: 'clerk' });
      await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
      await addStatements(tx, id, staging, [{ head: full, names: [] }]);
      await submitUpload(tx, id, 'clerk');
      await verifyUpload(tx, id, 'verifier');
    }, staging);
    staging.dispose();
  }
}

/** The sums that a screen rests on, by the database alone: by OPD and month from the roll-ups, or of one position from the lines. */
async function rawSums({ read }: Ledger, what: 'roll-ups' | 'lines', unit?: string): Promise<unknown> {
  if (what === 'roll-ups')
    return read
      .selectFrom('rollup')
      .innerJoin('statement', 'statement.seq', 'rollup.statement')
      .select(({ fn }) => ['rollup.statement', 'unit', fn.sum('amount').as('amount')])
      .where('statement.year', '=', lastYear)
      .groupBy(['rollup.statement', 'unit'])
      .execute();
  let query = read
    .selectFrom('line')
    .innerJoin('statement', 'statement.seq', 'line.statement')
    .select(({ fn }) => ['line.statement', 'unit', 'activity', fn.sum('amount').as('amount')])
    .where('statement.year', '=', lastYear)
    .where((where) => where.or([where('kind', '!=', 'realization'), where('as_of', '=', monthEnd(lastYear, reported))]))
    .groupBy(['line.statement', 'unit', 'activity']);
  if (unit !== undefined) {
    const ids = await read.selectFrom('text').select('id').where('value', '=', unit).execute();
    query = query.where(
      'unit',
      'in',
      ids.map(({ id }) => Number(id)),
    );
  }
  return query.execute();
}

const today = `${lastYear}-11-30T03:00:00.000Z`;
const now = () => today;
const asked = { year: fiscalYear(lastYear), month: undefined };
const [unit, within] = [unitOf(0), ''];

type Ask = (ledger: Ledger) => Promise<unknown>;
const screens: Record<string, { ask: Ask; raw: Ask }> = {
  Ringkasan: {
    ask: (ledger) => leadershipSummary({ ledger, now, government: city }, asked),
    raw: (ledger) => Promise.all([rawSums(ledger, 'roll-ups'), rawSums(ledger, 'lines')]),
  },
  OPD: {
    ask: (ledger) => leadershipUnit({ ledger, now, government: city }, { ...asked, unit }),
    raw: (ledger) => Promise.all([rawSums(ledger, 'roll-ups'), rawSums(ledger, 'lines', unit)]),
  },
  'OPD, kegiatan': {
    ask: (ledger) => unitActivities({ ledger, now, government: city }, { ...asked, unit, within, level: 'kegiatan' }),
    raw: (ledger) => rawSums(ledger, 'lines', unit),
  },
  Prognosis: {
    ask: (ledger) => yearEndForecast({ ledger, now, government: city }, { year: fiscalYear(lastYear), month: reported }),
    raw: (ledger) => rawSums(ledger, 'roll-ups'),
  },
  Peringatan: { ask: (ledger) => currentAlerts(ledger, city, today), raw: (ledger) => rawSums(ledger, 'roll-ups') },
};

const percentile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export interface ScreenRow {
  screen: string;
  /** Right after a change, median of five; ms. */
  first: number;
  /** 95 of 100 answers while nothing changes; ms. */
  again: number;
  /** The same rows added up by the database alone, median of five; ms. */
  raw: number;
}

export async function leadershipScreens(say: (text: string) => void): Promise<ScreenRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-leadership-bench-'));
  const ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.sqlite')}` });
  try {
    await ledger.transact((tx) => addGovernment(tx, { code: city, name: 'Kota Pangkalpinang' }, 'bench'));
    const began = performance.now();
    for (let year = lastYear - years + 1; year <= lastYear; year++) await fillYear({ ledger, folder }, fiscalYear(year));
    say(`  ${years} years stored in ${Math.round((performance.now() - began) / 1000)} s`);
    const rows: ScreenRow[] = [];
    for (const [screen, { ask, raw }] of Object.entries(screens)) {
      await ask(ledger);
      const [first, plain]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < 5; turn++) {
        // A record of the audit trail: what was kept is no longer given.
        await ledger.transact((tx) => setGovernment(tx, city, { meetingDay: 1 + turn }, 'bench'));
        first.push(await timed(() => ask(ledger)));
        plain.push(await timed(() => raw(ledger)));
      }
      const again = [];
      for (let turn = 0; turn < 100; turn++) again.push(await timed(() => ask(ledger)));
      rows.push({ screen, first: percentile(first, 0.5), again: percentile(again, 0.95), raw: percentile(plain, 0.5) });
    }
    return rows;
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
