import { type Basis, netInto, type Sen, toDecimal } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { differencesOf, isOfUnit } from '../figures/assertions.ts';
import { effectiveStatements, rollups } from '../figures/figures.ts';
import { granularities, isFiner } from '../figures/granularity.ts';
import { countingFor } from './counting.ts';
import { akunIn, akunOf, type Draft, type Notice } from './notices.ts';

interface Stored {
  draft: Draft;
  seq: number;
  government: string;
  basis: Basis | undefined;
}

/**
 * Where a draft differs from a finer or a coarser statement of the same version or day. The finer one counts, the other is only
 * held against it: `finer-differs` where the draft is the coarser, `coarser-differs` where it is the finer.
 */
export async function heldReports(read: Reading, { draft, seq, government, basis }: Stored): Promise<Notice[]> {
  const { kind, year, asOf, covers } = draft;
  if (kind !== 'budget' && kind !== 'realization') return [];
  const effective = await effectiveStatements(read, {
    ...{ government, year },
    ...(asOf === null ? {} : { asOf }),
    ...(basis === undefined ? {} : { settings: { name: '', basis } }),
  });
  const own = (await granularities(read, [seq])).get(seq) ?? new Map();
  const held = effective.held();
  const notices: Notice[] = [];
  for (const unit of covers.size === 0 ? [''] : [...covers].sort())
    for (const akun of [...akunIn(draft.sums)].sort()) {
      const counting = countingFor(effective, draft, unit, akun);
      const coarser = held.filter((one) => one.unit === unit && one.akun === akun && one.counting === counting);
      for (const other of counting === undefined ? [] : [counting, ...coarser.map(({ statement }) => statement)]) {
        const isCoarse = isFiner(other.granularity, own, unit, akun);
        if (!(isCoarse || isFiner(own, other.granularity, unit, akun))) continue;
        const isThere = (row: { unit: string; account: string }) => isOfUnit(row.unit, unit) && akunOf(row.account) === akun;
        const here = [...draft.sums.values()].filter(isThere);
        const there = (await rollups(read, [other.seq], { government, year })).filter(isThere);
        const differences = isCoarse ? differencesOf(here, there) : differencesOf(there, here);
        const [first] = differences;
        if (first === undefined) continue;
        const totalOf = (sums: readonly { account: string; amount: Sen }[]) =>
          toDecimal(sums.reduce((sum, { account, amount }) => sum + netInto(akun, account, amount), 0n));
        const code = isCoarse ? 'finer-differs' : 'coarser-differs';
        const where =
          differences.length === 1 && first.account === akun ? '' : ` (${differences.map(({ account }) => account).join(', ')})`;
        notices.push({
          ...{ code, unit, account: akun },
          ...{ value: `${unit} ${akun}${where}: ${totalOf(here)}`.trim(), expected: `${other.id}: ${totalOf(there)}` },
        });
      }
    }
  return notices;
}
