import { type Sen, sum } from '@sipkadin/budget';

/**
 * Splits a total over weights so that the parts add up to it exactly. Each part is a multiple of `step`
 * but one: what is left over goes to the heaviest that can take it.
 * @param caps upper bound of each part; undefined for none. Throws when the caps cannot hold the total.
 */
export function allocate(total: Sen, weights: readonly bigint[], step: Sen, caps: readonly (Sen | undefined)[] = []): Sen[] {
  const parts = weights.map(() => 0n);
  const open = new Set(weights.keys());
  let rest = total;
  for (let fixed = true; fixed; ) {
    fixed = false;
    const weight = sum([...open].map((index) => weights[index] ?? 0n));
    if (weight === 0n) break;
    // A recipient over its cap gets the cap; the others then share the rest again.
    const share = rest;
    for (const index of open) {
      const cap = caps[index];
      if (cap === undefined || (share * (weights[index] ?? 0n)) / weight < cap) continue;
      parts[index] = cap;
      rest -= cap;
      open.delete(index);
      fixed = true;
    }
    if (fixed) continue;
    for (const index of open) parts[index] = ((share * (weights[index] ?? 0n)) / weight / step) * step;
  }
  let left = total - sum(parts);
  for (const index of [...weights.keys()].sort((a, b) => compare(weights[b] ?? 0n, weights[a] ?? 0n))) {
    if (left === 0n) break;
    const part = parts[index] ?? 0n;
    const room = caps[index] === undefined ? left : (caps[index] ?? 0n) - part;
    const given = room < left ? room : left;
    parts[index] = part + given;
    left -= given;
  }
  if (left !== 0n) throw new Error(`${total} sen do not fit under the caps; ${left} are left over`);
  return parts;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
