import type { UnitRow } from '@sipkadin/edition';
import { BulletList, formatCount, formatDate, formatRatio, Indonesian } from '@sipkadin/ui';
import { onlyOf, origins } from '../../parts/sides.ts';
import type { Context } from '../../reading/context.ts';
import { byLargest, money } from '../../reading/money.ts';
import { subUnitName, subUnitsOf, subUnitsWithoutFigures } from '../../reading/sub-units.ts';

/** Hospitals, schools and the like within an OPD, the largest first, and last what is in none of them; together they are the OPD. */
export function SubUnits({ context, unit }: { context: Context; unit: UnitRow }) {
  const { w, language, paths, edition } = context;
  const rows = subUnitsOf(edition, unit.code);
  const [first, ...others] = rows
    .filter(({ code }) => code !== unit.code)
    .toSorted(byLargest((row) => money(row).budget ?? money(row).realization));
  if (first === undefined) {
    const names = subUnitsWithoutFigures(edition, unit.code);
    return names.length === 0 ? null : <p className="notice">{w.subUnit.notHeld(formatCount(names.length, language))}</p>;
  }
  const own = rows.find(({ code }) => code === unit.code);
  const whole = money(unit);
  const largest = money(first);
  const share =
    largest.budget === null
      ? formatRatio(largest.realization, whole.realization, language)
      : formatRatio(largest.budget, whole.budget, language);
  const title = (largest.budget === null ? w.subUnit.largestPaid : w.subUnit.largest)(first.name, share);
  return (
    <section id="sub-unit">
      <h2>
        <Indonesian language={language} text={title} names={[first.name]} />
      </h2>
      <p className="small">{w.subUnit.text(formatCount(others.length + 1, language), own !== undefined)}</p>
      <BulletList
        file={{ id: 'sub-unit', title: `${unit.name}: ${title}` }}
        named="id"
        language={language}
        only={onlyOf(context, whole)}
        scale="absolute"
        wide
        rows={[first, ...others, ...(own ? [own] : [])].map((row) => ({
          key: row.slug,
          name: subUnitName(context, row),
          href: paths.subUnit({ unit: unit.slug, subUnit: row.slug }),
          note:
            row.lastAsOf !== null && row.lastAsOf !== unit.lastAsOf
              ? w.units.judgedAsOf(formatDate(row.lastAsOf, language, 'short'))
              : undefined,
          ...money(row),
          origin: origins(context, { unit: unit.slug, subUnit: row.slug, account: '5' }),
        }))}
      />
    </section>
  );
}
