import type { RegionKind } from '../government/regions.ts';
import type { Sen } from '../money/money.ts';

/** By what a region is held to be similar. */
export interface SizedRegion {
  code: string;
  kind: RegionKind;
  /** Budgeted spending. */
  spending: Sen;
  residents: number | undefined;
}

/** How near a similar region is; null: any. */
export interface SimilarRule {
  /** Of the same kind: kota with kota. Else kabupaten and kota alike; provinces are always among themselves. */
  sameKind: boolean;
  /** At most so many percent more or less spending, and residents. */
  spending: number | null;
  residents: number | null;
}

export const usualRule: SimilarRule = { sameKind: true, spending: 25, residents: 50 };

/** The regions among all that are similar to one, itself left out. A region without a number of residents is near nobody's. */
export function similarTo<Region extends SizedRegion>(own: SizedRegion, all: readonly Region[], rule: SimilarRule): Region[] {
  return all.filter((other) => {
    if (other.code === own.code || !isComparable(own.kind, other.kind, rule.sameKind)) return false;
    if (rule.spending !== null && !isNear(other.spending, own.spending, rule.spending)) return false;
    if (rule.residents === null) return true;
    return (
      own.residents !== undefined && other.residents !== undefined && isNear(BigInt(other.residents), BigInt(own.residents), rule.residents)
    );
  });
}

function isComparable(own: RegionKind, other: RegionKind, sameKind: boolean): boolean {
  return sameKind ? own === other : (own === 'provinsi') === (other === 'provinsi');
}

function isNear(other: bigint, own: bigint, percent: number): boolean {
  const gap = other > own ? other - own : own - other;
  return gap * 100n <= own * BigInt(percent);
}
