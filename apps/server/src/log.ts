import { type Logger, pino } from 'pino';
import type { Config } from './settings/config.ts';

export type Log = Logger;

/** Log lines go to stderr: stdout holds a command's result alone. Written at once, so that none is lost when the process ends. */
export function createLog(level: Config['logLevel']): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}
