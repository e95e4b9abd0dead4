import type { IsoInstant } from '@sipkadin/budget';
import { isDisabled, knownOpd, type LinkMail, linkMails, listMembers, listOffers, rolesOf } from '@sipkadin/ledger';
import { administersAll } from '../../../rights/entitled.ts';
import { mailedLinkHours } from '../sign-in/links.ts';
import type { AccountRow } from './accounts.ts';
import { type AdminContext, approvalList } from './approval/second-admin.ts';

/** Everybody who has a role in the government or was offered one, by name; the OPD that an operator can be limited to; open requests. */
export async function peopleList(ctx: AdminContext) {
  const { accounts, mails, now, person: admin, government } = ctx;
  const { read } = ctx.ledger;
  const members = await listMembers(read, government);
  const offers = (await listOffers(read, government)).map((row) => ({ ...row, source: 'hand' as const }));
  const ids = [...new Set([...members, ...offers].map(({ person }) => person))];
  const accountsById = await accounts.several(ids);
  const mailed = await linkMails(read, government);
  const people = await Promise.all(
    ids.map(async (id) => {
      const account = accountsById.get(id);
      const inEffect = members.filter(({ person }) => person === id);
      const own = inEffect.length > 0 ? inEffect : offers.filter(({ person }) => person === id);
      return {
        ...{ id, name: account?.name ?? id, email: account?.email ?? '', lastSeen: account?.lastSeen ?? null },
        secondFactor: account?.secondFactor ?? false,
        /** Whether they can sign in by the government's service, too. */
        tied: (await accounts.ties(id)) > 0 || inEffect.some(({ source }) => source === 'oidc'),
        disabled: await isDisabled(read, id),
        /** Whether the roles here are not in effect until a link proves the mailbox. */
        waiting: inEffect.length === 0,
        me: id === admin.id,
        /** Whether the admin may do more than give and take roles here. */
        mine: inEffect.length > 0 && administersAll(admin.memberships, new Set((await rolesOf(read, id)).map((row) => row.government))),
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
    approvals: await approvalList(ctx),
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
