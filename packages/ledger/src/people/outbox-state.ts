import type { IsoInstant } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';

/** Mails that are still to be sent, of all governments. */
export interface OutboxState {
  waiting: number;
  /** Those among them that a mail server was asked to take, and did not. */
  refused: number;
  /** Since when the oldest refused mail waits; null: none was refused. */
  oldest: IsoInstant | null;
}

export async function outboxState(read: Reading): Promise<OutboxState> {
  const rows = await read.selectFrom('outbox').select(['queued_at', 'attempts']).where('next_at', 'is not', null).execute();
  const refused = rows.filter(({ attempts }) => Number(attempts) > 0);
  const [oldest = null] = refused.map(({ queued_at }) => queued_at).toSorted();
  return { waiting: rows.length, refused: refused.length, oldest };
}
