import type { UploadRow } from '@sipkadin/ledger';
import { isOfOneUnit } from '../../../rights/entitled.ts';
import type { Membership } from '../../../rights/person.ts';
import { roleTraits } from '../../../rights/rights.ts';

/**
 * The units in a file that the uploader's memberships do not cover; a membership of an OPD covers its sub-units.
 * @returns [] for a membership of the whole government, or none that can be limited to one OPD; '' means a statement
 * of the whole government
 */
export function foreignUnits(upload: UploadRow, held: readonly Membership[]): string[] {
  const uploaders = held.filter(({ role }) => roleTraits[role].perUnit);
  if (!uploaders.every(isOfOneUnit)) return [];
  const own = new Set(uploaders.map(({ unit }) => unit));
  if (own.size === 0) return [];
  const all = [...upload.statements.map(({ head }) => head.covers), ...upload.works.map(({ covers }) => covers)];
  const covered = all.flatMap((covers) => (covers.length === 0 ? [''] : covers));
  return [...new Set(covered)].filter((unit) => !own.has(unit) && !own.has(`${unit.slice(0, unit.lastIndexOf('.'))}.0000`));
}
