import { UsageError } from '../command.ts';

/** A fiscal year as given on the command line. */
export function yearOf(flag: unknown): number {
  if (typeof flag !== 'string' || !/^20\d\d$/.test(flag)) throw new UsageError('--year is a year such as 2026');
  return Number(flag);
}
