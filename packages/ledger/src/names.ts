import { type Code, type CodeKind, type FiscalYear, opdOf } from '@sipkadin/budget';
import type { Reading } from './database/database.ts';
import { years } from './figures/figures.ts';
import { verifiedStatements } from './figures/verified-statements.ts';

/** Names of the codes of statements, by kind; the later statement's name wins. */
export async function codeNames(read: Reading, ids: readonly string[]): Promise<Record<CodeKind, Map<Code, string>>> {
  const names = { account: new Map<Code, string>(), activity: new Map(), unit: new Map(), fund: new Map() };
  for (let at = 0; at < ids.length; at += chunk) {
    const rows = await read
      .selectFrom('name')
      .innerJoin('statement', 'statement.seq', 'name.statement')
      .select(['name.kind as kind', 'code', 'name'])
      .where('statement.id', 'in', ids.slice(at, at + chunk))
      .where('name', '!=', '')
      .orderBy('statement.seq')
      .execute();
    for (const { kind, code, name } of rows) if (isCodeKind(kind)) names[kind].set(code, name);
  }
  return names;
}

const isCodeKind = (kind: string): kind is CodeKind => ['account', 'activity', 'unit', 'fund'].includes(kind);

const chunk = 400;

/** What OPD and sub-units are called, as the statement of the year that was verified last has them. */
export async function unitNames(read: Reading, scope: { government: string; year: FiscalYear }): Promise<Map<Code, string>> {
  const statements = await verifiedStatements(read, scope);
  return namesIn(
    read,
    statements.map(({ seq }) => seq),
    'unit',
  );
}

/** The activities for which an OPD, with its sub-units, has a verified budget in the year, by their codes; the later name wins. */
export async function unitActivities(
  read: Reading,
  { unit, ...scope }: { government: string; year: FiscalYear; unit: Code },
): Promise<Map<Code, string>> {
  const opd = opdOf(unit);
  const budgets = (await verifiedStatements(read, scope)).filter(
    ({ kind, covers }) => kind === 'budget' && [...covers].some((covered) => opdOf(covered) === opd),
  );
  const seqs = budgets.map(({ seq }) => seq);
  if (seqs.length === 0) return new Map();
  const lines = await read
    .selectFrom('line')
    .innerJoin('text as unit', 'unit.id', 'line.unit')
    .innerJoin('text as activity', 'activity.id', 'line.activity')
    .select('activity.value as code')
    .distinct()
    .where('line.statement', 'in', seqs)
    .where('unit.value', 'like', `${opd.slice(0, -'0000'.length)}%`)
    .where('activity.value', '!=', '')
    .execute();
  const names = await namesIn(read, seqs, 'activity');
  return new Map(lines.map(({ code }) => [code, names.get(code) ?? ''] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What these activities are called, as the statement of the year that was verified last has them; those without a name are left out. */
export async function activityNames(
  read: Reading,
  scope: { government: string; year: FiscalYear },
  codes: readonly Code[],
): Promise<Map<Code, string>> {
  if (codes.length === 0) return new Map();
  const statements = await verifiedStatements(read, scope);
  return namesIn(
    read,
    statements.map(({ seq }) => seq),
    'activity',
    codes,
  );
}

/** Names of a kind in statements, in whose order the later one wins. @param codes undefined: all */
async function namesIn(read: Reading, statements: readonly number[], kind: CodeKind, codes?: readonly Code[]): Promise<Map<Code, string>> {
  const names = new Map<Code, string>();
  for (let at = 0; at < statements.length; at += chunk) {
    const part = statements.slice(at, at + chunk);
    const order = new Map(part.map((seq, index) => [seq, index]));
    let query = read
      .selectFrom('name')
      .select(['statement', 'code', 'name'])
      .where('statement', 'in', part)
      .where('kind', '=', kind)
      .where('name', '!=', '');
    if (codes !== undefined) query = query.where('code', 'in', codes);
    const rows = await query.execute();
    rows.sort((a, b) => (order.get(Number(a.statement)) ?? 0) - (order.get(Number(b.statement)) ?? 0));
    for (const { code, name } of rows) names.set(code, name);
  }
  return names;
}

/** The OPD in a government's newest year, with their names; without sub-units; [] before the first budget. */
export async function knownOpd(read: Reading, government: string): Promise<{ code: Code; name: string }[]> {
  const [latest] = (await years(read, government)).toSorted((a, b) => b - a);
  if (latest === undefined) return [];
  const units = await unitNames(read, { government, year: latest });
  return [...units].filter(([code]) => code.endsWith('.0000')).map(([code, name]) => ({ code, name }));
}
