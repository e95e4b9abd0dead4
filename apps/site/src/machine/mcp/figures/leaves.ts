import { type BudgetVersion, type Code, isWithin, netInto, type Sen } from '@sipkadin/budget';
import type { Edition, UnitDetail } from '@sipkadin/edition';
import { sen } from '../../../reading/money.ts';
import type { Subject } from './subject.ts';

/** What an OPD or a sub-unit has in one account of one activity: the finest that an edition's tables have. */
interface Leaf {
  activity: Code;
  account: Code;
  budget: Sen | null;
  realization: Sen | null;
  /** Budget by version; undefined before format 3. */
  versions: ReadonlyMap<BudgetVersion, Sen> | undefined;
}

const read = new WeakMap<Edition, Map<string, readonly Leaf[]>>();

/** Read once for each OPD and sub-unit of an edition, because whoever asks for one account of a government asks for all of them. */
function leavesOf(edition: Edition, unit: string, subUnit: string | undefined): readonly Leaf[] {
  const known = read.get(edition) ?? new Map<string, readonly Leaf[]>();
  read.set(edition, known);
  const key = subUnit === undefined ? unit : `${unit}/${subUnit}`;
  const found = known.get(key) ?? leavesIn(subUnit === undefined ? edition.unit(unit) : edition.subUnit(subUnit));
  known.set(key, found);
  return found;
}

/** Nodes are depth-first: an account's activity is the last one above it. */
function leavesIn(detail: Pick<UnitDetail, 'nodes'> | undefined): Leaf[] {
  const above: Code[] = [];
  return (detail?.nodes ?? []).flatMap(({ kind, depth, code, budget, realization, versions }): Leaf[] => {
    if (kind !== 'account') {
      above[depth] = code;
      return [];
    }
    const own = versions && new Map(Object.entries(versions).map(([version, amount]) => [version, sen(amount) ?? 0n]));
    const activity = depth === 0 ? '' : (above[depth - 1] ?? '');
    return [{ activity, account: code, budget: sen(budget), realization: sen(realization), versions: own }];
  });
}

/**
 * The sum of an edition's finest amounts of a subject without a fund. Lets other requests be answered after each OPD.
 * @param version of a budget; undefined: realization
 * @returns null where there is no data; undefined where the edition's format does not have budgets of that version so finely
 */
export async function sumOfLeaves(
  edition: Edition,
  subject: Subject,
  version: BudgetVersion | null | undefined,
): Promise<Sen | null | undefined> {
  const { unit, subUnit, activity, account } = subject;
  let sum: Sen | null = null;
  for (const { slug } of edition.units()) {
    if (unit !== undefined && unit !== slug) continue;
    for (const leaf of leavesOf(edition, slug, subUnit)) {
      if (!isWithin(leaf.account, account) || (activity !== undefined && !isWithin(leaf.activity, activity))) continue;
      const isUsual = version === undefined || version === edition.manifest.version;
      if (!isUsual && leaf.versions === undefined) return undefined;
      const amount = version === undefined ? leaf.realization : isUsual ? leaf.budget : leaf.versions?.get(version ?? '');
      if (amount !== undefined && amount !== null) sum = (sum ?? 0n) + netInto(account, leaf.account, amount);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sum;
}
