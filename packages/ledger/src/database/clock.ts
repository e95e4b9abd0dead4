import type { IsoInstant } from '@sipkadin/budget';
import { sql } from 'kysely';
import type { Dialect, Reading } from './database.ts';

/**
 * Seconds by which a clock is behind the ledger; negative: ahead. PostgreSQL has a clock of its own. SQLite has this machine's, so
 * there the last record of the audit trail is the measure: a clock that was set back is behind it, and is never known to be ahead.
 * @param at what the clock shows now
 * @returns null where nothing was recorded yet
 */
export async function clockBehind({ read, dialect }: { read: Reading; dialect: Dialect }, at: IsoInstant): Promise<number | null> {
  if (dialect === 'postgres') {
    const clock = sql<{ at: string }>`(select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at)`;
    const { at: shown } = await read.selectFrom(clock.as('clock')).select('at').executeTakeFirstOrThrow();
    return (Date.parse(shown) - Date.parse(at)) / 1000;
  }
  const last = await read.selectFrom('audit').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last === undefined ? null : Math.max(0, (Date.parse(last.at) - Date.parse(at)) / 1000);
}
