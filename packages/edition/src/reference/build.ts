import { type Code, csvLine, type FiscalYear, type Sen, sum, toDecimal } from '@sipkadin/budget';
import { canonicalJson, compareText } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { type ReferenceContent, type ReferenceManifest, referenceFormat } from './reference.ts';

/** The files of a reference edition and its manifest; the same content gives the same bytes. */
export function buildReference(
  content: ReferenceContent,
  { number, publishedAt, previous }: Pick<ReferenceManifest, 'number' | 'publishedAt' | 'previous'>,
): { files: ReadonlyMap<string, Buffer>; manifest: Omit<ReferenceManifest, 'key'> } {
  const { regions, budgets, years, residents, sources, provisional } = content;
  const files = new Map([
    ['regions.csv', regionsCsv(content)],
    ['budgets.csv', budgetsCsv(content)],
    ['years.csv', yearsCsv(content)],
    ['totals.json', canonicalJson(totals(content))],
  ]);
  const listed = [...files].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }));
  const counts = { regions: regions.length, budgets: budgets?.of.size ?? 0, years: years.size, residents: residents?.of.size ?? 0 };
  return {
    files,
    manifest: {
      format: referenceFormat,
      ...{ number, publishedAt, previous, sources, counts, provisional },
      budgetYear: budgets?.year ?? null,
      residentsYear: residents?.year ?? null,
      files: listed.toSorted((a, b) => compareText(a.path, b.path)),
    },
  };
}

function csv(lines: readonly (readonly (string | number | Sen | null)[])[]): Buffer {
  return Buffer.from(lines.map((cells) => csvLine(cells)).join(''), 'utf8');
}

function regionsCsv({ regions, residents }: ReferenceContent): Buffer {
  return csv([['region', 'name', 'residents'], ...regions.map(({ code, name }) => [code, name, residents?.of.get(code) ?? null])]);
}

function budgetsCsv({ budgets, regions }: ReferenceContent): Buffer {
  const accounts = [...new Set([...(budgets?.of.values() ?? [])].flatMap((amounts) => [...amounts.keys()]))].toSorted(compareText);
  const rows = regions.flatMap(({ code }) => {
    const amounts = budgets?.of.get(code);
    return amounts === undefined ? [] : [[code, ...accounts.map((account) => amounts.get(account) ?? null)]];
  });
  return csv([['region', ...accounts], ...rows]);
}

function yearsCsv({ years, regions }: ReferenceContent): Buffer {
  const rows = regions.flatMap(({ code }) =>
    [...(years.get(code) ?? [])]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([year, accounts]) =>
        [...accounts]
          .toSorted(([a], [b]) => compareText(a, b))
          .map(([account, { budget, realization }]) => [code, year, account, budget, realization]),
      ),
  );
  return csv([['region', 'year', 'account', 'budget', 'realization'], ...rows]);
}

/** The sums over all regions, by account: what a reader can hold against the publisher's own totals. */
function totals({ budgets, years, residents }: ReferenceContent) {
  const ofBudgets = new Map<Code, Sen>();
  for (const amounts of budgets?.of.values() ?? [])
    for (const [account, amount] of amounts) ofBudgets.set(account, (ofBudgets.get(account) ?? 0n) + amount);
  const ofYears = new Map<string, { year: FiscalYear; account: Code; regions: number; budget: Sen; realization: Sen }>();
  for (const region of years.values())
    for (const [year, accounts] of region)
      for (const [account, { budget, realization }] of accounts) {
        const known = ofYears.get(`${year} ${account}`) ?? { year, account, regions: 0, budget: 0n, realization: 0n };
        ofYears.set(`${year} ${account}`, {
          ...known,
          regions: known.regions + 1,
          budget: known.budget + budget,
          realization: known.realization + realization,
        });
      }
  const people = [...(residents?.of ?? [])];
  const counted = (isProvince: boolean) =>
    Number(sum(people.flatMap(([code, count]) => ((code.length === 2) === isProvince ? [BigInt(count)] : []))));
  return {
    budgets: Object.fromEntries([...ofBudgets].map(([account, amount]) => [account, toDecimal(amount)])),
    years: [...ofYears]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([, { budget, realization, ...row }]) => ({ ...row, budget: toDecimal(budget), realization: toDecimal(realization) })),
    residents: { provinces: counted(true), others: counted(false) },
  };
}
