import { type BudgetVersion, type Code, opdOf, versionRank } from '@sipkadin/budget';
import type { loadFigures } from '@sipkadin/ledger';

type Effective = Pick<Awaited<ReturnType<typeof loadFigures>>['effective'], 'version' | 'budget' | 'plan'>;

/** An OPD whose budget was revised and whose cash plan was not. */
export interface OutdatedPlan {
  /** OPD. */
  unit: Code;
  budget: BudgetVersion;
  plan: BudgetVersion;
  /** Statements of the budget and the plan. */
  statements: { budget: string; plan: string };
}

/** OPD with a budget of the version that counts and a cash plan of an earlier one; those without any plan are an alert of their own. */
export function outdatedPlans(effective: Effective, units: Iterable<Code>): OutdatedPlan[] {
  const { version } = effective;
  if (version === null) return [];
  return [...new Set([...units].map(opdOf))].sort().flatMap((unit): OutdatedPlan[] => {
    const [budget, plan] = [effective.budget(unit, '5', version), effective.plan(unit, '5')];
    if (budget === undefined || plan === undefined) return [];
    const planned = plan.version ?? 'murni';
    if (versionRank(planned) >= versionRank(version)) return [];
    return [{ unit, budget: version, plan: planned, statements: { budget: budget.id, plan: plan.id } }];
  });
}
