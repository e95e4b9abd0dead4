import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ancestor, type Code, type FiscalYear, type IsoDate, level, netInto, publicFileName, type Sen, type Words } from '@sipkadin/budget';
import type { ReferenceContent, ReferenceKind, ReferenceSource, YearAmount } from '@sipkadin/edition';
import type { RegionFigures } from '@sipkadin/intake';

export type ReferenceParts = Partial<Omit<ReferenceContent, 'regions'>>;

/** A stated sum of the table that its own parts do not give. */
export interface SumFault {
  region: Code;
  account: Code;
  message: Words;
}

const djpk = 'DJPK, Kementerian Keuangan';
/** Words of the names under which these tables are passed on. */
const ofTheTables = 'djpk realization realisasi population regions penduduk daerah';

/**
 * What one file adds to the reference data.
 * @param day the day whose state the file has, where it does not say so itself
 */
export function partsOf(
  figures: RegionFigures,
  file: { path: string; name: string },
  day: IsoDate | null,
): { parts: ReferenceParts } | { faults: SumFault[] } {
  const source = (kind: ReferenceKind, publisher: string, own: IsoDate | null = day): { sources: ReferenceSource[] } => {
    const fileHash = createHash('sha256').update(readFileSync(file.path)).digest('hex');
    return { sources: [{ kind, publisher, fileName: publicFileName(file.name, ofTheTables), fileHash, day: own }] };
  };
  switch (figures.kind) {
    case 'budgets': {
      const { of, faults } = leavesOf(figures.rows);
      if (faults.length > 0) return { faults };
      return { parts: { ...source('budgets', djpk, figures.day ?? day), budgets: { year: figures.year, of } } };
    }
    case 'years': {
      const years = new Map<Code, Map<FiscalYear, Map<Code, YearAmount>>>();
      for (const { region, year, account, budget, realization } of figures.rows) {
        const ofRegion = years.get(region) ?? new Map<FiscalYear, Map<Code, YearAmount>>();
        years.set(region, ofRegion.set(year, (ofRegion.get(year) ?? new Map<Code, YearAmount>()).set(account, { budget, realization })));
      }
      const newest = figures.rows.reduce<FiscalYear | null>((last, { year }) => (last === null || year > last ? year : last), null);
      return { parts: { ...source('years', djpk), years, provisional: newest } };
    }
    case 'residents': {
      const of = new Map(figures.rows.map(({ region, residents }) => [region, residents]));
      return { parts: { ...source('residents', figures.source), residents: { year: figures.year, of } } };
    }
  }
}

/** Jenis by region, after every sum that the table states was held against them: of akun 6 receipts less payments. */
function leavesOf(rows: Extract<RegionFigures, { kind: 'budgets' }>['rows']): { of: Map<Code, Map<Code, Sen>>; faults: SumFault[] } {
  const of = new Map<Code, Map<Code, Sen>>();
  for (const { region, account, amount } of rows) {
    const leaves = of.get(region) ?? new Map<Code, Sen>();
    if (level(account) === 3 && amount !== null) leaves.set(account, amount);
    of.set(region, leaves);
  }
  const faults = rows.flatMap(({ region, account, amount }): SumFault[] => {
    if (level(account) >= 3) return [];
    let total = 0n;
    for (const [leaf, value] of of.get(region) ?? [])
      if (ancestor(leaf, level(account)) === account) total += netInto(account, leaf, value);
    if (total === (amount ?? 0n)) return [];
    return [{ region, account, message: { id: 'jumlahnya bukan jumlah rinciannya', en: 'the sum is not that of its parts' } }];
  });
  return { of, faults };
}
