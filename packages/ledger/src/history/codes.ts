import { type Code, opdOf } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { addTo, type Codes, type Notice, type Sums } from './notices.ts';

/** Codes of stored lines, asked for in sets: the database groups, a few thousand pairs come back. */

const chunk = 400;

/** The texts of these numbers of the dictionary. */
async function textsOf(read: Reading, ids: Iterable<number | bigint>): Promise<Map<number, string>> {
  const texts = new Map<number, string>();
  const list = [...new Set([...ids].map(Number))];
  for (let at = 0; at < list.length; at += chunk)
    for (const { id, value } of await read
      .selectFrom('text')
      .selectAll()
      .where('id', 'in', list.slice(at, at + chunk))
      .execute())
      texts.set(Number(id), value);
  return texts;
}

/** Units that statements have sums of. */
export async function unitsIn(read: Reading, statements: readonly number[]): Promise<Set<Code>> {
  const units = new Set<Code>();
  for (let at = 0; at < statements.length; at += chunk)
    for (const { unit } of await read
      .selectFrom('rollup')
      .select('unit')
      .distinct()
      .where('statement', 'in', statements.slice(at, at + chunk))
      .execute())
      units.add(unit);
  return units;
}

/** Accounts of spending and sub kegiatan that statements have lines of, by OPD. */
export async function codesOf(read: Reading, statements: readonly number[]): Promise<{ accounts: Codes; activities: Codes }> {
  const accounts = new Map<Code, Set<Code>>();
  const activities = new Map<Code, Set<Code>>();
  const add = (to: Map<Code, Set<Code>>, unit: Code, code: Code) => {
    const opd = opdOf(unit);
    const known = to.get(opd);
    if (known) known.add(code);
    else to.set(opd, new Set([code]));
  };
  for (let at = 0; at < statements.length; at += chunk) {
    const part = statements.slice(at, at + chunk);
    for (const [column, to] of [
      ['account', accounts],
      ['activity', activities],
    ] as const) {
      const pairs = await read.selectFrom('line').select(['unit', column]).distinct().where('statement', 'in', part).execute();
      const number = (pair: (typeof pairs)[number]) => (column in pair ? ((pair as Record<string, number | bigint>)[column] ?? 0) : 0);
      const texts = await textsOf(
        read,
        pairs.flatMap((pair) => [pair.unit, number(pair)]),
      );
      for (const pair of pairs) {
        const code = texts.get(Number(number(pair))) ?? '';
        const unit = texts.get(Number(pair.unit)) ?? '';
        if (unit !== '' && code !== '' && (column === 'activity' || code.startsWith('5'))) add(to, unit, code);
      }
    }
  }
  return { accounts, activities };
}

/** Physical progress by unit and activity; a later statement of the list replaces an earlier one's. */
export async function progressOf(read: Reading, statements: readonly number[]): Promise<Sums> {
  const sums: Sums = new Map();
  for (const statement of statements) {
    const lines = await read.selectFrom('line').select(['unit', 'activity', 'amount']).where('statement', '=', statement).execute();
    const texts = await textsOf(
      read,
      lines.flatMap(({ unit, activity }) => [unit, activity]),
    );
    const own: Sums = new Map();
    for (const { unit, activity, amount } of lines) addTo(own, texts.get(Number(unit)) ?? '', texts.get(Number(activity)) ?? '', amount);
    for (const [key, sum] of own) sums.set(key, sum);
  }
  return sums;
}

