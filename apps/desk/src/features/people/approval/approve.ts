import { getApproval, settleApproval } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { forgetSecondFactor, handOver, mayReach } from '../administer.ts';
import type { AdminContext } from './second-admin.ts';

/**
 * Does what another admin asked for. @returns the link, where one was asked for
 * @throws Refusal `own-request` for the admin who asked and the person concerned, `not-found`, `other-admin`; LedgerError
 * `wrong-state` where it was settled before or has expired
 */
export async function approve(ctx: AdminContext, seq: number): Promise<{ link: string | null }> {
  const { ledger, person: admin, government } = ctx;
  const asked = await getApproval(ledger.read, { government, seq });
  if (asked.askedBy === admin.id || asked.person === admin.id) throw new Refusal('own-request');
  await mayReach(ctx, asked.person);
  await ledger.transact((tx) => settleApproval(tx, asked, true, admin.id));
  if (asked.act === 'person-link-made') return { link: await handOver(ctx, asked.person) };
  await forgetSecondFactor(ctx, asked.person);
  return { link: null };
}

/** Declines it; the admin who asked takes it back. @throws Refusal `not-found`; LedgerError `wrong-state` as above */
export async function decline({ ledger, person: admin, government }: AdminContext, seq: number): Promise<void> {
  const asked = await getApproval(ledger.read, { government, seq });
  await ledger.transact((tx) => settleApproval(tx, asked, false, admin.id));
}
