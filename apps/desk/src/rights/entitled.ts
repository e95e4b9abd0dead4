import type { Role, UploadState } from '@sipkadin/ledger';
import { type RoleRule, type Rule, roleTraits } from './rights.ts';

/** A role in one government; `unit` limits it to one OPD. */
export interface HeldRole {
  role: Role;
  unit: string | null;
}

/** Whether a role is limited to one OPD. */
export function isOfOneUnit({ role, unit }: HeldRole): boolean {
  return roleTraits[role].perUnit && unit !== null;
}

/**
 * Those of the roles held in one government that a rule lets through; [] for none.
 * @param own whether the upload in question is the person's own; it matters to rules of an upload or a statement only.
 */
export function entitled<H extends HeldRole>(rule: RoleRule, held: readonly H[], own: boolean): H[] {
  const reaches = (one: H) => rule.of === 'government' || !isOfOneUnit(one) || (rule.of !== 'whole government' && own);
  return held.filter((one) => rule.who.includes(one.role) && reaches(one));
}

/** Whether the state of an upload allows what the rule is for. */
export function allowsState(rule: Rule, state: UploadState): boolean {
  return !('in' in rule) || rule.in === 'any' || rule.in.includes(state);
}
