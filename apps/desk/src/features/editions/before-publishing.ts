import { accountWords, type BudgetVersion, type FiscalYear, type Sen, toDecimal } from '@sipkadin/budget';
import { type Assertion, assertionsOf, loadFigures, type Reading, statementLines, statementSources, unitNames } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';

/** How many differences the screen lists. */
const listed = 200;

/** Where coarser statements of a year differ from the finer ones that count, the largest difference first, each with both files and cells. */
export async function differencesOf({ ledger: { read }, government, year }: DeskContext & GovernmentGrant & { year: FiscalYear }) {
  const differing = (await assertionsOf(read, { government, year })).filter(({ differences }) => differences.length > 0);
  const sizeOf = ({ stated, counted }: Assertion) => (stated > counted ? stated - counted : counted - stated);
  differing.sort((a, b) => (sizeOf(a) > sizeOf(b) ? -1 : sizeOf(a) < sizeOf(b) ? 1 : a.unit < b.unit ? -1 : 1));
  const shown = differing.slice(0, listed);
  const sources = new Map(
    (
      await statementSources(
        read,
        shown.flatMap(({ statement, counting }) => [statement, counting]),
      )
    ).map((source) => [source.id, source]),
  );
  const names = await unitNames(read, { government, year });
  const rows = [];
  for (const { statement, counting, measure, version, asOf, unit, akun, stated, counted, differences } of shown) {
    const place = (id: string) => placeIn(read, id, { unit, account: differences[0]?.account ?? akun });
    const fileOf = (id: string) => ({ upload: sources.get(id)?.uploadId ?? '', fileName: sources.get(id)?.fileName ?? '' });
    rows.push({
      ...{ measure, version, asOf, unit, unitName: names.get(unit) ?? '', akun, akunName: accountWords(akun) ?? { id: akun, en: akun } },
      accounts: differences.flatMap(({ account }) => (account === akun ? [] : [account])),
      stated: { ...fileOf(statement), place: await place(statement), amount: toDecimal(stated) },
      counted: { ...fileOf(counting), place: await place(counting), amount: toDecimal(counted) },
    });
  }
  return { all: differing.length, rows };
}

/** The first cell of a statement's amounts of a unit and account; null where it has none. */
async function placeIn(read: Reading, id: string, { unit, account }: { unit: string; account: string }) {
  const [line] = await statementLines(read, id, { limit: 1, account, ...(unit === '' ? {} : { unit }) });
  return line === undefined ? null : { sheet: line.sheet, row: line.row, column: line.column };
}

/** The version that an edition's budget would be of, where only some OPD have it; amounts are spending, as decimal text. */
interface PartVersion {
  version: BudgetVersion;
  /** OPD that have it, and what the total of the edition is then the sum of. */
  having: number;
  total: string;
  /** OPD with a budget in another version alone, which is not in that total, the largest first. */
  without: { unit: string; name: string; version: BudgetVersion; budget: string }[];
}

/** @returns null where every OPD with a budget has the latest version */
export async function partVersionOf(
  read: Reading,
  { government, year }: { government: string; year: FiscalYear },
): Promise<PartVersion | null> {
  const { rows, effective } = await loadFigures(read, { government, year, account: '5' });
  const latest = effective.versions.at(-1);
  if (latest === undefined) return null;
  const budgets = new Map<string, Map<BudgetVersion, Sen>>();
  for (const { unit, measure, version, amount } of rows) {
    if (measure !== 'budget' || version === null || unit === '') continue;
    const opd = effective.opdOf(unit);
    const own = budgets.get(opd) ?? new Map<BudgetVersion, Sen>();
    own.set(version, (own.get(version) ?? 0n) + amount);
    budgets.set(opd, own);
  }
  const having = [...budgets.values()].flatMap((own) => own.get(latest) ?? []);
  const names = await unitNames(read, { government, year });
  const without = [...budgets].flatMap(([unit, own]) => {
    const version = own.has(latest) ? undefined : effective.versions.findLast((one) => own.has(one));
    return version === undefined ? [] : [{ unit, version, amount: own.get(version) ?? 0n }];
  });
  if (without.length === 0) return null;
  return {
    ...{ version: latest, having: having.length, total: toDecimal(having.reduce((sum, amount) => sum + amount, 0n)) },
    without: without
      .toSorted((a, b) => (a.amount > b.amount ? -1 : a.amount < b.amount ? 1 : 0))
      .map(({ unit, version, amount }) => ({ unit, name: names.get(unit) ?? unit, version, budget: toDecimal(amount) })),
  };
}
