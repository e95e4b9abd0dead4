import type { IsoInstant } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';

/** The queue of uploads to be read, of all governments. */
export interface QueueState {
  /** Uploads that nobody reads. */
  waiting: number;
  /** Uploads whose claim holds. */
  reading: number;
  /** Readings that a fault of the program ended. */
  failed: number;
  /** Since when the first of those waits that nobody reads; null: none waits. */
  oldest: IsoInstant | null;
}

/** @param at the instant by which claims hold or have expired */
export async function queueState(read: Reading, at: IsoInstant): Promise<QueueState> {
  const rows = await read.selectFrom('waiting').select(['failed', 'claimed_until', 'queued_at']).execute();
  const failed = rows.filter((row) => row.failed !== '');
  const reading = rows.filter((row) => row.failed === '' && row.claimed_until !== null && row.claimed_until > at);
  const waiting = rows.filter((row) => !failed.includes(row) && !reading.includes(row));
  const [oldest = null] = waiting.map((row) => row.queued_at).toSorted();
  return { waiting: waiting.length, reading: reading.length, failed: failed.length, oldest };
}

/** A reading that a fault of the program ended. */
export interface FailedReading {
  upload: string;
  fileName: string;
  /** When the reading was queued. */
  queuedAt: IsoInstant;
  /** The reference under which the fault is in the log. */
  reference: string;
}

/** Failed readings of a government, newest first. */
export async function failedReadings(read: Reading, government: string): Promise<FailedReading[]> {
  const rows = await read
    .selectFrom('waiting')
    .innerJoin('upload', 'upload.id', 'waiting.upload')
    .select(['waiting.upload', 'file_name', 'queued_at', 'failed'])
    .where('government', '=', government)
    .where('failed', '!=', '')
    .orderBy('waiting.seq', 'desc')
    .execute();
  return rows.map(({ upload, file_name: fileName, queued_at: queuedAt, failed: reference }) => ({ upload, fileName, queuedAt, reference }));
}

/**
 * How many uploads have which last step, of all governments. A file whose figures a later one has superseded counts by its own last
 * step, because telling them apart means comparing every statement.
 */
export async function uploadsByStep(read: Reading): Promise<Map<string, number>> {
  const rows = await read
    .selectFrom('step')
    .select(({ fn }) => ['step', fn.countAll().as('count')])
    .where('seq', 'in', ({ selectFrom }) =>
      selectFrom('step')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .groupBy('upload'),
    )
    .groupBy('step')
    .execute();
  return new Map(rows.map(({ step, count }) => [step, Number(count)]));
}
