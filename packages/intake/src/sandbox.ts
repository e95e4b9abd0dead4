import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CodeName, type FindingCode, finding, type Line, type StatementHead } from '@sipkadin/budget';
import type { Contents } from './containers/archive.ts';
import type { Intake, IntakeOptions } from './intake.ts';
import type { RememberedMapping } from './mapping/choose.ts';
import type { Marking, MarkOutcome } from './marks/mark-file.ts';
import { describedRefusal, emptyReport, type InspectReport, tellFindings } from './report.ts';
import { sniff } from './sniff.ts';
import { readSpool } from './spool.ts';
import type { Surroundings } from './surroundings.ts';

export interface ReadOptions extends IntakeOptions {
  /** Folder for the lines on their way; a temporary one by default. */
  spoolDir?: string;
  signal?: AbortSignal;
  /** Instead of the usual ones. */
  limits?: Partial<ReadLimits>;
}

export interface ReadStatement {
  head: StatementHead;
  names: CodeName[];
  /** The lines in the order of the file; streams, and can be asked again until `dispose`. */
  lines(): Generator<Line>;
}

export interface Reading {
  report: InspectReport;
  /** Empty while questions are open or the file was refused. */
  statements: ReadStatement[];
  /** Removes the spooled lines. */
  dispose(): void;
}

/** What the child is told, */
export interface Order {
  path: string;
  name: string;
  container: string;
  spool: string;
  answers: Readonly<Record<string, string>>;
  government: string | undefined;
  mappings: readonly RememberedMapping[];
  /** Instead of reading the file: show the rows around one of a sheet. */
  around?: { sheet: string; row: number; by: number };
  /** Instead of reading the file: lay the files of an archive into the spool's folder. */
  unpack?: true;
  /** Instead of reading the file: write it with marks into the spool's folder. */
  mark?: Marking;
}

/** and what it says. */
export type Message =
  | { type: 'progress'; progress: { stage: 'opening' | 'reading' | 'checking'; rows: number } }
  | { type: 'done'; intake: Intake }
  | { type: 'around'; around: Surroundings | null }
  | { type: 'unpacked'; report: InspectReport; contents: Contents | undefined }
  | { type: 'marked'; outcome: MarkOutcome }
  | { type: 'fault'; text: string };

/** A fault of ours in the child, with its stack: for the log, not for people. */
export class IntakeFault extends Error {}

/** What reading one file may cost. */
export interface ReadLimits {
  /** Of V8's heap; with buffers and code the process stays well below twice that. */
  heapMegabytes: number;
  /** Of the process's private memory, where the system can bound it. */
  dataBytes: number;
  /**
   * Time for a file of so many bytes: the processor's where the system can bound it, so that a busy machine refuses nothing,
   * with a wall clock of four times that behind it; else the wall clock's.
   */
  milliseconds: (bytes: number) => number;
}

const usualLimits: ReadLimits = {
  heapMegabytes: 320,
  dataBytes: 900_000_000,
  milliseconds: (bytes) => 9_500 + Math.round((bytes / 10_000_000) * 20_000),
};

export const spoolPrefix = 'sipkadin-lines-';
const oldSpool = 24 * 3_600_000;

let prlimit: boolean | undefined;
/** Linux's tool for limits that V8 does not know of: Buffers live outside of its heap. */
function hasPrlimit(): boolean {
  prlimit ??= process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;
  return prlimit;
}

/** Code made ready once, kept beside the installed packages: a child starts in half the time and a third less memory. */
const codeCache = getCompileCacheDir() ?? join(import.meta.dirname, '../node_modules/.cache/code');

function start(limits: ReadLimits, milliseconds: number): ReturnType<typeof spawn> {
  const node = [
    '--disable-warning=ExperimentalWarning',
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--max-semi-space-size=8',
    join(import.meta.dirname, 'child.ts'),
  ];
  const stdio: ('ignore' | 'pipe' | 'ipc')[] = ['ignore', 'ignore', 'pipe', 'ipc'];
  // No environment but these: the child has no business with secrets, tokens or database addresses.
  const env = { NODE_COMPILE_CACHE: codeCache, PATH: '/usr/bin:/bin' };
  const options = { stdio, env, serialization: 'advanced' as const };
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return hasPrlimit()
    ? spawn('prlimit', [`--data=${limits.dataBytes}`, `--cpu=${seconds}:${seconds + 2}`, '--core=0', process.execPath, ...node], options)
    : spawn(process.execPath, node, options);
}

/**
 * Reads one file in a child process under limits on memory and time, without a database and without secrets.
 * Whatever is wrong with the file is in the report; only a fault of ours throws.
 * @throws IntakeFault | DOMException (AbortError, when `signal` fires)
 */
