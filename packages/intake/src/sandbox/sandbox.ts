import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';

import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type CellCorrection, type FindingCode, finding } from '@sipkadin/budget';
import type { Contents } from '../containers/archive.ts';
import { beginsAsArchive, sniff } from '../containers/sniff.ts';
import { describedRefusal, describeFindings, emptyReport, type InspectReport } from '../findings/report.ts';
import type { Intake, IntakeOptions } from '../intake.ts';
import { type ReadLimits, readLimits } from '../limits.ts';
import type { RememberedMapping } from '../mapping/choose.ts';
import type { Marking, MarkOutcome } from '../marks/mark-file.ts';
import type { RegionsRead } from '../reading/all-regions.ts';
import type { LineSink } from '../reading/lines.ts';
import type { Surroundings } from '../sheets/surroundings.ts';
import type { TableCopy } from '../sheets/table-copy.ts';
import { LineReceiver } from './wire.ts';

export interface ReadOptions extends IntakeOptions {
  /** Cells that are read as if they held another value. */
  corrections?: readonly CellCorrection[];
  /** Where the lines go as they are read: into something that can be thrown away, for only the end decides whether they count. */
  sink?: LineSink;
  /** Folder for the files of an archive while it is looked into, or for a marked copy; a temporary one by default. */
  spoolDir?: string;
  signal?: AbortSignal;
  /** Instead of the usual ones. */
  limits?: Partial<ReadLimits>;
}

/** The request to the child, */
export interface Order {
  path: string;
  name: string;
  container: string;
  /** For the files of an archive, or of a marked copy. */
  folder?: string;
  answers: Readonly<Record<string, string>>;
  government: string | undefined;
  mappings: readonly RememberedMapping[];
  corrections?: readonly CellCorrection[];
  /** Instead of reading the file: show the rows around one of a sheet. */
  around?: { sheet: string; row: number; by: number };
  /** Instead of reading the file: lay the files of an archive into `folder`. */
  unpack?: true;
  /** Instead of reading the file: write it with marks into `folder`. */
  mark?: Marking;
  /** Instead of reading the file: copy the rows of its sheets into this file. */
  copy?: string;
  /** Instead of reading the file for one government: read its table of regions whole. */
  allRegions?: true;
}

/** and its messages. */
export type Message =
  | { type: 'progress'; progress: { stage: 'opening' | 'reading' | 'checking'; rows: number } }
  | { type: 'done'; intake: Intake }
  | { type: 'around'; around: Surroundings | null }
  | { type: 'unpacked'; report: InspectReport; contents: Contents | undefined }
  | { type: 'marked'; outcome: MarkOutcome }
  | { type: 'copied'; copy: TableCopy | undefined }
  | { type: 'regions'; read: RegionsRead }
  | { type: 'fault'; text: string };

/** A fault of ours in the child, with its stack: for the log, not for people. */
export class IntakeFault extends Error {}

/** Of folders that die with a reading; what a killed process left of them is swept up with the ledger's stagings. */
const spoolPrefix = 'sipkadin-lines-';

let prlimit: boolean | undefined;
/** Linux's tool for limits that V8 does not know of: Buffers live outside of its heap. */
function hasPrlimit(): boolean {
  prlimit ??= process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;
  return prlimit;
}

/** Code made ready once, kept beside the installed packages: a child starts in half the time and a third less memory. */
const codeCache = getCompileCacheDir() ?? join(import.meta.dirname, '../../node_modules/.cache/code');

function start(limits: ReadLimits, milliseconds: number): ReturnType<typeof spawn> {
  const node = [
    '--disable-warning=ExperimentalWarning',
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--max-semi-space-size=8',
    join(import.meta.dirname, '../../dist/child.js'),
  ];
  const stdio: ('ignore' | 'pipe' | 'ipc')[] = ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'];
  // No environment but these: the child has no business with secrets, tokens or database addresses.
  const env = { NODE_COMPILE_CACHE: codeCache, PATH: '/usr/bin:/bin' };
  const options = { stdio, env, serialization: 'advanced' as const };
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const child = hasPrlimit()
    ? spawn('prlimit', [`--data=${limits.dataBytes}`, `--cpu=${seconds}:${seconds + 2}`, '--core=0', process.execPath, ...node], options)
    : spawn(process.execPath, node, options);
  giveWay(child.pid);
  return child;
}

/** Whoever asks for a page comes before the reading of a file. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not let it: it is read all the same.
  }
}

/**
 * Reads one file in a child process under limits on memory and time, without a database and without secrets.
 * Whatever is wrong with the file is in the report; a fault of ours throws, and what the sink throws.
 * @throws IntakeFault | DOMException (AbortError, when `signal` fires)
 */
