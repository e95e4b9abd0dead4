import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDecimal, type Sen, sum } from '@sipkadin/budget';
import { readList } from './read-list.ts';

/** Sen by group: those of `groups`. Together they are all revenue and all spending. */
export type GroupTotals = ReadonlyMap<string, Sen>;

/**
 * The groups of accounts that the yearly totals are published by, the narrower before the wider: "4.1" is own-source revenue but
 * for taxes and charges, "4" what else comes in, "5" goods and services, grants and unforeseen spending.
 */
const groups = ['4.1.01', '4.1.02', '4.1', '4.2.01', '4', '5.1.01', '5.1.06', '5.2', '5'] as const;

/** The narrowest group that an account of revenue or spending is in. */
export function groupOf(account: string): string | undefined {
  return groups.find((group) => account === group || account.startsWith(`${group}.`));
}

const rows = readList(readFileSync(join(import.meta.dirname, 'official-years.csv'), 'utf8'));

/** The city's own yearly totals (README.md here names the source), each group without the narrower groups in it. */
export function officialYear(year: number): { budget: GroupTotals; realization: GroupTotals } {
  const column = (name: string): GroupTotals => {
    const stated = new Map(
      rows.filter((row) => row['Tahun'] === String(year)).map((row) => [row['Kode'] ?? '', parseDecimal(row[name] ?? '')]),
    );
    const without = new Map<string, Sen>();
    for (const group of groups) {
      const amount = stated.get(group);
      if (amount === undefined) throw new Error(`no total of ${group} in ${year}`);
      const narrower = [...without].flatMap(([code, part]) => (code.startsWith(`${group}.`) ? [part] : []));
      without.set(group, amount - sum(narrower));
    }
    return without;
  };
  return { budget: column('Anggaran'), realization: column('Realisasi') };
}
