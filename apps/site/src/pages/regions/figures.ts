import {
  budgetMeasures,
  type Code,
  type FiscalYear,
  isIncompleteYear,
  type MeasuresOfRegion,
  type RegionKind,
  regionKind,
  type SizedRegion,
  yearMeasures,
} from '@sipkadin/budget';
import type { Reference } from '@sipkadin/edition';

/** What is compared: the first budgets, or the realization at the end of a year. */
export type Basis = 'budget' | FiscalYear;

/** A region with what it is compared by. */
export interface ComparedRegion extends SizedRegion {
  name: string;
  measures: MeasuresOfRegion;
}

export interface RegionsOnBasis {
  /** In order of code; those with incomplete figures are not among them. */
  regions: readonly ComparedRegion[];
  /** Left out because less than half of their spending is reported. */
  incomplete: readonly { code: Code; name: string }[];
}

const known = new WeakMap<Reference, Map<Basis, RegionsOnBasis>>();

/** All regions on a basis, computed once for each reference edition. */
export function regionsOn(reference: Reference, basis: Basis): RegionsOnBasis {
  const bases = known.get(reference) ?? new Map<Basis, RegionsOnBasis>();
  known.set(reference, bases);
  const found = bases.get(basis) ?? compute(reference, basis);
  bases.set(basis, found);
  return found;
}

function compute({ content }: Reference, basis: Basis): RegionsOnBasis {
  const incomplete: { code: Code; name: string }[] = [];
  const regions = content.regions.flatMap(({ code, name }): ComparedRegion[] => {
    const kind: RegionKind | undefined = regionKind(code);
    const residents = content.residents?.of.get(code);
    if (kind === undefined) return [];
    if (basis === 'budget') {
      const jenis = content.budgets?.of.get(code);
      return jenis === undefined ? [] : [{ code, name, kind, residents, ...budgetMeasures(jenis, residents) }];
    }
    const accounts = content.years.get(code)?.get(basis);
    if (accounts === undefined) return [];
    if (!isIncompleteYear(accounts)) return [{ code, name, kind, residents, ...yearMeasures(accounts, residents) }];
    incomplete.push({ code, name });
    return [];
  });
  return { regions, incomplete };
}

/** The years at whose end there are figures, the latest first. */
export function yearsOf({ content }: Reference): FiscalYear[] {
  const years = new Set([...content.years.values()].flatMap((byYear) => [...byYear.keys()]));
  return [...years].toSorted((a, b) => b - a);
}