export async function read(path: string, name: string, options: ReadOptions = {}): Promise<Intake> {
  const { answers = {}, government, mappings = [], corrections = [], onProgress = () => {}, sink = nowhere, signal } = options;
  signal?.throwIfAborted();
  const order: Order = { path, name, container: sniff(path, name), answers, government, mappings, corrections };
  const circumstances = { bytes: statSync(path).size, limits: { ...readLimits, ...options.limits }, onProgress, sink, signal };
  const taken = (message: Message) => message.type === 'done' && message.intake;
  const refusal = (...why: [FindingCode, string]) => refused(order, ...why);
  if (!beginsAsArchive(path)) return inChild(order, circumstances, taken, refusal);
  const folder = spoolFolder(options.spoolDir);
  try {
    return await inChild({ ...order, folder }, circumstances, taken, refusal);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A new folder for the files of an archive, or for a marked copy. */
export function spoolFolder(parent = tmpdir()): string {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  return mkdtempSync(join(parent, spoolPrefix));
}

const nowhere: LineSink = { line() {}, restart() {} };

/**
 * The rows around one of a kept file, read under the same limits; null where there is no such row, or the file cannot be read.
 * @throws IntakeFault
 */
export async function rowsAround(
  path: string,
  name: string,
  around: NonNullable<Order['around']>,
  corrections: readonly CellCorrection[] = [],
): Promise<Surroundings | null> {
  const order: Order = { path, name, container: sniff(path, name), answers: {}, government: undefined, mappings: [], corrections, around };
  const circumstances = { bytes: statSync(path).size, limits: readLimits, onProgress: () => {}, sink: nowhere, signal: undefined };
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
  folder: string,
  { signal, limits: special }: Pick<ReadOptions, 'signal' | 'limits'>,
): Promise<{ report: InspectReport; contents: Contents | undefined }> {
  const order: Order = { path, name, container: 'zip', folder, answers: {}, government: undefined, mappings: [], unpack: true };
  return inChild(
    order,
    { bytes: statSync(path).size, limits: { ...readLimits, ...special }, onProgress: () => {}, sink: nowhere, signal },
    (message) => message.type === 'unpacked' && message,
    (...why) => ({ type: 'unpacked' as const, report: refused(order, ...why).report, contents: undefined }),
  );
}

/** The child's part of `mark`. @throws IntakeFault | DOMException (AbortError, when `signal` fires) */
export function markInChild(
  path: string,
  name: string,
  folder: string,
  mark: Marking,
  { signal, limits: special }: Pick<ReadOptions, 'signal' | 'limits'>,
): Promise<MarkOutcome> {
  const container = sniff(path, name);
  const order: Order = { path, name, container, folder, answers: {}, government: undefined, mappings: [], mark };
  return inChild(
    order,
    { bytes: statSync(path).size, limits: { ...readLimits, ...special }, onProgress: () => {}, sink: nowhere, signal },
    (message) => message.type === 'marked' && message.outcome,
    (code, value): MarkOutcome => ({ refusal: describedRefusal(finding(code, { value })) }),
  );
}

/** The child's part of `copyTable`; no copy of a file that cannot be opened. @throws IntakeFault | DOMException (AbortError, when `signal` fires) */
export function copyInChild(
  path: string,
  name: string,
  copy: string,
  { signal, limits: special }: Pick<ReadOptions, 'signal' | 'limits'>,
): Promise<{ copy: TableCopy | undefined }> {
  const order: Order = { path, name, container: sniff(path, name), answers: {}, government: undefined, mappings: [], copy };
  return inChild(
    order,
    { bytes: statSync(path).size, limits: { ...readLimits, ...special }, onProgress: () => {}, sink: nowhere, signal },
    (message): { copy: TableCopy | undefined } | false => message.type === 'copied' && { copy: message.copy },
    (): { copy: TableCopy | undefined } => ({ copy: undefined }),
  );
}

/**
 * Reads a table of many regions whole, in a child process under the limits of reading.
 * @returns faults where a cell cannot be used, or the file cannot be opened
 * @throws IntakeFault | DOMException (AbortError, when `signal` fires)
 */
export async function readRegions(path: string, name: string, { signal }: Pick<ReadOptions, 'signal'> = {}): Promise<RegionsRead> {
  signal?.throwIfAborted();
  const order: Order = { path, name, container: sniff(path, name), answers: {}, government: undefined, mappings: [], allRegions: true };
  return inChild(
    order,
    { bytes: statSync(path).size, limits: readLimits, onProgress: () => {}, sink: nowhere, signal },
    (message) => message.type === 'regions' && message.read,
    (code, value): RegionsRead => ({
      faults: [{ code: 'no-table', place: '', message: describedRefusal(finding(code, { value })).message }],
    }),
  );
}

function refused(order: Order, code: FindingCode, value: string): Intake {
  return {
    report: { ...emptyReport(order.name, order.container), ...describeFindings([finding(code, { value })]) },
    statements: [],
    works: [],
  };
}

interface Circumstances {
  bytes: number;
  limits: ReadLimits;
  onProgress: NonNullable<IntakeOptions['onProgress']>;
  sink: LineSink;
  signal: AbortSignal | undefined;
}

/** @param taken what a message of the child answers, false for another one */
function inChild<T extends object>(
  order: Order,
  { bytes, limits, onProgress, sink, signal }: Circumstances,
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
    let unheard: Error | undefined;
    const abort = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', abort, { once: true });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 20_000) stderr += chunk.toString();
    });
    const receiver = new LineReceiver(sink);
    (child.stdio[4] as Readable).on('data', (piece: Buffer) => {
      if (unheard) return;
      try {
        receiver.push(piece);
      } catch (error) {
        unheard = error instanceof Error ? error : new Error(String(error));
        child.kill('SIGKILL');
      }
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
      else if (unheard) reject(unheard);
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
