import type { IsoInstant } from '@sipkadin/budget';
import {
  claimedYears,
  clockBehind,
  countOpenAlerts,
  type Ledger,
  listEditions,
  listLogEntries,
  type OutboxState,
  outboxState,
  type QueueState,
  queueState,
  uploadsByStep,
} from '@sipkadin/ledger';

/** Numbers of the ledger, of all governments together. */
export interface LedgerState {
  queue: QueueState;
  outbox: OutboxState;
  clockBehind: number | null;
  /** How many uploads have which last step. */
  uploads: ReadonlyMap<string, number>;
  openAlerts: number;
  /** Years that a process has claimed to publish, and those whose claim has expired. */
  publishing: { claimed: number; expired: number };
  /** Leaves of the log of editions. */
  logSize: number;
  /** When the first and the last edition were published; null: none was. */
  editions: { first: IsoInstant | null; last: IsoInstant | null };
}

export async function ledgerState({ read, dialect }: Pick<Ledger, 'read' | 'dialect'>, at: IsoInstant): Promise<LedgerState> {
  const behind = await clockBehind({ read, dialect }, at);
  const published = (await listEditions(read)).map(({ publishedAt }) => publishedAt).toSorted();
  return {
    queue: await queueState(read, at),
    outbox: await outboxState(read),
    clockBehind: behind,
    uploads: await uploadsByStep(read),
    openAlerts: await countOpenAlerts(read),
    publishing: { claimed: (await claimedYears(read)).length, expired: (await claimedYears(read, at)).length },
    logSize: (await listLogEntries(read)).length,
    editions: { first: published[0] ?? null, last: published.at(-1) ?? null },
  };
}
