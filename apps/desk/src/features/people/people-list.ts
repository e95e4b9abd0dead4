import type { IsoInstant } from '@sipkadin/budget';
import { isDisabled, type LinkMail, linkMails, listMembers, rolesOf } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { knownOpd } from '../mappings/known-opd.ts';
import { mailedLinkHours } from '../sign-in/sign-in.ts';
import type { AccountRow } from './accounts.ts';
import { administersAll } from './administer.ts';

/** Everybody with a role in the government, by name, and the OPD that an operator can be limited to. */
export async function peopleList({ ledger: { read }, accounts, mails, now, person: admin, government }: DeskContext & GovernmentGrant) {
  const members = await listMembers(read, government);
  const ids = [...new Set(members.map(({ person }) => person))];
  const accountsById = await accounts.several(ids);
  const mailed = await linkMails(read, government);
  const people = await Promise.all(
    ids.map(async (id) => {
      const account = accountsById.get(id);
      const own = members.filter(({ person }) => person === id);
      return {
        ...{ id, name: account?.name ?? id, email: account?.email ?? '', lastSeen: account?.lastSeen ?? null },
        secondFactor: account?.secondFactor ?? false,
        /** Whether they can sign in by the government's service, too. */
        tied: (await accounts.ties(id)) > 0 || own.some(({ source }) => source === 'oidc'),
        disabled: await isDisabled(read, id),
        me: id === admin.id,
        /** Whether the admin may do more than give and take roles here. */
        mine: administersAll(admin, new Set((await rolesOf(read, id)).map((row) => row.government))),
        /** The state of the last link that was mailed to them from here; null for none. */
        link: linkDto(mailed.get(id), account, now()),
        roles: own.map(({ role, unit, source }) => ({ role, unit, source })),
      };
    }),
  );
  return {
    /** Whether links are sent by mail. */
    mails,
    people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
    units: await knownOpd(read, government),
  };
}

type LinkState = LinkMail['state'] | 'used' | 'past';

/** A link counts as used once its owner was seen after it was sent, and as past when nobody came within its hours. */
function linkDto(mail: LinkMail | undefined, account: AccountRow | undefined, now: IsoInstant) {
  if (mail === undefined) return null;
  const { queuedAt, sentAt, attempts } = mail;
  const dto = (state: LinkState) => ({ state, at: sentAt ?? queuedAt, attempts });
  if (sentAt === null) return dto(mail.state);
  if ((account?.lastSeen ?? '') > sentAt) return dto('used');
  return dto(Date.parse(now) - Date.parse(sentAt) > mailedLinkHours * 60 * 60_000 ? 'past' : 'sent');
}
