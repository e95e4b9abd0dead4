import type { Edition, UnitDetail } from '@sipkadin/edition';
import { formatName } from '@sipkadin/ui';

const known = new WeakMap<Edition, Edition>();

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
      const detail = edition.unit(slug);
      return detail && { unit: { ...detail.unit, name: formatName(detail.unit.name) }, ...calmParts(detail) };
    },
  };
  known.set(edition, made);
  return made;
}
