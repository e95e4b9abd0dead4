import type { Published, PublishOrder } from '@sipkadin/workflow';
import { z } from 'zod';
import { procedureRights } from '../../rights/rights.ts';
import { type DeskContext, fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { reason } from '../uploads/review/review.api.ts';
import { differencesOf, partVersionOf } from './before-publishing.ts';
import { editionList, waitingUploads } from './publication.ts';

/*
 * An order may wait for others: the roles that it needs, and the latest edition that the person saw, go with it and are checked in the
 * transaction that records the edition.
 */
const { who: roles } = procedureRights['publication.publish'];
/** Carries out an order; the previews of its year are over once it is done. */
async function carryOut({ jobs, keptPreviews }: Pick<DeskContext, 'jobs' | 'keptPreviews'>, order: PublishOrder): Promise<Published> {
  const published = await jobs.publish(order);
  keptPreviews.drop(order);
  return published;
}

/** The latest edition of the year that the person saw; 0 for none. */
const seen = z.int().min(0).max(999_999);

export const publicationRouter = {
  editions: ofGovernment.query(({ ctx }) => editionList(ctx)),

  waiting: ofGovernment.query(({ ctx }) => waitingUploads(ctx)),

  /** What a publisher should know before publishing: where a report without details and the finer one that counts do not agree, and a latest version of the budget that only some OPD have. */
  differences: ofGovernment.input(z.object({ year: fiscalYear })).query(async ({ ctx, input: { year } }) => ({
    ...(await differencesOf({ ...ctx, year })),
    partVersion: await partVersionOf(ctx.ledger.read, { government: ctx.government, year }),
  })),

  /** Publishes what is verified now. The note is public; with one, an unchanged state can be published again. */
  publish: ofGovernment
    .input(z.object({ year: fiscalYear, number: seen.optional(), note: z.string().trim().max(2000).default('') }))
    .mutation(({ ctx, input: { number, ...order } }) =>
      carryOut(ctx, { ...order, roles, actor: ctx.person.id, ...(number === undefined ? {} : { seen: number }) }),
    ),

  /** Publishes again what was public before the latest edition. */
  withdraw: ofGovernment
    .input(z.object({ year: fiscalYear, number: seen, reason }))
    .mutation(({ ctx, input: { government, year, number, reason: note } }) =>
      carryOut(ctx, { government, year, note, roles, seen: number, actor: ctx.person.id, correction: 'withdrawal' }),
    ),

  /** Publishes the content of an earlier edition again. */
  returnTo: ofGovernment
    .input(z.object({ year: fiscalYear, number: seen, to: z.int().min(1), reason }))
    .mutation(({ ctx, input: { government, year, number, to, reason: note } }) =>
      carryOut(ctx, { government, year, note, roles, seen: number, actor: ctx.person.id, correction: { returnTo: to } }),
    ),
};
