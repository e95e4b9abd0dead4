/**
 * The same city questions of a small and a large ledger: 300 thousand lines, and the same with 10 million of other
 * governments and years beside them. Takes a few minutes and 1 GB of disk; part of `npm run bench -- ledger` alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FiscalYear, fiscalYear, type Line, monthEnd, type StatementHead, sum } from '@sipkadin/budget';
import {
  addGovernment,
  addStatements,
  figuresByAccount,
  figuresByMonth,
  figuresByUnit,
  keepReport,
  type Ledger,
  openLedger,
  receiveUpload,
  submitUpload,
  verifyUpload,
} from '@sipkadin/ledger';

const units = 34;
const linesPerStatement = 6_000;
const two = (value: number) => String(value).padStart(2, '0');

function* lines(seed: number): Generator<Line> {
  for (let at = 0; at < linesPerStatement; at++) {
    const unit = `1.${two(1 + (at % 6))}.0.00.0.00.${two(1 + (at % units))}.0000`;
    yield {
      unit,
      activity: `1.${two(1 + (at % 6))}.${two(1 + (at % 5))}.2.01.${String(1 + (at % 70)).padStart(4, '0')}`,
      account: `5.${1 + (at % 2)}.${two(1 + (at % 6))}.01.001.${String(1 + (at % 99)).padStart(5, '0')}`,
      fund: '1.2.01.08',
      package: '',
      amount: BigInt(1_000_000 + ((at * 7919 + seed) % 900_000_000)),
      sheet: 'Sheet1',
      row: at + 2,
      column: 'F',
    };
  }
}

/** One government's year: a budget and twelve monthly snapshots. */
async function fillYear({ ledger, folder }: { ledger: Ledger; folder: string }, government: string, year: FiscalYear): Promise<void> {
  const heads: Partial<StatementHead>[] = [
    { kind: 'budget', version: 'murni', basis: undefined },
    ...Array.from({ length: 12 }, (_, at) => ({
      kind: 'realization' as const,
      asOf: monthEnd(year, at + 1),
      basis: 'sp2d' as const,
    })),
  ];
  const covers = [...new Set([...lines(0)].map(({ unit }) => unit))];
  for (const [seed, head] of heads.entries()) {
    const total = sum([...lines(seed)].map(({ amount }) => amount));
    const full: StatementHead = {
      ...{ kind: 'budget', government, year, asOf: undefined, from: undefined, basis: undefined, version: undefined },
      ...{ covers, lineCount: linesPerStatement, total, simulated: true },
      ...head,
    };
    const staging = ledger.stage(folder);
    for (const line of lines(seed)) staging.line(full.kind, line);
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

const rounds = 9;
const pairsPerRound = 300;

const percentile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

type Both = [small: number, large: number];

/**
 * Both ledgers in turn, in one process of one age. Asked one after the other, with ten million lines stored between, the same
 * small ledger is itself up to a third quicker or slower the second time. Which is first in a pair alternates. Of the rounds
 * the median is reported: rounds disturbed by other work on the machine do not count.
 */
async function inPairs(small: () => Promise<unknown>, large: () => Promise<unknown>): Promise<{ p99: Both; median: Both }> {
  for (let warm = 0; warm < 50; warm++) for (const ask of [small, large]) await ask();
  const found: { p99: Both; median: Both }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [ofSmall, ofLarge]: [number[], number[]] = [[], []];
    for (let at = 0; at < pairsPerRound; at++) {
      if (at % 2 === 0) ofSmall.push(await timed(small));
      ofLarge.push(await timed(large));
      if (at % 2 === 1) ofSmall.push(await timed(small));
    }
    const both = (share: number): Both => [percentile(ofSmall, share), percentile(ofLarge, share)];
    found.push({ p99: both(0.99), median: both(0.5) });
  }
  const middle = (of: (one: { p99: Both; median: Both }) => number) => percentile(found.map(of), 0.5);
  return {
    p99: [middle(({ p99 }) => p99[0]), middle(({ p99 }) => p99[1])],
    median: [middle(({ median }) => median[0]), middle(({ median }) => median[1])],
  };
}

export interface LedgerRow {
  question: string;
  /** 99 of 100 answers, and half of them, took no longer (ms). */
  p99: Both;
  median: Both;
}

const city = { government: '19.71', year: fiscalYear(2025) };
const questions: Record<string, (read: Ledger['read']) => Promise<unknown>> = {
  'spending by OPD': (read) => figuresByUnit(read, city),
  'by account': (read) => figuresByAccount(read, city),
  'by OPD and month': (read) => figuresByMonth(read, city),
};

export async function cityQueries(say: (text: string) => void, largeLines = 10_000_000): Promise<LedgerRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-ledger-bench-'));
  const [small, large] = await Promise.all(
    ['small', 'large'].map(async (name) => openLedger({ url: `sqlite:${join(folder, `${name}.sqlite`)}` })),
  );
  if (small === undefined || large === undefined) throw new Error('no ledger');
  try {
    for (const ledger of [small, large]) {
      await ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'bench'));
      for (let year = 2022; year <= 2025; year++) await fillYear({ ledger, folder }, '19.71', fiscalYear(year));
    }
    let stored = 4 * 13 * linesPerStatement;
    const started = performance.now();
    for (let number = 1; stored < largeLines; number++) {
      const code = `${11 + Math.floor(number / 90)}.${two(1 + (number % 90))}`;
      await large.transact((tx) => addGovernment(tx, { code, name: code }, 'bench'));
      for (let year = 2022; year <= 2025 && stored < largeLines; year++) {
        await fillYear({ ledger: large, folder }, code, fiscalYear(year));
        stored += 13 * linesPerStatement;
      }
    }
    say(`  ${stored} lines stored at ${Math.round(((stored - 312_000) / (performance.now() - started)) * 1000)} lines/s`);
    const rows: LedgerRow[] = [];
    for (const [question, ask] of Object.entries(questions)) {
      const times = await inPairs(
        () => ask(small.read),
        () => ask(large.read),
      );
      rows.push({ question, ...times });
    }
    return rows;
  } finally {
    await small.close();
    await large.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
