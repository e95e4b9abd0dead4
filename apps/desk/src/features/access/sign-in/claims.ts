import { type Held, isRole } from '@sipkadin/ledger';
import { roleTraits } from '../../../rights/rights.ts';

export type ClaimedRole = Held & { government: string };

/** The claims of a sign-in service about a person. */
export type Claims = Record<string, unknown> & { sub: string };

/** A claim by its name; if there is none, the name is read as a path with dots (`realm_access.roles`). */
export function claimAt(claims: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

/** The roles in a claim: a list, or one text separated by spaces. Anything else than our roles is left out. */
export function rolesIn(claim: unknown): ClaimedRole[] {
  const texts: unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(/\s+/) : [];
  return texts.flatMap((text) => {
    const parts = typeof text === 'string' ? /^([a-z]+)@(\d{2}(?:\.\d{2})?)(?:\/([\d.]{1,40}))?$/.exec(text) : null;
    const [, role = '', government = '', unit = null] = parts ?? [];
    // Without its OPD the role would be wider than the claim says.
    return isRole(role) && (unit === null || roleTraits[role].perUnit) ? [{ role, government, unit }] : [];
  });
}
