/**
 * The same city questions on a small and a large ledger: 300 thousand lines, then 10 million of other governments and
 * years beside them. Takes a few minutes and 2 GB of disk; part of `npm run bench -- ledger` alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, monthEnd, type StatementHead } from '@sipkadin/budget';
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
async function year({ ledger, folder }: { ledger: Ledger; folder: string }, government: string, fiscalYear: number): Promise<void> {
  const heads: Partial<StatementHead>[] = [
    { kind: 'budget', version: 'murni', basis: undefined },
    ...Array.from({ length: 12 }, (_, at) => ({
      kind: 'realization' as const,
      asOf: monthEnd(fiscalYear, at + 1),
      basis: 'sp2d' as const,
    })),
  ];
  const covers = [...new Set([...lines(0)].map(({ unit }) => unit))];
  for (const [seed, head] of heads.entries()) {
    const full: StatementHead = {
      ...{ kind: 'budget', government, year: fiscalYear, asOf: undefined, from: undefined, basis: undefined, version: undefined },
      ...{ covers, lineCount: linesPerStatement, total: 0n, simulated: true },
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

async function p99(work: () => Promise<unknown>, times = 300): Promise<number> {
  for (let warm = 0; warm < 20; warm++) await work();
  const took: number[] = [];
  for (let at = 0; at < times; at++) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(times * 0.99)] ?? Number.NaN;
}

export interface LedgerRow {
  question: string;
  small: number;
  large: number;
}

export async function cityQueries(say: (text: string) => void, largeLines = 10_000_000): Promise<LedgerRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-ledger-bench-'));
  const ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.sqlite')}` });
  const city = { government: '19.71', year: 2025 };
  const questions: Record<string, () => Promise<unknown>> = {
    'spending by OPD': () => figuresByUnit(ledger.read, city),
    'by account': () => figuresByAccount(ledger.read, city),
    'by OPD and month': () => figuresByMonth(ledger.read, city),
  };
  try {
    await ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'bench'));
    for (let fiscalYear = 2022; fiscalYear <= 2025; fiscalYear++) await year({ ledger, folder }, '19.71', fiscalYear);
    const rows: LedgerRow[] = [];
    for (const [question, ask] of Object.entries(questions)) rows.push({ question, small: await p99(ask), large: Number.NaN });
    let stored = 4 * 13 * linesPerStatement;
    const started = performance.now();
    for (let number = 1; stored < largeLines; number++) {
      const code = `${11 + Math.floor(number / 90)}.${two(1 + (number % 90))}`;
      await ledger.transact((tx) => addGovernment(tx, { code, name: code }, 'bench'));
      for (let fiscalYear = 2022; fiscalYear <= 2025 && stored < largeLines; fiscalYear++) {
        await year({ ledger, folder }, code, fiscalYear);
        stored += 13 * linesPerStatement;
      }
    }
    say(`  ${stored} lines stored at ${Math.round(((stored - 312_000) / (performance.now() - started)) * 1000)} lines/s`);
    for (const row of rows) row.large = await p99(questions[row.question] ?? (() => Promise.resolve()));
    return rows;
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
