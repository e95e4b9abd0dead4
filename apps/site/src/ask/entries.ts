import { accountWords, ancestor, type Code, functionWords, isWithin, level, plainAccountWords } from '@sipkadin/budget';
import type { Edition, UnitNode } from '@sipkadin/edition';
import { type Money, money, total } from '../reading/money.ts';
import { tokensOf } from './tokens.ts';

/** What a question can be about, in the order in which equally fitting ones are preferred. */
export const entryKinds = ['akun', 'unit', 'function', 'account', 'program', 'kegiatan', 'sub', 'fund'] as const;

/** One thing of an edition that has amounts of its own. */
export interface Entry {
  kind: (typeof entryKinds)[number];
  code: Code;
  name: string;
  /** Of program, kegiatan and sub kegiatan: the OPD. */
  unit: { slug: string; name: string } | undefined;
  money: Money;
  /** Each name that it is known by, as words: its own, and the plain one in both languages. */
  names: readonly (readonly string[])[];
}

const known = new WeakMap<Edition, readonly Entry[]>();

/** Everything of an edition that a question can be about: akun, OPD, functions, accounts, activities, funds. Made once. */
export function entriesOf(edition: Edition): readonly Entry[] {
  const found = known.get(edition) ?? collect(edition);
  known.set(edition, found);
  return found;
}

function collect(edition: Edition): Entry[] {
  const units = edition.units().filter(({ code }) => code !== '');
  const names = new Map(edition.names().flatMap(({ kind, code, name }) => (kind === 'account' ? [[code, name] as const] : [])));
  const leaves = new Map<Code, { name: string; parts: Money[] }>();
  const add = (code: Code, name: string, part: Money) => {
    const known = leaves.get(code) ?? { name, parts: [] };
    known.parts.push(part);
    leaves.set(code, known);
  };
  const activities: Entry[] = [];
  for (const { slug, name } of units) {
    for (const node of edition.unit(slug)?.nodes ?? []) {
      if (node.kind !== 'account') activities.push(activityEntry(node, { slug, name }));
      else if (level(node.code) > 3) {
        add(node.code, node.name, money(node));
        // Objek and rincian objek have no rows of their own: they are the sum of what lies within them.
        for (const above of [4, 5].map((depth) => ancestor(node.code, depth)))
          if (above !== node.code && names.has(above)) add(above, names.get(above) ?? '', money(node));
      }
    }
  }
  const { accounts } = edition.summary();
  return [
    ...accounts.map((account): Entry => ({ ...accountEntry(account.code, account.name), money: money(account) })),
    ...[...leaves]
      .filter(([code]) => !accounts.some((account) => account.code === code))
      .map(([code, { name, parts }]): Entry => ({ ...accountEntry(code, name), money: total(parts) })),
    ...units.map((unit) => entry('unit', unit.code, unit.name, money(unit), { slug: unit.slug, name: unit.name })),
    ...edition.functions().map((row) => entry('function', row.code, row.name, money(row), undefined, namesIn(functionWords(row.code)))),
    ...edition.funds().flatMap((row) => (row.code === '' ? [] : [entry('fund', row.code, row.name, money(row))])),
    ...activities,
  ];
}

function entry(kind: Entry['kind'], code: Code, name: string, amounts: Money, unit?: Entry['unit'], more: readonly string[] = []): Entry {
  return { kind, code, name, unit, money: amounts, names: [...new Set([name, ...more])].map(tokensOf) };
}

function accountEntry(code: Code, name: string): Omit<Entry, 'money'> {
  const [plain, official] = [plainAccountWords(code), accountWords(code)];
  const names = [...new Set([name, ...namesIn(official), ...namesIn(plain)])].map(tokensOf);
  return { kind: code.length === 1 ? 'akun' : 'account', code, name: plain?.id ?? official?.id ?? name, unit: undefined, names };
}

const namesIn = (words: { id: string; en: string } | undefined) => (words === undefined ? [] : [words.id, words.en]);

function activityEntry(node: UnitNode, unit: NonNullable<Entry['unit']>): Entry {
  return entry(node.kind, node.code, node.name, money(node), unit);
}

/** The amounts of an account within one OPD, at whatever level; no data where it has none. */
export function within(edition: Edition, slug: string, account: Code): Money {
  const nodes = edition.unit(slug)?.nodes ?? [];
  return total(nodes.filter(({ kind, code }) => kind === 'account' && isWithin(code, account)).map(money));
}
