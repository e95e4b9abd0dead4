import type { IsoInstant } from '@sipkadin/budget';
import {
  disablePerson,
  dropLinkMail,
  enablePerson,
  grant,
  isDisabled,
  type LinkMail,
  linkMails,
  listMembers,
  queueLink,
  recordPerson,
  roles,
  rolesOf,
  setRoles,
} from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { roleTraits } from '../../rights/rights.ts';
import { type DeskContext, ofGovernment } from '../../rights/trpc.ts';
import { knownOpd } from '../mappings/known-opd.ts';
import { untie } from '../sign-in/oidc-account.ts';
import { mailedLinkHours } from '../sign-in/sign-in.ts';
import type { AccountRow } from './accounts.ts';

const held = z
  .array(
    z.object({
      role: z.enum(roles),
      unit: z
        .string()
        .regex(/^[\d.]{1,40}$/)
        .nullable(),
    }),
  )
  .max(40)
  // Only some roles can be limited to one OPD.
  .refine((all) => all.every(({ role, unit }) => unit === null || roleTraits[role].perUnit));
const personId = z.string().min(1).max(100);
const ofPerson = ofGovernment.input(z.object({ person: personId }));

/**
 * The person must belong to this government, and to none that the asker does not administer: shutting out, signing in as, or
 * taking a second factor off somebody reaches into all of them. @throws Refusal `not-found`, `other-admin`
 */
async function mustAdminister(
  ctx: Pick<DeskContext, 'ledger'> & { person: NonNullable<DeskContext['person']> },
  government: string,
  id: string,
) {
  const where = new Set((await rolesOf(ctx.ledger.read, id)).map((row) => row.government));
  if (!where.has(government)) throw new Refusal('not-found');
  if (!administersAll(ctx.person, where)) throw new Refusal('other-admin');
}

function administersAll({ memberships }: NonNullable<DeskContext['person']>, governments: Iterable<string>): boolean {
  return [...governments].every((code) => memberships.some(({ government, role }) => government === code && role === 'admin'));
}

type LinkState = LinkMail['state'] | 'used' | 'past';

/** A link that a server took is used once its owner was seen after it, and past when nobody came in its time. */
function linkShown(mail: LinkMail | undefined, account: AccountRow | undefined, now: IsoInstant) {
  if (mail === undefined) return null;
  const { queuedAt, sentAt, attempts } = mail;
  const shown = (state: LinkState) => ({ state, at: sentAt ?? queuedAt, attempts });
  if (sentAt === null) return shown(mail.state);
  if ((account?.lastSeen ?? '') > sentAt) return shown('used');
  return shown(Date.parse(now) - Date.parse(sentAt) > mailedLinkHours * 60 * 60_000 ? 'past' : 'sent');
}

