import { accountWords, type FiscalYear, toDecimal } from '@sipkadin/budget';
import { type Assertion, assertionsOf, type Reading, statementLines, statementSources, unitNames } from '@sipkadin/ledger';
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
