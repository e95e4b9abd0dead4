import { getGovernment, type PersonAction, recordPerson } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { demandsSecondFactor } from '../../rights/person.ts';
import { anyone, type DeskContext, signedIn } from '../../rights/trpc.ts';
import { passwordProblem } from './passwords.ts';

const password = z.string().min(1).max(200);
/** Six digits, however they were pasted. */
const code = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/\D/g, ''));
const proof = z.object({ code, password: password.optional() });
const sessionId = z.string().min(1).max(100);

/** What people did with their own account stands in the trail, without any secret. */
async function recordOwn(ctx: DeskContext & { person: { id: string } }, action: PersonAction): Promise<void> {
  const { id } = ctx.person;
  await ctx.ledger.transact((tx) => recordPerson(tx, { person: id, action, actor: id }));
}

export const accountRouter = {
  /** Who is signed in, and what they may do where; null when nobody is. */
  me: anyone.query(async ({ ctx }) => {
    if (ctx.person === null) return null;
    const { id, name, email, memberships, lacksSecondFactor } = ctx.person;
    const codes = [...new Set(memberships.map(({ government }) => government))].sort();
    const governments = await Promise.all(codes.map((code) => getGovernment(ctx.ledger.read, code)));
    return {
      ...{ id, name, email, lacksSecondFactor },
      governments: governments.map(({ code, name, basis, onePerson, publishOwn }) => ({
        ...{ code, name, basis, onePerson, publishOwn },
        roles: memberships.filter(({ government }) => government === code).map(({ role, unit }) => ({ role, unit })),
      })),
    };
  }),

  /** Ways in beside password and link. */
  waysIn: anyone.query(({ ctx }) => ({ service: ctx.signInService })),

  /** How one signs in, and from where one is signed in now. */
  security: signedIn.query(async ({ ctx }) => {
    const { person, own, accounts, rules } = ctx;
    const sessions = await accounts.sessions(person.id);
    return {
      hasPassword: await own.hasPassword(),
      minPasswordLength: rules.passwords.minLength,
      secondFactor: {
        set: person.secondFactor,
        demanded: demandsSecondFactor(person.memberships, rules),
        recoveryCodesLeft: await own.recoveryCodesLeft(),
      },
      sessions: sessions.map((session) => ({ ...session, mine: session.id === person.session })),
    };
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
