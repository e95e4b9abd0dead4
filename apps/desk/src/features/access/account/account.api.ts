import { type PersonAction, recordPerson, setDigest, wantsDigest } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { overseers } from '../../../rights/rights.ts';
import { anyone, type DeskContext, signedIn } from '../../../rights/trpc.ts';
import { passwordProblem } from './passwords.ts';
import { ownSecurity, signedInPerson } from './signed-in.ts';

const password = z.string().min(1).max(200);
/** Six digits, however they were pasted. */
const code = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/\D/g, ''));
const proof = z.object({ code, password: password.optional() });
const sessionId = z.string().min(1).max(100);

/** Records in the audit trail what a person did with their own account, without any secret. */
async function recordOwn(ctx: DeskContext & { person: { id: string } }, action: PersonAction): Promise<void> {
  const { id } = ctx.person;
  await ctx.ledger.transact((tx) => recordPerson(tx, { person: id, action, actor: id }));
}

export const accountRouter = {
  /** null when nobody is signed in. */
  me: anyone.query(({ ctx }) => ctx.person && signedInPerson(ctx.ledger.read, ctx.person)),

  /** Whether the sign-in page offers the government's own service, beside password and link. */
  waysIn: anyone.query(({ ctx }) => ({ service: ctx.signInService })),

  security: signedIn.query(({ ctx }) => ownSecurity(ctx)),

  /** The weekly digest of alerts: whether the person may have it, wants it, and whether this installation sends mail at all. */
  digest: signedIn.query(async ({ ctx }) => ({
    mayHave: ctx.person.memberships.some(({ role }) => overseers.includes(role)),
    wanted: await wantsDigest(ctx.ledger.read, ctx.person.id),
    mails: ctx.mails,
  })),

  setDigest: signedIn.input(z.object({ wanted: z.boolean() })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => setDigest(tx, ctx.person.id, input.wanted));
    return null;
  }),

  setPassword: signedIn.input(z.object({ next: password, current: password.optional() })).mutation(async ({ ctx, input }) => {
    const problem = passwordProblem(input.next, ctx.person, ctx.rules.passwords);
    if (problem !== null) throw new Refusal(problem);
    await ctx.own.setPassword(input);
    await recordOwn(ctx, 'password-changed');
    return null;
  }),

  startSecondFactor: signedIn
    .input(z.object({ password: password.optional() }))
    .mutation(({ ctx, input }) => ctx.own.startSecondFactor(input.password)),

  confirmSecondFactor: signedIn.input(z.object({ code })).mutation(async ({ ctx, input }) => {
    const codes = await ctx.own.confirmSecondFactor(input.code);
    await recordOwn(ctx, 'second-factor-set');
    return codes;
  }),

  renewRecoveryCodes: signedIn.input(proof).mutation(async ({ ctx, input }) => {
    const codes = await ctx.own.renewRecoveryCodes(input);
    await recordOwn(ctx, 'recovery-codes-renewed');
    return codes;
  }),

  removeSecondFactor: signedIn.input(proof).mutation(async ({ ctx, input }) => {
    await ctx.own.removeSecondFactor(input);
    await recordOwn(ctx, 'second-factor-removed');
    return null;
  }),

  endSession: signedIn.input(z.object({ session: sessionId })).mutation(async ({ ctx, input }) => {
    await ctx.accounts.endSession(ctx.person.id, input.session);
    await recordOwn(ctx, 'session-ended');
    return null;
  }),

  endOtherSessions: signedIn.mutation(async ({ ctx }) => {
    await ctx.accounts.endSessions(ctx.person.id, ctx.person.session);
    await recordOwn(ctx, 'session-ended');
    return null;
  }),
};
