import { ancestor, budgetMeasures, type Code, level, opdOf, type Sen, toDecimal } from '@sipkadin/budget';
import type { Decimal, Edition, Reference, UnitNode } from '@sipkadin/edition';
import { topics } from '../../pages/topics/rules.ts';
import { topicSum } from '../../pages/topics/sums.ts';
import { bandsOf, withoutTreasury } from '../../reading/judging.ts';
import { type Money, money, total } from '../../reading/money.ts';
import { readable } from '../../reading/readable.ts';
import { type AskIndex, type IndexedKind, indexVersion, kindLetters } from './ask-index.ts';

const made = new WeakMap<Edition, Map<string, AskIndex>>();

/**
 * The index of an edition, made once for each reference edition.
 * @param reference undefined: questions about other regions find none
 */
export function askIndexOf(edition: Edition, reference?: Reference): AskIndex {
  const ofEdition = made.get(edition) ?? new Map<string, AskIndex>();
  made.set(edition, ofEdition);
  const key = reference?.hash ?? '';
  const found = ofEdition.get(key) ?? makeIndex(readable(edition), reference);
  // With other regions and without: an index of an earlier reference edition is not asked for again.
  if (ofEdition.size > 1 && !ofEdition.has(key)) ofEdition.clear();
  ofEdition.set(key, found);
  return found;
}

interface Row {
  kind: IndexedKind;
  code: Code;
  name: string;
  place?: number;
  budget?: Decimal | null;
  realization?: Decimal | null;
}

function makeIndex(edition: Edition, reference: Reference | undefined): AskIndex {
  const { manifest } = edition;
  const units = edition.units().filter(({ code }) => code !== '');
  // The OPD's own part bears the OPD's code, and is found under the OPD.
  const subUnits = edition.subUnits().filter(({ code, opd }) => code !== opd && units.some((unit) => unit.code === opd));
  const places = [
    ...units.map((unit) => ({ ...unit, kind: 'unit' as const, opd: '', nodes: edition.unit(unit.slug)?.nodes ?? [] })),
    ...subUnits.map((unit) => ({
      ...{ ...unit, kind: 'subUnit' as const, nodes: edition.subUnit(unit.slug)?.nodes ?? [] },
      opd: String(units.findIndex(({ code }) => code === unit.opd)),
    })),
  ];
  const { accounts } = edition.summary();
  const deep = places.flatMap(({ nodes }, place) => accountsOf(nodes).map(([code, amounts]) => ({ place, code, ...amounts })));
  const rows: Row[] = [
    ...accounts.map((row) => ({ ...row, kind: row.code.length === 1 ? ('akun' as const) : ('account' as const) })),
    ...deeperAccounts(edition, places).map((row) => ({ ...row, kind: 'account' as const })),
    ...places.map((row, place) => ({ ...row, place })),
    ...edition.functions().map((row) => ({ ...row, kind: 'function' as const })),
    ...edition.funds().flatMap((row) => (row.code === '' ? [] : [{ ...row, kind: 'fund' as const }])),
    ...places.flatMap(({ kind, nodes }, place) =>
      nodes.flatMap((node) => (node.kind === 'account' || kind === 'subUnit' ? [] : [{ ...node, kind: node.kind, place }])),
    ),
  ];
  const placeOf = (code: Code) => places.findIndex((place) => place.code === code);
  const asOf = new Map(edition.works().map(({ id, asOf: day }) => [id, day]));
  const contracts = edition.contracts().map((contract) => {
    const own = placeOf(contract.unit);
    // A unit that the figures do not name apart is shown under its OPD.
    return { ...contract, place: own < 0 ? placeOf(opdOf(contract.unit)) : own, asOf: asOf.get(contract.source) };
  });
  const names = [...new Set([...rows.map(({ name }) => name), ...contracts.flatMap(({ object, provider }) => [object, provider])])];
  const numbers = new Map(names.map((name, at) => [name, String(at)]));
  const number = (name: string) => (name === '' ? '' : (numbers.get(name) ?? ''));
  const column = <T>(from: readonly T[], value: (row: T) => string | number | null | undefined) =>
    from.map((row) => value(row) ?? '').join(',');
  return {
    version: indexVersion,
    year: manifest.year,
    asOf: manifest.asOf,
    audited: manifest.audited,
    budgetVersion: manifest.version,
    population: manifest.population ?? null,
    government: manifest.government.code,
    topics: topics.map((topic) => ({ slug: topic.slug, ...topic.name, budget: decimal(topicSum(edition, topic).whole.budget) })),
    regions: reference === undefined ? null : regionsOf(reference),
    names,
    places: {
      slug: column(places, ({ slug }) => slug),
      asOf: column(places, ({ lastAsOf }) => lastAsOf),
      opd: column(places, ({ opd }) => opd),
    },
    entries: {
      kind: rows.map(({ kind }) => kindLetters[kind]).join(''),
      code: column(rows, ({ code }) => code),
      name: column(rows, ({ name }) => number(name)),
      place: column(rows, ({ place }) => place),
      budget: column(rows, ({ budget }) => short(budget)),
      paid: column(rows, ({ realization }) => short(realization)),
    },
    accounts: {
      place: column(deep, ({ place }) => place),
      code: column(deep, ({ code }) => code),
      budget: column(deep, ({ budget }) => short(decimal(budget))),
      paid: column(deep, ({ realization }) => short(decimal(realization))),
    },
    contracts: {
      work: column(contracts, ({ object }) => number(object)),
      company: column(contracts, ({ provider }) => number(provider)),
      place: column(contracts, ({ place }) => place),
      activity: column(contracts, ({ activity }) => activity),
      value: column(contracts, ({ value }) => short(value)),
      paid: column(contracts, ({ paid }) => short(paid)),
      asOf: column(contracts, (contract) => contract.asOf),
    },
    judged: units.map((unit) => {
      const own = withoutTreasury(unit);
      return { budget: decimal(own.budget), realization: decimal(own.realization), plan: decimal(own.plan) };
    }),
    reporting: {
      reportDay: bandsOf({ edition }).reportDay,
      isKnown: manifest.basis !== null,
      statuses: units.map(({ status }) => status),
    },
    revisions: {
      versions: manifest.versions,
      whole: manifest.versions.map((version) => accounts.find(({ code }) => code === '5')?.versions[version] ?? null),
      places: units.map(({ versions }) => manifest.versions.map((version) => versions[version] ?? null)),
    },
  };
}

