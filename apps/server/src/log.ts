import { format } from 'node:util';
import { type Logger, pino } from 'pino';
import type { Config } from './settings/config.ts';

export type Log = Logger;

/** Limits of the log. A client can cause records; it must not fill the disk with them, nor make one look like another. */
export const logLimits = {
  /** Characters of a text within a record. */
  text: 2_000,
  /** Characters of a record. */
  record: 16_000,
  /** Bytes in each period (in milliseconds): of all records, and of the records with the same `msg`. */
  period: 60_000,
  inAll: 1_000_000,
  perMessage: 200_000,
};

/**
 * The log of a process: one line of JSON a record, on stderr, because stdout holds a command's result alone. Written at once, so
 * that none is lost when the process ends. Records beyond the limits are dropped, and a record says how many.
 * @param write takes whole lines, for tests
 */
export function createLog(level: Config['logLevel'], write = standardError(), limits = logLimits): Log {
  const counted = newCounts();
  const log = pino(
    {
      ...{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      hooks: {
        logMethod(args, method, number) {
          // Only the fixed text of a record: an error without one brings its own message, which may hold anything.
          counted.note(number, typeof args[0] === 'string' ? args[0] : args[1]);
          return method.apply(this, args);
        },
      },
    },
    { write: limited(write, limits, counted.drop) },
  );
  counts.set(log, counted);
  return log;
}

/** How much was logged since the process started. */
interface LogCounts {
  /** Records by level. */
  records: ReadonlyMap<string, number>;
  /** Errors by their fixed text. */
  errors: ReadonlyMap<string, number>;
  dropped(): number;
  errorsLastHour(): number;
}

const counts = new WeakMap<Log, LogCounts>();

/** @throws for a log that `createLog` did not make */
export function logCounts(log: Log): LogCounts {
  const counted = counts.get(log);
  if (counted === undefined) throw new Error('not a log of createLog');
  return counted;
}

const minute = 60_000;
/** Errors have fixed texts; more of them than the program has means that one is not fixed. */
const mostErrorTexts = 100;

function newCounts() {
  const records = new Map<string, number>();
  const errors = new Map<string, number>();
  const errorsByMinute = new Map<number, number>();
  let droppedRecords = 0;
  const add = <Key>(to: Map<Key, number>, key: Key) => void to.set(key, (to.get(key) ?? 0) + 1);
  const lastHour = () => {
    const now = Math.floor(Date.now() / minute);
    for (const at of errorsByMinute.keys()) if (at <= now - 60) errorsByMinute.delete(at);
    return [...errorsByMinute.values()].reduce((sum, count) => sum + count, 0);
  };
  return {
    records,
    errors,
    note(level: number, text: unknown) {
      add(records, pino.levels.labels[level] ?? 'other');
      if (level < 50) return;
      const kind = typeof text === 'string' && (errors.has(text) || errors.size < mostErrorTexts) ? text : 'other';
      add(errors, kind);
      lastHour();
      add(errorsByMinute, Math.floor(Date.now() / minute));
    },
    drop: () => void (droppedRecords += 1),
    dropped: () => droppedRecords,
    errorsLastHour: lastHour,
  };
}

function standardError(): (line: string) => void {
  const destination = pino.destination({ fd: 2, sync: true });
  return (line) => void destination.write(line);
}

function limited(write: (line: string) => void, limits: typeof logLimits, onDrop: () => void): (line: string) => void {
  let written = new Map<string, number>();
  let all = 0;
  let dropped = 0;
  const begin = () => {
    const missed = dropped;
    written = new Map();
    all = 0;
    dropped = 0;
    if (missed > 0) report(missed);
  };
  const report = (records: number) => {
    const time = new Date().toISOString();
    write(`${JSON.stringify({ level: 40, time, dropped: records, msg: 'the log was full; records were dropped' })}\n`);
  };
  let next: NodeJS.Timeout | undefined;
  return (line) => {
    // The period begins with its first record, and its end reports what was dropped although nothing more is logged.
    next ??= setTimeout(() => {
      next = undefined;
      begin();
    }, limits.period).unref();
    const { text, message } = shortened(line, limits);
    const bytes = Buffer.byteLength(text);
    const same = (written.get(message) ?? 0) + bytes;
    if (all + bytes > limits.inAll || same > limits.perMessage) {
      dropped += 1;
      onDrop();
      return;
    }
    written.set(message, same);
    all += bytes;
    write(text);
  };
}

/** A record with long texts cut, and without characters that a terminal obeys or that reorder what is shown. */
function shortened(line: string, limits: typeof logLimits): { text: string; message: string } {
  const record = JSON.parse(line) as { level: number; time: string; msg?: string };
  const message = record.msg ?? '';
  let text = line.length > limits.text ? `${JSON.stringify(record, (_, value: unknown) => cut(value, limits.text))}\n` : line;
  // Many texts, each of them short enough.
  if (text.length > limits.record) {
    const { level, time } = record;
    text = `${JSON.stringify({ level, time, msg: cut(message, limits.text), cut: text.slice(0, limits.text) })}\n`;
  }
  return { text: text.replaceAll(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`), message };
}

/** JSON escapes the ASCII control characters; here are DEL, the second set of controls, line separators and marks of direction. */
const obeyed = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function cut(value: unknown, most: number): unknown {
  return typeof value === 'string' && value.length > most ? `${value.slice(0, most)}… (${value.length} characters)` : value;
}

/** Sends to the log what libraries print. @returns undoes it */
export function captureConsole(log: Log): () => void {
  const names = ['error', 'warn', 'info', 'log', 'debug'] as const;
  const own = names.map((name) => console[name]);
  for (const name of names) console[name] = (...printed: unknown[]) => log.warn({ printed: format(...printed) }, 'a library printed');
  return () => {
    for (const [at, name] of names.entries()) Object.assign(console, { [name]: own[at] });
  };
}