/** Codes that a statement calls otherwise than the statements before it, the latest of them first. */
export async function renamed(read: Reading, statement: number, before: readonly number[]): Promise<Notice[]> {
  const own = await read.selectFrom('name').selectAll().where('statement', '=', statement).where('name', '!=', '').execute();
  const known = new Map<string, string>();
  for (const one of before.slice(0, latest)) {
    const names = await read.selectFrom('name').selectAll().where('statement', '=', one).where('name', '!=', '').execute();
    for (const { kind, code, name } of names) if (!known.has(`${kind}|${code}`)) known.set(`${kind}|${code}`, name);
  }
  const same = (a: string, b: string) => a.toUpperCase() === b.toUpperCase();
  return own.flatMap(({ kind, code, printed, name }): Notice[] => {
    const then = known.get(`${kind}|${code}`);
    return then === undefined || same(then, name) ? [] : [{ code: 'name-changed', value: `${printed} "${name}"`, expected: then }];
  });
}

/** More than these statements before are not asked what they call a code. */
const latest = 40;

/** The first line of a statement that each notice is about. */
export async function placesOf(
  read: Reading,
  statement: number,
  notices: readonly Notice[],
): Promise<Map<Notice, { sheet: string; ref: string }>> {
  const places = new Map<Notice, { sheet: string; ref: string }>();
  const wanted = [...new Set(notices.flatMap(({ unit }) => unit ?? []))];
  if (wanted.length === 0) return places;
  const within = wanted.flatMap((unit) => (unit.endsWith('.0000') ? unit.slice(0, -5) : []));
  const units = new Map<number, string>();
  for (const prefix of new Set(within))
    for (const { id, value } of await read.selectFrom('text').selectAll().where('value', 'like', `${prefix}.%`).execute())
      units.set(Number(id), value);
  for (let at = 0; at < wanted.length; at += chunk)
    for (const { id, value } of await read
      .selectFrom('text')
      .selectAll()
      .where('value', 'in', wanted.slice(at, at + chunk))
      .execute())
      units.set(Number(id), value);
  const ids = [...units.keys()];
  const firsts: { unit: string; activity: number; account: number; position: number }[] = [];
  for (let at = 0; at < ids.length; at += chunk) {
    const rows = await read
      .selectFrom('line')
      .select(({ fn }) => ['unit', 'activity', 'account', fn.min('position').as('position')])
      .where('statement', '=', statement)
      .where('unit', 'in', ids.slice(at, at + chunk))
      .groupBy(['unit', 'activity', 'account'])
      .execute();
    for (const { unit, activity, account, position } of rows)
      firsts.push({
        ...{ unit: units.get(Number(unit)) ?? '', activity: Number(activity), account: Number(account), position: Number(position) },
      });
  }
  firsts.sort((a, b) => a.position - b.position);
  const texts = await textsOf(
    read,
    firsts.flatMap(({ activity, account }) => [activity, account]),
  );
  const beneath = (code: string, wanted: string) => code === wanted || code.startsWith(`${wanted}.`);
  const positions = new Map<number, Notice[]>();
  for (const notice of notices) {
    const { unit, account, activity } = notice;
    if (unit === undefined) continue;
    const whole = notice.code === 'account-not-in-budget' || notice.code === 'activity-not-in-budget';
    const first = firsts.find(
      (line) =>
        (line.unit === unit || (whole && opdOf(line.unit) === unit)) &&
        (account === undefined || beneath(texts.get(line.account) ?? '', account)) &&
        (activity === undefined || texts.get(line.activity) === activity),
    );
    if (first) positions.set(first.position, [...(positions.get(first.position) ?? []), notice]);
  }
  const list = [...positions.keys()];
  for (let at = 0; at < list.length; at += chunk) {
    const lines = await read
      .selectFrom('line')
      .select(['position', 'sheet', 'row', 'col'])
      .where('statement', '=', statement)
      .where('position', 'in', list.slice(at, at + chunk))
      .execute();
    const named = await textsOf(
      read,
      lines.flatMap(({ sheet, col }) => [sheet, col]),
    );
    for (const { position, sheet, row, col } of lines)
      for (const notice of positions.get(Number(position)) ?? [])
        places.set(notice, { sheet: named.get(Number(sheet)) ?? '', ref: `${named.get(Number(col)) ?? ''}${Number(row)}` });
  }
  return places;
}
