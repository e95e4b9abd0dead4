import { getGovernment, type Ledger, simulatedGovernments } from '@sipkadin/ledger';
import { demandsSecondFactor, type Person } from '../../../rights/person.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import type { OwnAccount } from './own-account.ts';

/** The person who is signed in, the governments where they have a role, with their settings, and their roles in each. */
export async function signedInPerson(read: Ledger['read'], { id, name, email, memberships, lacksSecondFactor }: Person) {
  const codes = [...new Set(memberships.map(({ government }) => government))].sort();
  const governments = await Promise.all(codes.map((code) => getGovernment(read, code)));
  const simulated = await simulatedGovernments(read, codes);
  return {
    ...{ id, name, email, lacksSecondFactor },
    governments: governments.map(({ code, name, basis, onePerson, publishOwn }) => ({
      ...{ code, name, basis, onePerson, publishOwn, simulated: simulated.has(code) },
      roles: memberships.filter(({ government }) => government === code).map(({ role, unit }) => ({ role, unit })),
    })),
  };
}

/** How a person signs in, and the sessions they have now. */
export async function ownSecurity({ person, own, accounts, rules }: DeskContext & { person: Person; own: OwnAccount }) {
  const sessions = await accounts.sessions(person.id);
  const hasPassword = await own.hasPassword();
  return {
    hasPassword,
    /** Whether nothing but another one-time link lets the person in again; where second factors are optional, links are how people come in. */
    needsPassword: !hasPassword && rules.secondFactorRequired && (await accounts.ties(person.id)) === 0,
    minPasswordLength: rules.passwords.minLength,
    secondFactor: {
      set: person.secondFactor,
      demanded: demandsSecondFactor(person.memberships, rules),
      recoveryCodesLeft: await own.recoveryCodesLeft(),
    },
    sessions: sessions.map((session) => ({ ...session, mine: session.id === person.session })),
  };
}
