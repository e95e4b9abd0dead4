import type { Role, UploadState } from '@sipkadin/ledger';
import { countedStates, type RoleRule, type Rule, roleTraits } from './rights.ts';

/** A role in one government; `unit` limits it to one OPD. */
export interface HeldRole {
  role: Role;
  unit: string | null;
}

/** Whether a role is limited to one OPD. */
export function isOfOneUnit({ role, unit }: HeldRole): boolean {
  return roleTraits[role].perUnit && unit !== null;
}

/** The upload that a request names. */
interface NamedUpload {
  /** Whether it is the person's own. */
  own: boolean;
  state: UploadState;
}

/**
 * Those of the roles held in one government that a rule lets through; [] for none.
 * @param upload matters to rules of an upload or a statement only; null: whether there is any upload that they reach
 */
export function entitled<H extends HeldRole>(rule: RoleRule, held: readonly H[], upload: NamedUpload | null): H[] {
  const reaches = (one: H) => {
    if (rule.of === 'government') return true;
    if (rule.of === 'whole government') return !isOfOneUnit(one);
    if (upload === null) return true;
    return (!isOfOneUnit(one) || upload.own) && (roleTraits[one.role].readsDrafts || countedStates.includes(upload.state));
  };
  return held.filter((one) => rule.who.includes(one.role) && reaches(one));
}

/** Whether somebody with these roles is admin of all of the governments. */
export function administersAll(held: readonly (HeldRole & { government: string })[], governments: Iterable<string>): boolean {
  return [...governments].every((code) => held.some(({ government, role }) => government === code && role === 'admin'));
}

/** Whether the state of an upload allows what the rule is for. */
export function allowsState(rule: Rule, state: UploadState): boolean {
  return !('in' in rule) || rule.in === 'any' || rule.in.includes(state);
}
