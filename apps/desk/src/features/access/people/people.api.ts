import { disablePerson, recordPerson, roles } from '@sipkadin/ledger';
import { z } from 'zod';
import { roleTraits } from '../../../rights/rights.ts';
import { ofGovernment } from '../../../rights/trpc.ts';
import { untie } from '../sign-in/oidc-account.ts';
import { changeRoles, enable, invite, mailLink, mustAdminister, newLink, resetSecondFactor } from './administer.ts';
import { approve, decline } from './approval/approve.ts';
import { peopleList } from './people-list.ts';

const unit = z.string().regex(/^[\d.]{1,40}$/);
const held = z
  .array(z.object({ role: z.enum(roles), unit: unit.nullable() }))
  .max(40)
  // Only some roles can be limited to one OPD.
  .refine((all) => all.every(({ role, unit }) => unit === null || roleTraits[role].perUnit));
const ofPerson = ofGovernment.input(z.object({ person: z.string().min(1).max(100) }));
/** For what reaches into all governments of a person. */
const ofOwnPerson = ofPerson.use(async ({ ctx, input, next }) => {
  await mustAdminister(ctx, input.person);
  return next();
});

const ofApproval = ofGovernment.input(z.object({ request: z.int().min(1) }));

export const peopleRouter = {
  list: ofGovernment.query(({ ctx }) => peopleList(ctx)),

  invite: ofGovernment
    .input(z.object({ name: z.string().trim().min(2).max(100), email: z.email().max(200), held: held.min(1) }))
    .mutation(({ ctx, input }) => invite(ctx, input)),

  /** For a person who has no password or did not use the first link. A second factor is asked for all the same. */
  link: ofPerson.mutation(({ ctx, input }) => newLink(ctx, input.person)),

  mailLink: ofPerson.mutation(async ({ ctx, input }) => {
    await mailLink(ctx, input.person);
    return null;
  }),

  setRoles: ofPerson.input(z.object({ held })).mutation(({ ctx, input: { person, held } }) => changeRoles(ctx, person, held)),

  /** Takes effect at the person's next request; their sessions end. */
  disable: ofOwnPerson.mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => disablePerson(tx, input.person, ctx.person.id));
    await ctx.accounts.endSessions(input.person);
    return null;
  }),

  enable: ofOwnPerson.mutation(async ({ ctx, input }) => {
    await enable(ctx, input.person);
    return null;
  }),

  sessions: ofOwnPerson.query(async ({ ctx, input }) => {
    const sessions = await ctx.accounts.sessions(input.person);
    return sessions.map((session) => ({ ...session, mine: session.id === ctx.person.session }));
  }),

  endSession: ofOwnPerson.input(z.object({ session: z.string().min(1).max(100) })).mutation(async ({ ctx, input: { person, session } }) => {
    await ctx.accounts.endSession(person, session);
    await ctx.ledger.transact((tx) => recordPerson(tx, { person, action: 'session-ended', actor: ctx.person.id }));
    return null;
  }),

  /** For a person who lost phone and recovery codes. */
  resetSecondFactor: ofOwnPerson.mutation(({ ctx, input }) => resetSecondFactor(ctx, input.person)),

  approve: ofApproval.mutation(({ ctx, input }) => approve(ctx, input.request)),

  decline: ofApproval.mutation(async ({ ctx, input }) => {
    await decline(ctx, input.request);
    return null;
  }),

  /** For a person with a new identity at the sign-in service: the next one there with their address gets this account. */
  untie: ofOwnPerson.mutation(async ({ ctx, input }) => {
    await untie(ctx, input.person, ctx.person.id);
    return null;
  }),
};