export async function read(path: string, name: string, options: ReadOptions = {}): Promise<Reading> {
  const { answers = {}, government, mappings = [], onProgress = () => {}, signal } = options;
  signal?.throwIfAborted();
  const folder = options.spoolDir ?? tmpdir();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const spool = mkdtempSync(join(folder, spoolPrefix));
  sweep(folder, statSync(spool).mtimeMs - oldSpool);
  const dispose = () => rmSync(spool, { recursive: true, force: true });
  try {
    const container = sniff(path, name);
    const bytes = statSync(path).size;
    const limits = { ...usualLimits, ...options.limits };
    const order: Order = { path, name, container, spool, answers, government, mappings };
    const intake = await inChild(
      order,
      { bytes, limits, onProgress, signal },
      (message) => message.type === 'done' && message.intake,
      (...why) => refused(order, ...why),
    );
    const statements = intake.statements.map(({ head, names }) => ({ head, names, lines: () => readSpool(spool, head.kind) }));
    return { report: intake.report, statements, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/**
 * The rows around one of a kept file, read under the same limits; null where there is no such row, or the file cannot be read.
 * @throws IntakeFault
 */
export async function rowsAround(path: string, name: string, around: NonNullable<Order['around']>): Promise<Surroundings | null> {
  const order: Order = { path, name, container: sniff(path, name), spool: '', answers: {}, government: undefined, mappings: [], around };
  const circumstances = { bytes: statSync(path).size, limits: usualLimits, onProgress: () => {}, signal: undefined };
  const found = await inChild(
    order,
    circumstances,
    (message) => message.type === 'around' && [message.around],
    () => [null],
  );
  return found[0] ?? null;
}

/** The child's part of `unpack`. A report without findings and contents: no archive of files. @throws IntakeFault */
export function unpackInChild(
  path: string,
  name: string,
  spool: string,
  { signal, limits: special }: Pick<ReadOptions, 'signal' | 'limits'>,
): Promise<{ report: InspectReport; contents: Contents | undefined }> {
  const order: Order = { path, name, container: 'zip', spool, answers: {}, government: undefined, mappings: [], unpack: true };
  return inChild(
    order,
    { bytes: statSync(path).size, limits: { ...usualLimits, ...special }, onProgress: () => {}, signal },
    (message) => message.type === 'unpacked' && message,
    (...why) => ({ type: 'unpacked' as const, report: refused(order, ...why).report, contents: undefined }),
  );
}

/** The child's part of `mark`. @throws IntakeFault | DOMException (AbortError, when `signal` fires) */
export function markInChild(
  path: string,
  name: string,
  spool: string,
  mark: Marking,
  { signal, limits: special }: Pick<ReadOptions, 'signal' | 'limits'>,
): Promise<MarkOutcome> {
  const container = sniff(path, name);
  const order: Order = { path, name, container, spool, answers: {}, government: undefined, mappings: [], mark };
  return inChild(
    order,
    { bytes: statSync(path).size, limits: { ...usualLimits, ...special }, onProgress: () => {}, signal },
    (message) => message.type === 'marked' && message.outcome,
    (code, value): MarkOutcome => ({ refusal: describedRefusal(finding(code, { value })) }),
  );
}

/** What a killed process left behind: spools from before that time. Younger ones may be another process's. */
function sweep(folder: string, before: number): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(spoolPrefix)) continue;
    const path = join(folder, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? before) < before) rmSync(path, { recursive: true, force: true });
  }
}

function refused(order: Order, code: FindingCode, value: string): Intake {
  return { report: { ...emptyReport(order.name, order.container), ...tellFindings([finding(code, { value })]) }, statements: [] };
}

interface Circumstances {
  bytes: number;
  limits: ReadLimits;
  onProgress: NonNullable<IntakeOptions['onProgress']>;
  signal: AbortSignal | undefined;
}

/** @param taken what a message of the child answers, false for another one */
function inChild<T extends object>(
  order: Order,
  { bytes, limits, onProgress, signal }: Circumstances,
  taken: (message: Message) => T | false,
  refusal: (code: FindingCode, value: string) => T,
): Promise<T> {
  const milliseconds = limits.milliseconds(bytes);
  return new Promise((resolve, reject) => {
    const child = start(limits, milliseconds);
    let stderr = '';
    let outcome: T | undefined;
    let fault: string | undefined;
    let tooSlow = false;
    const timer = setTimeout(
      () => {
        tooSlow = true;
        child.kill('SIGKILL');
      },
      hasPrlimit() ? milliseconds * 4 : milliseconds,
    );
    const abort = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', abort, { once: true });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 20_000) stderr += chunk.toString();
    });
    child.on('message', (message: Message) => {
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'fault') fault = message.text;
      else outcome = taken(message) || undefined;
    });
    child.on('error', (error) => {
      fault ??= error.message;
    });
    child.on('close', (code, by) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else if (outcome) resolve(outcome);
      else if (tooSlow || by === 'SIGXCPU') resolve(refusal('reading-too-slow', String(Math.round(milliseconds / 1000))));
      else if (
        by !== null ||
        code === 134 ||
        /heap out of memory|Array buffer allocation|Cannot allocate|ENOMEM/i.test(`${stderr}${fault ?? ''}`)
      )
        // Whatever kills a process that only reads one file, is that file: memory in most cases.
        resolve(refusal('reading-too-large', String(bytes)));
      else reject(new IntakeFault(fault ?? `child ended with ${code ?? by}: ${stderr}`));
    });
    child.send(order);
  });
}
