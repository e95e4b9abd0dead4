import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import { grant, type Held, hasAdmin, isRole, type MemberRow, recordPerson, removeRole, replaceClaimed, rolesOf } from './people.ts';

/*
 * A person with an account may have been given it by the admin of another government, who may have used it since. Roles that are
 * given to such a person are offers: they come into effect when the owner of the mailbox proves that it is theirs.
 */

/** Makes the roles that are offered to a person in one government these and no others; [] withdraws the offer. */
export async function setOffers(
  tx: Writing,
  { person, government, held }: { person: string; government: string; held: readonly Held[] },
  actor: string,
): Promise<void> {
  const before = await offersOf(tx, { person, government });
  const among = (all: readonly Held[], { role, unit }: Held) => all.some((one) => one.role === role && one.unit === unit);
  for (const { role, unit } of held) {
    if (among(before, { role, unit })) continue;
    await tx
      .insertInto('offered_role')
      .values({ person, government, role, unit: unit ?? '', offered_by: actor })
      .execute();
    await appendAudit(tx, { actor, action: 'role-offered', government, subject: person, detail: { role, unit } });
  }
  for (const { role, unit } of before) {
    if (among(held, { role, unit })) continue;
    await tx
      .deleteFrom('offered_role')
      .where('person', '=', person)
      .where('government', '=', government)
      .where('role', '=', role)
      .where('unit', '=', unit ?? '')
      .execute();
    await appendAudit(tx, { actor, action: 'role-offer-withdrawn', government, subject: person, detail: { role, unit } });
  }
}

type OfferRow = MemberRow & { offeredBy: string };

/** The roles offered in a government, by person. */
export async function listOffers(read: Reading, government: string): Promise<OfferRow[]> {
  const rows = await read
    .selectFrom('offered_role')
    .selectAll()
    .where('government', '=', government)
    .orderBy('person')
    .orderBy('role')
    .execute();
  return rows.flatMap(rowOf);
}

/** The roles offered to a person in a government; [] for none. */
export async function offersOf(read: Reading, { person, government }: { person: string; government: string }): Promise<OfferRow[]> {
  return (await listOffers(read, government)).filter((row) => row.person === person);
}

function rowOf(row: { person: string; government: string; role: string; unit: string; offered_by: string }): OfferRow[] {
  const { person, government, role, unit, offered_by: offeredBy } = row;
  return isRole(role) ? [{ person, government, role, unit: unit === '' ? null : unit, offeredBy }] : [];
}

/** The government that offered the roles, and whether roles elsewhere stay in effect when they are accepted. */
interface Acceptance {
  person: string;
  government: string;
  keepsOthers: boolean;
}

/** Whether there is something to accept, and no other government would lose its last admin by it. */
export async function mayAccept(read: Reading, { person, government, keepsOthers }: Acceptance): Promise<boolean> {
  if ((await offersOf(read, { person, government })).length === 0) return false;
  if (keepsOthers) return true;
  for (const row of await rolesOf(read, person))
    if (row.role === 'admin' && row.government !== government && !(await hasAdmin(read, row.government, person))) return false;
  return true;
}

/**
 * Puts into effect what a government offered to a person. Roles from the sign-in service end, because the account is no longer tied to
 * it. Where roles elsewhere do not stay, they become offers of their governments. @returns false where there is nothing to accept
 */
export async function acceptOffers(tx: Writing, acceptance: Acceptance): Promise<boolean> {
  const { person, government, keepsOthers } = acceptance;
  if (!(await mayAccept(tx, acceptance))) return false;
  const offered = await offersOf(tx, { person, government });
  await recordPerson(tx, { person, action: 'mailbox-proven', actor: person });
  await replaceClaimed(tx, { person, held: [] }, person);
  if (!keepsOthers) {
    const elsewhere = (await rolesOf(tx, person)).filter((row) => row.government !== government);
    for (const row of elsewhere) await removeRole(tx, row, person);
    for (const code of new Set(elsewhere.map((row) => row.government))) {
      const open = [...(await offersOf(tx, { person, government: code })), ...elsewhere.filter((row) => row.government === code)];
      await setOffers(tx, { person, government: code, held: open }, person);
    }
  }
  await tx.deleteFrom('offered_role').where('person', '=', person).where('government', '=', government).execute();
  for (const { role, unit, offeredBy } of offered) await grant(tx, { person, government, role, unit }, offeredBy);
  return true;
}