/** All regions with the spending of the table of budgets. */
function regionsOf({ content }: Reference): AskIndex['regions'] {
  const { budgets, regions, sources } = content;
  if (budgets === null) return null;
  const { day = null, publisher = '' } = sources.find(({ kind }) => kind === 'budgets') ?? {};
  const spendingOf = (code: Code) => {
    const jenis = budgets.of.get(code);
    return jenis === undefined ? '' : (short(toDecimal(budgetMeasures(jenis, undefined).spending)) ?? '');
  };
  return {
    ...{ year: budgets.year, day, publisher },
    codes: regions.map(({ code }) => code).join(),
    names: regions.map(({ name }) => name.replaceAll(',', '')).join(),
    spending: regions.map(({ code }) => spendingOf(code)).join(),
  };
}

const decimal = (amount: Sen | null) => (amount === null ? null : toDecimal(amount));

/** "1500000.00" as "1500000", no data as ''. */
const short = (amount: Decimal | null | undefined) => amount?.replace(/\.00$/, '');

/** What a place has in each of its deepest accounts. */
function accountsOf(nodes: readonly UnitNode[]): [Code, Money][] {
  const parts = Map.groupBy(
    nodes.filter(({ kind }) => kind === 'account'),
    ({ code }) => code,
  );
  return [...parts].map(([code, rows]): [Code, Money] => [code, total(rows.map(money))]).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Accounts below the summary's three levels, named by the files. They have no amounts here, for they are sums of `accounts`. */
function deeperAccounts(edition: Edition, places: readonly { nodes: readonly UnitNode[] }[]): { code: Code; name: string }[] {
  const names = new Map(edition.names().flatMap(({ kind, code, name }) => (kind === 'account' ? [[code, name] as const] : [])));
  const found = new Map<Code, string>();
  for (const { code, name, kind } of places.flatMap(({ nodes }) => nodes)) {
    if (kind !== 'account' || level(code) <= 3) continue;
    for (const above of [4, 5].map((depth) => ancestor(code, depth))) {
      const own = above === code ? undefined : names.get(above);
      if (own !== undefined) found.set(above, own);
    }
    found.set(code, name);
  }
  const known = new Set(edition.summary().accounts.map(({ code }) => code));
  return [...found].flatMap(([code, name]) => (known.has(code) ? [] : [{ code, name }]));
}
