/**
 * Mutants of real files, thousands of them, half of the tables' with another meaning (a dividing column, a unit blanked, a
 * period renamed, codes as floats, an amount on the next line, percentages): each is read right, asked about or refused with a reason, in time and in
 * bounded memory, and meanwhile a server that is given some of them goes on answering.
 * `npm run fuzz -- --count 5000 --seed 1 [--server 200]`
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseDecimal, type StatementKind } from '@sipkadin/budget';
import { type InspectReport, type LineSink, read } from '@sipkadin/intake';
import { writeBuruFiles } from '@sipkadin/intake/buru';
import { bytesOfTable, type MeaningfulTable, meaningOf, tableOf, usualAnswers } from '@sipkadin/intake/meaning';
import { type Mutant, mutantOf, type Original, originalOf } from '@sipkadin/intake/mutant';
import { fuzzServer } from './fuzz-server.ts';
import { seeded } from './seeded.ts';

const data = join(import.meta.dirname, '../../shared/data');
/** On a machine with nothing else to do; no test looks at a clock. */
const tooLong = 10_000;

export interface FuzzResult {
  mutants: number;
  /** By original and outcome. */
  outcomes: Record<string, Record<string, number>>;
  /** Mutants of one changed amount, by what became of it. */
  amounts: { moved: number; notALeaf: number; asked: number; refused: number };
  /** Mutants of a changed meaning (a dividing column, a unit blanked …), by what was done: read, asked, blocked or refused. */
  meanings: Record<string, Record<string, number>>;
  slowest: { milliseconds: number; what: string };
  /** What must not be: a fault, a wrong sum, a refusal without its reason. */
  wrong: string[];
}

/** Paths of the files that mutants are made of: those of ../shared/data or, where it is absent, the reduced figures of Buru. */
export function fuzzFiles(): string[] {
  if (!existsSync(data)) return writeBuruFiles();
  const names = readdirSync(data).filter((name) => /\.(?:xlsx|csv|json)$/.test(name) && !name.startsWith('ref_'));
  return names.sort().map((name) => join(data, name));
}

interface Fuzzing {
  /** Paths of originals. */
  files: readonly string[];
  /** Mutants in all, taken from each in turn. */
  count: number;
  seed: number;
  /** By default in a process of its own, as a server reads. */
  readFile?: typeof read;
}

