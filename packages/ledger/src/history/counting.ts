import type { BudgetVersion, Code, IsoDate, StatementKind } from '@sipkadin/budget';
import type { EffectiveStatements } from '../figures/effective.ts';
import { type Granularities, isFiner } from '../figures/granularity.ts';
import type { Verified } from '../figures/verified-statements.ts';

/** Which budget version or day a draft is of. */
export interface DraftScope {
  kind: StatementKind;
  version?: BudgetVersion | null | undefined;
  asOf?: IsoDate | null | undefined;
}

/** The statement of a draft's own version or day that counts for a unit in an akun; undefined where another day's counts, or none. */
export function countingFor(
  effective: EffectiveStatements,
  { kind, version, asOf }: DraftScope,
  unit: Code,
  akun: string,
): Verified | undefined {
  if (kind === 'budget') return version ? effective.budget(unit, akun, version) : undefined;
  if (kind === 'cash-plan') {
    if (asOf) return effective.planOfDay(unit, akun, asOf);
    const plan = effective.plan(unit, akun);
    return plan?.version === (version ?? null) ? plan : undefined;
  }
  const snapshot = kind === 'realization' ? effective.snapshot(unit, akun) : undefined;
  return snapshot?.asOf === asOf ? snapshot : undefined;
}

/** Whether a draft will not count for a unit in an akun, because a finer statement of its version or day does. */
export function isOutdone(effective: EffectiveStatements, scope: DraftScope, own: Granularities, unit: Code, akun: string): boolean {
  const counting = countingFor(effective, scope, unit, akun);
  return counting !== undefined && isFiner(counting.granularity, own, unit, akun);
}
