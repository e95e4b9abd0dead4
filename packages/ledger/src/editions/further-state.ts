import type { BudgetVersion, Code } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import type { Assertion } from '../figures/assertions.ts';
import type { EffectiveStatements } from '../figures/effective.ts';
import type { FiguresQuery } from '../figures/figures.ts';
import { type PublicWorks, publicWorks } from '../works/public-works.ts';
import { type PublicCorrection, publicCorrections } from './public-corrections.ts';
import { type StateOfficial, type StateSource, sourcesOf } from './state-sources.ts';

/** What editions hold from format 3 on; see `FurtherContent` of an edition. */
export interface StateFurther extends PublicWorks {
  unitTotals: (StateOfficial & { unit: Code })[];
  sources: StateSource[];
  /** By id of the statement. */
  corrections: ReadonlyMap<string, PublicCorrection[]>;
}

/** @param known `used`: ids of the statements that an edition of any format names; `sheets`: names by which their sheets are published */
export async function furtherState(
  read: Reading,
  { government, year, sequence }: FiguresQuery,
  {
    count,
    assertions,
    used,
    sheets,
  }: {
    count: EffectiveStatements;
    assertions: readonly Assertion[];
    used: ReadonlySet<string>;
    sheets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  },
): Promise<StateFurther> {
  const unitTotals = totalsOfUnits(assertions, count.version);
  const others = new Set(unitTotals.flatMap(({ source }) => (used.has(source) ? [] : [source])));
  const { sources } = await sourcesOf(
    read,
    count.statements.filter(({ id }) => others.has(id)),
  );
  const named = count.statements.filter(({ id }) => used.has(id) || others.has(id));
  const corrections = await publicCorrections(read, named, sheets);
  // Without a sequence the ledger is asked as it is now.
  const works = await publicWorks(read, { government, year, sequence: sequence ?? 2 ** 31 - 1 });
  return { unitTotals, sources, corrections, ...works };
}

/** Of each OPD and akun what a coarser statement states, whether it is the sum of the finer one or not. */
function totalsOfUnits(assertions: readonly Assertion[], version: BudgetVersion | null): StateFurther['unitTotals'] {
  return assertions.flatMap((assertion) => {
    const { measure, unit, akun, stated, statement, asOf } = assertion;
    if (unit === '' || (measure === 'budget' && assertion.version !== version)) return [];
    return [{ measure, unit, account: akun, amount: stated, source: statement, asOf }];
  });
}
