import type { FiscalYear, IsoInstant } from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { getGovernment } from '../governments.ts';
import { instantOf } from '../ledger.ts';

export interface AlertEvent {
  key: string;
  event: 'seen' | 'ended' | 'acknowledged';
  at: IsoInstant;
  actor: string;
  note: string;
  /** JSON of what was seen; '' of the others. */
  detail: string;
}

interface OfYear {
  government: string;
  year: FiscalYear;
}

/** The events of a year's alerts, in the order in which they were stored. */
export async function alertEvents(read: Reading, { government, year }: OfYear): Promise<AlertEvent[]> {
  return read
    .selectFrom('alert_event')
    .select(['key', 'event', 'at', 'actor', 'note', 'detail'])
    .where('government', '=', government)
    .where('year', '=', year)
    .orderBy('seq')
    .execute();
}

/** Stores that alerts are there or are no longer; what another process has stored already is left out. */
export async function recordAlerts(
  tx: Writing,
  { government, year, seen, ended }: OfYear & { seen: readonly { key: string; detail: string }[]; ended: readonly string[] },
): Promise<void> {
  const open = openAlerts(await alertEvents(tx, { government, year }));
  const row = { government, year, at: instantOf(tx), actor: 'system', note: '' };
  const rows = [
    ...seen.filter(({ key }) => !open.has(key)).map(({ key, detail }) => ({ ...row, key, detail, event: 'seen' as const })),
    ...ended.filter((key) => open.has(key)).map((key) => ({ ...row, key, detail: '', event: 'ended' as const })),
  ];
  for (let at = 0; at < rows.length; at += 100)
    await tx
      .insertInto('alert_event')
      .values(rows.slice(at, at + 100))
      .execute();
}

/** The alerts that have not ended, by key, with whether somebody has acknowledged them. */
export function openAlerts(events: readonly AlertEvent[]): Map<string, { acknowledged: boolean }> {
  const open = new Map<string, { acknowledged: boolean }>();
  for (const { key, event } of events) {
    if (event === 'ended') open.delete(key);
    else if (event === 'seen' || open.has(key)) open.set(key, { acknowledged: event === 'acknowledged' });
  }
  return open;
}

/** How many alerts have not ended, of all governments and years. */
export async function countOpenAlerts(read: Reading): Promise<number> {
  const { count } = await read
    .selectFrom('alert_event')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('seq', 'in', ({ selectFrom }) =>
      selectFrom('alert_event')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .groupBy(['government', 'year', 'key']),
    )
    .where('event', '!=', 'ended')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Leadership takes note of an alert, in words that are kept with it and in the audit trail.
 * @throws LedgerError `not-found` where no such alert is open, `exists` where it was acknowledged already
 */
export async function acknowledgeAlert(
  tx: Writing,
  { government, year, key, note }: OfYear & { key: string; note: string },
  actor: string,
): Promise<void> {
  await getGovernment(tx, government);
  const alert = openAlerts(await alertEvents(tx, { government, year })).get(key);
  if (alert === undefined) throw new LedgerError('not-found', key);
  if (alert.acknowledged) throw new LedgerError('exists', key);
  await tx
    .insertInto('alert_event')
    .values({ government, year, key, event: 'acknowledged', at: instantOf(tx), actor, note, detail: '' })
    .execute();
  await appendAudit(tx, { actor, action: 'alert-acknowledged', government, subject: key, detail: { year, note } });
}
