import { type FiscalYear, fiscalYear, type IsoInstant } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { instantOf, latestLeaseEnd, leaseEnd } from '../ledger.ts';

/** A government's year, which one worker at a time publishes, withdraws or recovers. */
export interface PublishedYear {
  government: string;
  year: FiscalYear;
}

/**
 * Claims a year for a worker, for so many milliseconds, or extends the worker's own claim. A claim that has expired is taken over.
 * @returns false where another worker holds it
 */
export async function claimPublishing(
  tx: Writing,
  { government, year }: PublishedYear,
  { worker, milliseconds }: { worker: string; milliseconds: number },
): Promise<boolean> {
  const at = instantOf(tx);
  const claim = { worker, claimed_until: leaseEnd(tx, milliseconds) };
  const claimed = await tx
    .insertInto('publishing')
    .values({ government, year, ...claim })
    .onConflict((conflict) =>
      conflict
        .columns(['government', 'year'])
        .doUpdateSet(claim)
        .where((where) =>
          where.or([
            where('publishing.worker', '=', worker),
            where('publishing.claimed_until', '<=', at),
            where('publishing.claimed_until', '>', latestLeaseEnd(at)),
          ]),
        ),
    )
    .returning('worker')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Ends a worker's claim; nothing where it was lost. */
export async function releasePublishing(tx: Writing, { government, year }: PublishedYear, worker: string): Promise<void> {
  await tx.deleteFrom('publishing').where('government', '=', government).where('year', '=', year).where('worker', '=', worker).execute();
}

/** For the transaction that records an edition. @throws LedgerError `busy` where the claim was lost: another worker is publishing */
export async function mustHoldPublishing(read: Reading, { government, year }: PublishedYear, worker: string): Promise<void> {
  const held = await read
    .selectFrom('publishing')
    .select('worker')
    .where('government', '=', government)
    .where('year', '=', year)
    .where('worker', '=', worker)
    .executeTakeFirst();
  if (held === undefined) throw new LedgerError('busy', `the claim on publishing ${government}/${year} was lost`);
}

/** Years that a worker has claimed; with an instant, those whose claim has expired by then: the worker died, and what it left is to be recovered. */
export async function claimedYears(read: Reading, expiredAt?: IsoInstant): Promise<PublishedYear[]> {
  let query = read.selectFrom('publishing').select(['government', 'year']);
  if (expiredAt !== undefined)
    query = query.where((where) =>
      where.or([where('claimed_until', '<=', expiredAt), where('claimed_until', '>', latestLeaseEnd(expiredAt))]),
    );
  return (await query.execute()).map(({ government, year }) => ({ government, year: fiscalYear(Number(year)) }));
}