export const peopleRouter = {
  /** Everybody with a role in the government, by name, and the OPD that an operator can be narrowed to. */
  list: ofGovernment.query(async ({ ctx, input }) => {
    const { read } = ctx.ledger;
    const members = await listMembers(read, input.government);
    const ids = [...new Set(members.map(({ person }) => person))];
    const accounts = await ctx.accounts.several(ids);
    const mailed = await linkMails(read, input.government);
    const people = await Promise.all(
      ids.map(async (id) => {
        const account = accounts.get(id);
        return {
          ...{ id, name: account?.name ?? id, email: account?.email ?? '', lastSeen: account?.lastSeen ?? null },
          secondFactor: account?.secondFactor ?? false,
          /** Whether they sign in by the government's service, too. */
          tied: (await ctx.accounts.ties(id)) > 0 || members.some(({ person, source }) => person === id && source === 'oidc'),
          disabled: await isDisabled(read, id),
          me: id === ctx.person.id,
          /** Whether the asker may do more than give and take roles here. */
          mine: administersAll(ctx.person, new Set((await rolesOf(read, id)).map(({ government }) => government))),
          /** What became of the link that was last mailed to them from here; null where none was. */
          link: linkShown(mailed.get(id), account, ctx.now()),
          roles: members.filter(({ person }) => person === id).map(({ role, unit, source }) => ({ role, unit, source })),
        };
      }),
    );
    return {
      /** Whether links go out by mail. */
      mails: ctx.mails,
      people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
      units: await knownOpd(read, input.government),
    };
  }),

  /**
   * An account with roles, and a link: mailed where mail is sent, else to hand over. Neither for one who has an account and
   * roles elsewhere: they sign in as they always do, and nobody here signs in as them.
   */
  invite: ofGovernment
    .input(z.object({ name: z.string().trim().min(2).max(100), email: z.email().max(200), held: held.min(1) }))
    .mutation(async ({ ctx, input }) => {
      const { government, name, email } = input;
      const { id, added } = await ctx.accounts.add({ name, email });
      const before = await rolesOf(ctx.ledger.read, id);
      const mine = administersAll(ctx.person, new Set([...before.map((row) => row.government), government]));
      const mailed = mine && ctx.mails;
      await ctx.ledger.transact(async (tx) => {
        for (const one of input.held) await grant(tx, { person: id, government, ...one }, ctx.person.id);
        await recordPerson(tx, { person: id, action: 'person-invited', actor: ctx.person.id });
        if (mailed) await queueLink(tx, { government, person: id });
      });
      return { id, added, mailed, link: mine && !mailed ? await ctx.accounts.soleLink(email) : null };
    }),

  /**
   * Another one-time link to hand over, for who has no password or did not use the first. A second factor is asked for all the
   * same. Links of before are dead, those that wait to be mailed too.
   */
  link: ofPerson.mutation(async ({ ctx, input }) => {
    const { government, person } = input;
    await mustAdminister(ctx, government, person);
    const { email } = await ctx.accounts.find(person);
    await ctx.ledger.transact(async (tx) => {
      await dropLinkMail(tx, person);
      await recordPerson(tx, { person, action: 'person-link-made', actor: ctx.person.id });
    });
    return ctx.accounts.soleLink(email);
  }),

  /** The same by mail: the link is made when the mail goes out, and those of before are dead from now on. */
  mailLink: ofPerson.mutation(async ({ ctx, input }) => {
    const { government, person } = input;
    if (!ctx.mails) throw new Refusal('wrong-state');
    await mustAdminister(ctx, government, person);
    const { email } = await ctx.accounts.find(person);
    if (await isDisabled(ctx.ledger.read, person)) throw new Refusal('wrong-state');
    await ctx.ledger.transact(async (tx) => {
      await queueLink(tx, { government, person });
      await recordPerson(tx, { person, action: 'person-link-mailed', actor: ctx.person.id });
    });
    await ctx.accounts.dropLinks(email);
    return null;
  }),

  setRoles: ofPerson.input(z.object({ held })).mutation(async ({ ctx, input }) => {
    const { government, person } = input;
    if (!(await rolesOf(ctx.ledger.read, person)).some((row) => row.government === government)) throw new Refusal('not-found');
    await ctx.ledger.transact((tx) => setRoles(tx, { person, government, held: input.held }, ctx.person.id));
    return null;
  }),

  /** Takes effect at the person's next request; their sessions end. */
  disable: ofPerson.mutation(async ({ ctx, input }) => {
    await mustAdminister(ctx, input.government, input.person);
    await ctx.ledger.transact((tx) => disablePerson(tx, input.person, ctx.person.id));
    await ctx.accounts.endSessions(input.person);
    return null;
  }),

  enable: ofPerson.mutation(async ({ ctx, input }) => {
    await mustAdminister(ctx, input.government, input.person);
    // A link of before opened nothing meanwhile, and shall not now.
    await ctx.accounts.dropLinks((await ctx.accounts.find(input.person)).email);
    await ctx.ledger.transact(async (tx) => {
      await dropLinkMail(tx, input.person);
      await enablePerson(tx, input.person, ctx.person.id);
    });
    return null;
  }),

  sessions: ofPerson.query(async ({ ctx, input }) => {
    await mustAdminister(ctx, input.government, input.person);
    return (await ctx.accounts.sessions(input.person)).map((session) => ({ ...session, mine: session.id === ctx.person.session }));
  }),

  endSession: ofPerson.input(z.object({ session: z.string().min(1).max(100) })).mutation(async ({ ctx, input }) => {
    const { person, session } = input;
    await mustAdminister(ctx, input.government, person);
    await ctx.accounts.endSession(person, session);
    await ctx.ledger.transact((tx) => recordPerson(tx, { person, action: 'session-ended', actor: ctx.person.id }));
    return null;
  }),

  /** For who lost phone and recovery codes. Their sessions end; where their role demands it, they set up a new one first. */
  resetSecondFactor: ofPerson.mutation(async ({ ctx, input }) => {
    const { person } = input;
    await mustAdminister(ctx, input.government, person);
    await ctx.accounts.forgetSecondFactor(person);
    await ctx.accounts.endSessions(person);
    await ctx.ledger.transact((tx) => recordPerson(tx, { person, action: 'second-factor-reset', actor: ctx.person.id }));
    return null;
  }),

  /** For whom the sign-in service has given a new identity: the next one that it vouches for with this address is theirs. */
  untie: ofPerson.mutation(async ({ ctx, input }) => {
    await mustAdminister(ctx, input.government, input.person);
    await untie(ctx, input.person, ctx.person.id);
    return null;
  }),
};