export async function fuzz({ files, count, seed, readFile = read }: Fuzzing): Promise<FuzzResult> {
  const chance = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-fuzz-'));
  const result: FuzzResult = {
    mutants: 0,
    outcomes: {},
    amounts: { moved: 0, notALeaf: 0, asked: 0, refused: 0 },
    meanings: {},
    slowest: { milliseconds: 0, what: '' },
    wrong: [],
  };
  try {
    const originals: { original: Original; report: InspectReport; table: Meaningful | undefined }[] = [];
    for (const path of files) {
      const original = await originalOf(path);
      const { report } = await judged(folder, { ...original, what: 'itself' }, readFile);
      originals.push({ original, report, table: await meaningful(folder, path, original.name, readFile) });
    }
    const lanes = Array.from({ length: 2 }, (_, lane) => lane);
    const mutants = (function* () {
      for (let at = 0; at < count; at++) {
        const source = originals[at % originals.length];
        if (source === undefined) continue;
        const { original, report, table } = source;
        // Half of the mutants of a table are sound files of another meaning.
        const changed = table && chance() < 0.5 ? meaningOf(table.table, table.report, chance) : undefined;
        yield { at, report, mutant: changed ?? mutantOf(original, chance) };
      }
    })();
    await Promise.all(
      lanes.map(async (lane) => {
        const own = join(folder, String(lane));
        for (const { at, mutant, report } of mutants)
          await hold({ folder: own, what: `${at} ${mutant.name} ${mutant.what}`, readFile }, mutant, report, result);
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return result;
}

interface Meaningful {
  table: MeaningfulTable;
  report: InspectReport;
}

/** A table of the file with what is read of it where its questions are answered; undefined where it cannot be submitted then. */
async function meaningful(folder: string, path: string, name: string, readFile: typeof read): Promise<Meaningful | undefined> {
  const table = await tableOf(path, name);
  if (!table) return undefined;
  const whole = { name: table.name, what: 'its table', bytes: bytesOfTable(table), answers: usualAnswers };
  const { report } = await judged(folder, whole, readFile);
  const isSound = report.outcome === 'read' && !report.findings.some(({ severity }) => severity === 'blocking');
  return isSound ? { table, report } : undefined;
}

async function hold(
  { folder, what, readFile }: { folder: string; what: string; readFile: typeof read },
  mutant: Mutant,
  before: InspectReport,
  result: FuzzResult,
): Promise<void> {
  result.mutants++;
  try {
    const { report, milliseconds, wrong } = await judged(folder, mutant, readFile);
    for (const text of wrong) result.wrong.push(`${what}: ${text}`);
    const outcomes = (result.outcomes[mutant.name] ??= {});
    outcomes[report.outcome] = (outcomes[report.outcome] ?? 0) + 1;
    if (milliseconds > result.slowest.milliseconds) result.slowest = { milliseconds, what };
    if (mutant.check) {
      const kind = (result.meanings[mutant.what.replace(/ (?:of row )?\d+ /, ' ')] ??= {});
      const became =
        report.outcome === 'read' && report.findings.some(({ severity }) => severity === 'blocking') ? 'blocked' : report.outcome;
      kind[became] = (kind[became] ?? 0) + 1;
      const fault = mutant.check(report);
      if (fault !== undefined) result.wrong.push(`${what}: ${fault}`);
    }
    if (mutant.moved !== undefined) holdAmount(what, mutant.moved, { before, report }, result);
  } catch (error) {
    result.wrong.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function judged(
  folder: string,
  mutant: Mutant,
  readFile: typeof read,
): Promise<{ report: InspectReport; milliseconds: number; wrong: string[] }> {
  const path = `${folder}-${mutant.name}`;
  writeFileSync(path, mutant.bytes);
  const start = performance.now();
  const totals = new Map<StatementKind, bigint>();
  const sink: LineSink = {
    line: (kind, { amount }) => void totals.set(kind, (totals.get(kind) ?? 0n) + amount),
    restart: () => totals.clear(),
  };
  try {
    const { report, statements } = await readFile(path, mutant.name, { spoolDir: folder, sink, answers: mutant.answers ?? {} });
    const milliseconds = Math.round(performance.now() - start);
    const wrong = [...unsound(report)];
    for (const { head } of statements) {
      const total = totals.get(head.kind) ?? 0n;
      if (total !== head.total) wrong.push(`${head.kind}: ${total} in its lines, ${head.total} in its head`);
    }
    return { report, milliseconds, wrong };
  } finally {
    rmSync(path);
  }
}

/** What a report may never be, whatever the file. */
function* unsound({ outcome, findings, questions, statements }: InspectReport): Generator<string> {
  if (outcome === 'refused' && !findings.some(({ severity }) => severity === 'blocking')) yield 'refused without a reason';
  if (outcome === 'asked' && questions.length === 0) yield 'asked without a question';
  if (outcome === 'read' && statements.length === 0) yield 'read without a statement';
  for (const { code, message, remedy } of findings)
    for (const text of [message.id, message.en, remedy.id, remedy.en])
      if (text === '' || /\{\w+\}/.test(text)) yield `${code} says "${text}"`;
}

/** One leaf's amount went up: the sum went up as much, or the file asks or is refused; a total's amount moves nothing. */
function holdAmount(
  what: string,
  moved: bigint,
  { before, report }: { before: InspectReport; report: InspectReport },
  result: FuzzResult,
): void {
  if (report.outcome === 'refused') result.amounts.refused++;
  else if (report.outcome !== before.outcome) result.amounts.asked++;
  else {
    const differences = Object.keys(before.totals)
      // Where revenue, spending and financing have no common sum, each has its own.
      .filter((key) => !key.includes(':') || (/:\d$/.test(key) && !(key.slice(0, -2) in before.totals)))
      .map((key) => (parseDecimal(report.totals[key] ?? '0') ?? 0n) - (parseDecimal(before.totals[key] ?? '0') ?? 0n))
      .filter((difference) => difference !== 0n);
    if (differences.length === 0) result.amounts.notALeaf++;
    else if (differences.length === 1 && differences[0] === moved) result.amounts.moved++;
    else result.wrong.push(`${what}: sums moved by ${differences.join(' and ')}, not ${moved}`);
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
      server: { type: 'string', default: '200' },
    },
  });
  const files = fuzzFiles();
  const result = await fuzz({ files, count: Number(values.count), seed: Number(values.seed) });
  // The second half may fail by itself.
  process.stderr.write(`${JSON.stringify(result)}\n`);
  const server = await fuzzServer({ files, count: Number(values.server), seed: Number(values.seed) });
  process.stdout.write(`${JSON.stringify({ ...result, server }, undefined, 2)}\n`);
  const held = result.wrong.length + server.wrong.length === 0 && result.slowest.milliseconds <= tooLong;
  process.exitCode = held ? 0 : 1;
}
