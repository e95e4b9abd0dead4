import type { Edition, UnitDetail } from '@sipkadin/edition';
import { formatName } from '@sipkadin/ui';

const known = new WeakMap<Edition, Edition>();
const origins = new WeakMap<Edition, Edition>();

/** The edition that a readable one was made from, with names as files have them: where only codes and amounts are read, it is quicker. */
export function withPlainNames(edition: Edition): Edition {
  return origins.get(edition) ?? edition;
}

/** The same edition with names in sentence case; files have them in capitals. Amounts and codes are unchanged. */
export function readable(edition: Edition): Edition {
  const before = known.get(edition);
  if (before) return before;
  const calm = <T extends { name: string }>(items: readonly T[]): T[] => items.map((item) => ({ ...item, name: formatName(item.name) }));
  const calmParts = ({ nodes, accounts }: Pick<UnitDetail, 'nodes' | 'accounts'>) => ({ nodes: calm(nodes), accounts: calm(accounts) });
  const once = <T>(make: () => T): (() => T) => {
    let made: { value: T } | undefined;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  const details = new Map<string, UnitDetail>();
  const made: Edition = {
    ...edition,
    units: once(() => calm(edition.units())),
    functions: once(() => calm(edition.functions())),
    funds: once(() => calm(edition.funds())),
    names: once(() => calm(edition.names())),
    summary: once(() => ({ ...edition.summary(), accounts: calm(edition.summary().accounts) })),
    subUnits: once(() => calm(edition.subUnits())),
    subUnit: (slug) => {
      const detail = edition.subUnit(slug);
      return detail && { unit: { ...detail.unit, name: formatName(detail.unit.name) }, ...calmParts(detail) };
    },
    unit: (slug) => {
      const found = details.get(slug);
      if (found !== undefined) return found;
      const detail = edition.unit(slug);
      const calmed = detail && { unit: { ...detail.unit, name: formatName(detail.unit.name) }, ...calmParts(detail) };
      if (calmed !== undefined) details.set(slug, calmed);
      return calmed;
    },
  };
  known.set(edition, made);
  origins.set(made, edition);
  return made;
}
