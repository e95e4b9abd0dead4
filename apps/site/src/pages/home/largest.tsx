import { gapToPlan } from '@sipkadin/budget';
import type { UnitRow } from '@sipkadin/edition';
import { BulletList, formatCount, formatDate, formatPoints, StatusMark } from '@sipkadin/ui';
import { unitGloss } from '../../parts/account-names.ts';
import { onlyOf, origins } from '../../parts/sides.ts';
import type { Context } from '../../reading/context.ts';
import { bandsOf, hasTreasury, statusOf, withoutTreasury } from '../../reading/judging.ts';
import { byLargest, type Money } from '../../reading/money.ts';
import { whyOf } from '../../works/why.tsx';

/** How an OPD compares with its plan, and up to which day where that is not the edition's. */
function comparison(context: Context, unit: UnitRow, amounts: Money) {
  const { language, edition, w } = context;
  const gap = gapToPlan(amounts);
  if (gap === null || amounts.realization === null) return undefined;
  return (
    <>
      {formatPoints(gap, language)}{' '}
      <StatusMark status={statusOf(context, amounts, unit.lastAsOf)} language={language} called={bandsOf(context).statuses} />
      {unit.lastAsOf !== null && unit.lastAsOf !== edition.manifest.asOf && (
        <> · {w.units.judgedAsOf(formatDate(unit.lastAsOf, language, 'short'))}</>
      )}
    </>
  );
}

/** On an English page what the OPD would be called there. */
function gloss({ language }: Context, { name }: UnitRow): string | null {
  const english = unitGloss(name, language);
  return english === undefined ? null : `${english} `;
}

/** The OPD with the largest budgets, without treasury items. */
export function Largest({ context, units, whole }: { context: Context; units: readonly UnitRow[]; whole: Money }) {
  const { w, language, paths } = context;
  const title = context.only === 'realization' ? w.home.largestPaid : w.home.largest;
  return (
    <section>
      <h2>{title}</h2>
      <BulletList
        file={{ id: 'opd-terbesar', title }}
        named="id"
        language={language}
        only={onlyOf(context, whole)}
        scale="absolute"
        wide
        rows={units
          .map((unit) => ({ unit, ...withoutTreasury(unit) }))
          .toSorted(byLargest(({ budget, realization }) => budget ?? realization))
          .slice(0, 5)
          .map(({ unit, ...amounts }) => ({
            key: unit.slug,
            name: unit.name,
            href: paths.unit({ unit: unit.slug }),
            ...amounts,
            origin: origins(context, { unit: unit.slug, account: '5', part: hasTreasury(unit) ? 'opd' : undefined }),
            note: (
              <>
                {gloss(context, unit)}
                {comparison(context, unit, amounts)}
              </>
            ),
            below: whyOf(context, unit, statusOf(context, amounts, unit.lastAsOf)),
          }))}
      />
      <p className="more">
        <a href={paths.units()}>{w.home.largestAll(formatCount(units.length, language))}</a>
      </p>
    </section>
  );
}
