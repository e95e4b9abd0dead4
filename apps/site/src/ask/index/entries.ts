import {
  accountWords,
  type Code,
  functionWords,
  type IsoDate,
  isIsoDate,
  isWithin,
  level,
  person,
  plainAccountWords,
  type Words,
} from '@sipkadin/budget';
import { type Money, nothing, sen, total } from '../../reading/money.ts';
import { tokensOf } from '../rules/tokens.ts';
import { type AskIndex, type IndexedKind, kindLetters } from './ask-index.ts';

/** What a question can be about, in the order in which equally fitting ones are preferred. */
export const entryKinds = [
  ...['akun', 'unit', 'subUnit', 'function', 'account', 'program', 'kegiatan', 'sub', 'fund', 'company', 'contract'],
] as const satisfies readonly string[] as readonly EntryKind[];
type EntryKind = IndexedKind | 'company' | 'contract';

/** An OPD or a sub-unit. */
export interface Place {
  at: number;
  slug: string;
  name: string;
  /** The last day of its reports; undefined: none. */
  asOf: IsoDate | undefined;
  /** Of a sub-unit its OPD. */
  opd: Place | undefined;
}

/** One thing of an edition that has amounts of its own. */
export interface Entry {
  kind: EntryKind;
  /** '' for a company. Of a contract: the activity that it is of, '' where none is stated. */
  code: Code;
  name: string;
  /** Of an activity or a contract: who has it. Of an OPD and a sub-unit: itself. */
  place: Place | undefined;
  /** Of a contract: its value and what was paid of it. */
  money: Money;
  /** Of a company and a contract: the day of the report. */
  asOf: IsoDate | undefined;
  /** How many contracts a company has. */
  contracts?: number;
  /** Each name that it is known by, as positions in `words`: its own, and the plain one in both languages. */
  names: readonly (readonly number[])[];
}

/** An index, unpacked. */
export interface Known {
  index: AskIndex;
  entries: readonly Entry[];
  places: readonly Place[];
  /** Every word of a name, once. */
  words: readonly string[];
  /** The amounts of an account within one place, at whatever level; no data where it has none. */
  within: (place: Place, account: Code) => Money;
}

const unpacked = new WeakMap<AskIndex, Known>();

/** Unpacked once. */
export function knownOf(index: AskIndex): Known {
  const found = unpacked.get(index) ?? unpack(index);
  unpacked.set(index, found);
  return found;
}

const cells = (column: string): string[] => (column === '' ? [] : column.split(','));
const amount = (text: string | undefined) => sen(text === undefined || text === '' ? null : text);
const figures = (budget: string | undefined, paid: string | undefined): Money => ({
  ...{ budget: amount(budget), realization: amount(paid), plan: null },
});
const day = (text: string | undefined): IsoDate | undefined => (text !== undefined && isIsoDate(text) ? text : undefined);

function unpack(index: AskIndex): Known {
  const vocabulary = new Map<string, number>();
  const wordsOf = (name: string) =>
    tokensOf(name).map((token) => {
      const at = vocabulary.get(token) ?? vocabulary.size;
      vocabulary.set(token, at);
      return at;
    });
  const once = new Map<string, readonly number[]>();
  const namesOf = (names: readonly string[]) =>
    [...new Set(names)].map((name) => {
      const found = once.get(name) ?? wordsOf(name);
      once.set(name, found);
      return found;
    });
  const places = placesOf(index);
  const leaves = leavesOf(index);
  const within = (place: Place, account: Code) =>
    total((leaves[place.at] ?? []).flatMap(({ code, money }) => (isWithin(code, account) ? [money] : [])));
  const everywhere = sumsAbove(leaves.slice(0, places.filter(({ opd }) => opd === undefined).length).flat());
  const { entries: rows, names } = index;
  const [codes, named, owners, budgets, paid] = [rows.code, rows.name, rows.place, rows.budget, rows.paid].map(cells);
  const kinds = new Map<string, IndexedKind>(Object.entries(kindLetters).map(([kind, letter]) => [letter, kind as IndexedKind]));
  const entries = Array.from(rows.kind).flatMap((letter, at): Entry[] => {
    const [kind, code, name] = [kinds.get(letter), codes?.[at] ?? '', names[Number(named?.[at])] ?? ''];
    if (kind === undefined) return [];
    const isAccount = kind === 'akun' || kind === 'account';
    const others = isAccount ? [accountWords(code), plainAccountWords(code)] : kind === 'function' ? [functionWords(code)] : [];
    const money = isAccount && level(code) > 3 ? (everywhere.get(code) ?? nothing) : figures(budgets?.[at], paid?.[at]);
    const owner = owners?.[at];
    const place = owner === undefined || owner === '' ? undefined : places[Number(owner)];
    return [{ kind, code, name, place, money, asOf: undefined, names: namesOf([name, ...others.flatMap(inBoth)]) }];
  });
  return { index, entries: [...entries, ...contractsOf(index, places, namesOf)], places, words: [...vocabulary.keys()], within };
}

