import type { Code, CodeKind, FiscalYear } from '@sipkadin/budget';
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
export async function unitNames(read: Reading, { government, year }: { government: string; year: FiscalYear }): Promise<Map<Code, string>> {
  const statements = await verifiedStatements(read, { government, year });
  const names = new Map<Code, string>();
  for (let at = 0; at < statements.length; at += chunk) {
    const part = statements.slice(at, at + chunk);
    const order = new Map(part.map(({ seq }, index) => [seq, index]));
    const rows = await read
      .selectFrom('name')
      .select(['statement', 'code', 'name'])
      .where(
        'statement',
        'in',
        part.map(({ seq }) => seq),
      )
      .where('kind', '=', 'unit')
      .where('name', '!=', '')
      .execute();
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
