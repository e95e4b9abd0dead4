import { toDecimal } from '@sipkadin/budget';
import type { LargeChange } from '@sipkadin/ledger';

/** What a verifier typed to confirm large changes: the first digits of an amount, or a reason. And how many corrections of cells they checked. */
export interface Confirmation {
  corrections?: number | undefined;
  digits?: string | undefined;
  reason?: string | undefined;
}

/** Digits that are typed; all of an amount that has fewer. */
const typed = 3;
const shortestReason = 10;

/**
 * The amount of the biggest change, whose first digits are typed: what will count then, or of a unit that vanishes, what counts now.
 * @returns whole rupiah without a sign, and as many of its first digits as are typed
 */
export function toType({ kind, before, after }: LargeChange): { rupiah: string; digits: string } {
  const rupiah = toDecimal(kind === 'unit-vanishes' ? before : after)
    .replace(/^-/, '')
    .replace(/\..*$/, '');
  return { rupiah, digits: rupiah.slice(0, typed) };
}

/**
 * What the audit trail keeps of a confirmation.
 * @param changes the biggest first
 * @returns {} where there is nothing to confirm, null where neither digits nor reason confirm the changes
 */
export function confirmed(changes: readonly LargeChange[], { digits = '', reason = '' }: Confirmation): Record<string, unknown> | null {
  const [biggest] = changes;
  if (biggest === undefined) return {};
  const wanted = toType(biggest);
  const given = digits.replaceAll(/[.,\s]/g, '').replace(/^Rp/i, '');
  const fits = given.length >= wanted.digits.length && wanted.rupiah.startsWith(given);
  const why = reason.trim();
  if (!fits && why.length < shortestReason) return null;
  return {
    changes: changes.slice(0, 20).map(({ kind, unit, akun, before, after }) => ({
      ...{ kind, unit, akun },
      ...{ before: toDecimal(before), after: toDecimal(after) },
    })),
    ...(fits && { typed: given }),
    ...(why !== '' && { reason: why }),
  };
}