const inBoth = (words: Words | undefined) => (words === undefined ? [] : [words.id, words.en]);

function placesOf({ places, entries, names }: AskIndex): Place[] {
  const [slugs, days, opds, owners, named] = [places.slug, places.asOf, places.opd, entries.place, entries.name].map(cells);
  const made: Place[] = [];
  for (const [at, slug] of (slugs ?? []).entries()) {
    const row = (owners ?? []).findIndex((owner, one) => owner === String(at) && 'ub'.includes(entries.kind[one] ?? ' '));
    const opd = opds?.[at];
    made.push({
      ...{ at, slug, name: names[Number(named?.[row])] ?? '', asOf: day(days?.[at]) },
      opd: opd === undefined || opd === '' ? undefined : made[Number(opd)],
    });
  }
  return made;
}

interface Leaf {
  code: Code;
  money: Money;
}

/** The deepest accounts, by position of their place. */
function leavesOf({ accounts }: AskIndex): Leaf[][] {
  const [places, codes, budgets, paid] = [accounts.place, accounts.code, accounts.budget, accounts.paid].map(cells);
  const leaves: Leaf[][] = [];
  for (const [at, code] of (codes ?? []).entries()) {
    (leaves[Number(places?.[at])] ??= []).push({ code, money: figures(budgets?.[at], paid?.[at]) });
  }
  return leaves;
}

/** The sum of every account at the levels four and deeper. */
function sumsAbove(leaves: readonly Leaf[]): Map<Code, Money> {
  const parts = new Map<Code, Money[]>();
  for (const { code, money } of leaves) {
    for (let above = code; level(above) > 3; above = above.slice(0, above.lastIndexOf('.'))) {
      const known = parts.get(above) ?? [];
      parts.set(above, known);
      known.push(money);
    }
  }
  return new Map([...parts].map(([code, all]) => [code, total(all)]));
}

function contractsOf({ contracts, names }: AskIndex, places: readonly Place[], namesOf: (names: string[]) => Entry['names']): Entry[] {
  const [works, companies, owners, codes] = [contracts.work, contracts.company, contracts.place, contracts.activity].map(cells);
  const [values, paid, days] = [contracts.value, contracts.paid, contracts.asOf].map(cells);
  const all = (works ?? []).map((work, at) => ({
    work: work === '' ? '' : (names[Number(work)] ?? ''),
    company: companies?.[at] === '' ? '' : (names[Number(companies?.[at])] ?? ''),
    entry: {
      ...{ kind: 'contract' as const, code: codes?.[at] ?? '', place: places[Number(owners?.[at])] },
      ...{ money: figures(values?.[at], paid?.[at]), asOf: day(days?.[at]) },
    },
  }));
  const named = all.flatMap(({ work, entry }) => (work === '' ? [] : [{ ...entry, name: work, names: namesOf([work]) }]));
  const byCompany = Map.groupBy(all, ({ company }) => company);
  return [
    ...named,
    ...[...byCompany].flatMap(([name, own]): Entry[] => {
      if (name === '' || name === person) return [];
      const days = own.flatMap(({ entry }) => entry.asOf ?? []).toSorted();
      const [place] = own.flatMap(({ entry }) => entry.place ?? []);
      // Where the value of one is not stated, the sum is not known either.
      const money = own.every(({ entry }) => entry.money.budget !== null) ? total(own.map(({ entry }) => entry.money)) : nothing;
      return [{ kind: 'company', code: '', name, place, money, asOf: days.at(-1), contracts: own.length, names: namesOf([name]) }];
    }),
  ];
}
