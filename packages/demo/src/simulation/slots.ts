import { ancestor, type Sen } from '@sipkadin/budget';
import { activitiesOf, type DemoUnit, units } from '../lists/catalogue.ts';
import { allocate } from './allocate.ts';
import { bundles, receipts } from './bundles.ts';
import type { Random } from './random.ts';

/** A place where money could be: one account of one sub kegiatan of a unit. */
export interface Slot {
  unit: DemoUnit;
  activity: string;
  account: string;
  fund: string;
  weight: bigint;
}

/** Steps that amounts are rounded to, in sen. */
export const thousand = 100_000n;
export const rupiah = 100n;

/** Where money could go: every account of every sub kegiatan, weighted; and where it comes from. */
export function slots(random: Random): Slot[] {
  const found: Slot[] = [];
  for (const unit of units) {
    for (const activity of activitiesOf(unit)) {
      for (const { account, weight, fund } of bundles[activity.bundle] ?? []) {
        const size = account.startsWith('5.1.01') && activity.bundle === 'gaji' ? unit.staff * 10 : unit.size;
        const noise = 700 + random(600);
        found.push({
          unit,
          activity: activity.code,
          account,
          fund: fund ?? (unit.size > 90 ? '1.2.01.08' : '1.1'),
          weight: BigInt(weight * activity.weight * size * noise),
        });
      }
    }
  }
  for (const [key, account, weight] of receipts) {
    const unit = units.find((candidate) => candidate.key === key);
    if (!unit) throw new Error(`no unit ${key}`);
    found.push({ unit, activity: '', account, fund: '', weight: BigInt(weight * (900 + random(200))) });
  }
  return found;
}

function byJenis<T extends { account: string }>(items: readonly T[]): Map<string, T[]> {
  return Map.groupBy(items, (item) => ancestor(item.account, 3));
}

/** Spreads each jenis's total over its slots. */
export function budgetOf(slotList: readonly Slot[], totals: ReadonlyMap<string, Sen>): Map<Slot, Sen> {
  const amounts = new Map<Slot, Sen>();
  const groups = byJenis(slotList);
  for (const [jenis, total] of totals) {
    const group = groups.get(jenis);
    if (!group) {
      if (total === 0n) continue;
      throw new Error(`no account for ${jenis}`);
    }
    const parts = allocate(
      total,
      group.map((slot) => slot.weight),
      thousand,
    );
    for (const [index, slot] of group.entries()) amounts.set(slot, parts[index] ?? 0n);
  }
  return amounts;
}

/** Units that spend slower or faster than the others, in thousandths of a month. */
export const lags: Record<string, number> = { pupr: 700, perkim: 800, dispora: 600, dukcapil: 0, kominfo: 0, damkar: 0 };
