import { type Code, type FiscalYear, parseDecimal, parseFiscalYear, type Sen } from '@sipkadin/budget';
import { EditionError } from '../error.ts';
import type { ReferenceContent, ReferenceManifest, YearAmount } from './reference.ts';

/** The content of a reference edition from its files. @throws EditionError damaged */
export function restoreReference(
  manifest: Pick<ReferenceManifest, 'sources' | 'budgetYear' | 'residentsYear' | 'provisional'>,
  read: (path: string) => Buffer,
): ReferenceContent {
  const regionRows = rowsOf(read('regions.csv'));
  const regions = regionRows.map(([code = '', name = '']) => ({ code, name }));
  const people = regionRows.flatMap(([code = '', , residents = '']): [Code, number][] =>
    residents === '' ? [] : [[code, whole(residents)]],
  );
  const [head, ...budgetRows] = linesOf(read('budgets.csv'));
  const [, ...accounts] = head?.split(',') ?? [];
  const budgets = new Map(
    budgetRows.map((line) => {
      const [code = '', ...cells] = line.split(',');
      const amounts = accounts.flatMap((account, at): [Code, Sen][] => (cells[at] ? [[account, amount(cells[at])]] : []));
      return [code, new Map(amounts)] as const;
    }),
  );
  const years = new Map<Code, Map<FiscalYear, Map<Code, YearAmount>>>();
  for (const [code = '', text, account = '', budget, realization] of rowsOf(read('years.csv'))) {
    const year = parseFiscalYear(text ?? '');
    if (year === undefined) throw new EditionError('damaged', `years.csv names the year ${text}`);
    const ofRegion = years.get(code) ?? new Map<FiscalYear, Map<Code, YearAmount>>();
    const ofYear = ofRegion.get(year) ?? new Map<Code, YearAmount>();
    ofYear.set(account, { budget: amount(budget), realization: amount(realization) });
    years.set(code, ofRegion.set(year, ofYear));
  }
  const { budgetYear, residentsYear, sources, provisional } = manifest;
  return {
    ...{ sources, regions, years, provisional },
    budgets: budgetYear === null ? null : { year: budgetYear, of: budgets },
    residents: residentsYear === null ? null : { year: residentsYear, of: new Map(people) },
  };
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('utf8').trimEnd().split('\n');
}

/** Cells by row, without the head. No text of these files is quoted: names of regions have no commas. */
function rowsOf(bytes: Buffer): string[][] {
  return linesOf(bytes)
    .slice(1)
    .map((line) => line.split(','));
}

function amount(text: string | undefined): Sen {
  const sen = parseDecimal(text ?? '');
  if (sen === undefined) throw new EditionError('damaged', `no amount: ${text?.slice(0, 40)}`);
  return sen;
}

function whole(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new EditionError('damaged', `no number of residents: ${text.slice(0, 40)}`);
  return Number(text);
}
