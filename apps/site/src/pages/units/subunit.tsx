import { gapToPlan } from '@sipkadin/budget';
import type { SubUnitRow, UnitRow } from '@sipkadin/edition';
import { formatDate, formatPointsSize, formatProgress, formatRatio, Indonesian, StatusMark } from '@sipkadin/ui';
import { AccountTable } from '../../parts/account-table.tsx';
import { CourseChart, curveOf } from '../../parts/course.tsx';
import { Crumbs } from '../../parts/navigation.tsx';
import { origins } from '../../parts/sides.ts';
import { VersionTable } from '../../parts/version-table.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { bandsOf, hasTreasury, statusOf } from '../../reading/judging.ts';
import { type Money, money } from '../../reading/money.ts';
import { subUnitName } from '../../reading/sub-units.ts';
import { Contracts } from '../../works/contracts.tsx';
import { Notes } from '../../works/notes.tsx';
import { whyOfSubUnit } from '../../works/why.tsx';
import { Kinds, Programs } from './breakdown.tsx';
import { PaidBar, PaidOf } from './paid-of.tsx';
import { sentence } from './sentence.ts';

/** A unit within an OPD, such as a hospital, a puskesmas or a kelurahan; or the part of the OPD that lies outside of them. */
export function subUnit(context: Context, { unit: opdSlug, subUnit: slug }: { unit: string; subUnit: string }): Page | undefined {
  const { edition, w, paths } = context;
  const opd = edition.units().find((row) => row.slug === opdSlug);
  const detail = edition.subUnit(slug);
  if (opd === undefined || detail?.unit.opd !== opd.code) return undefined;
  const row = detail.unit;
  const name = subUnitName(context, row);
  const amounts = money(row);
  const title = sentence(context, name, amounts);
  const place = { unit: opdSlug, subUnit: slug };
  const course = curveOf(edition.subUnitMonths(), row.code, '5');
  const revenue = money(row.revenue);
  const treasury = hasTreasury(row);
  return {
    title,
    description: title,
    figures: true,
    about: { opd: opdSlug, sub: slug },
    ...(context.only !== 'budget' && { asOf: row.lastAsOf }),
    body: (
      <>
        <Crumbs
          context={context}
          trail={[
            { name: w.nav.units, href: paths.units() },
            { name: opd.name, href: paths.unit({ unit: opdSlug }), isName: true },
            { name, isName: true },
          ]}
        />
        <div className="split">
          <section>
            <h1>
              <Indonesian language={context.language} text={title} names={[row.name]} />
            </h1>
            <Verdict context={context} row={row} opd={opd} amounts={amounts} />
          </section>
          {course.some(({ realization, plan }) => realization !== null || plan !== null) && (
            <section className="card">
              <CourseChart
                context={context}
                budget={amounts.budget}
                versions={row.versions}
                course={course}
                treasury={treasury ? 'among' : undefined}
              />
            </section>
          )}
        </div>
        <Notes context={context} detail={detail} opd={opdSlug} />
        <Kinds context={context} detail={detail} place={place} />
        <Programs context={context} detail={detail} place={place} />
        {(revenue.budget !== null || revenue.realization !== null) && (
          <section>
            <h2>{w.subUnit.revenue}</h2>
            <AccountTable
              context={context}
              caption={w.subUnit.revenue}
              origin={place}
              rows={[{ code: '4', name: '', ...revenue }]}
              words={{ budget: w.revenue.expected, realization: w.revenue.received }}
            />
          </section>
        )}
        <Contracts context={context} detail={detail} />
        <VersionTable context={context} versions={row.versions} title={w.unit.versions} />
      </>
    ),
  };
}

/** Amounts, bar, gap to the plan, share of the OPD, and the way to the rows. */
function Verdict({ context, row, opd, amounts }: { context: Context; row: SubUnitRow; opd: UnitRow; amounts: Money }) {
  const { edition, w, language, paths, only } = context;
  const { budget, realization } = amounts;
  const from = origins(context, { unit: opd.slug, subUnit: row.slug, account: '5' });
  const whole = money(opd);
  const gap = gapToPlan(amounts);
  const day = row.lastAsOf ?? edition.manifest.asOf;
  const status = statusOf(context, amounts, row.lastAsOf);
  return (
    <>
      <PaidOf context={context} amounts={amounts} from={from}>
        {!hasTreasury(row) && (
          <>
            <StatusMark status={status} language={language} called={bandsOf(context).statuses} />
            {whyOfSubUnit(context, row, status, paths.subUnit({ unit: opd.slug, subUnit: row.slug }))}
          </>
        )}
      </PaidOf>
      <PaidBar
        context={context}
        amounts={amounts}
        day={day}
        planOrigin={paths.origin({ measure: 'plan', unit: opd.slug, subUnit: row.slug, account: '5' })}
      />
      {gap !== null && !hasTreasury(row) && (
        <p>
          {gap === 0n
            ? w.subUnit.even(formatDate(day, language))
            : (gap < 0n ? w.subUnit.behind : w.subUnit.ahead)(formatPointsSize(gap, language), formatDate(day, language))}
        </p>
      )}
      <p>
        {w.subUnit.share(
          budget === null ? formatRatio(realization, whole.realization, language) : formatRatio(budget, whole.budget, language),
          budget === null,
        )}{' '}
        <a href={paths.unit({ unit: opd.slug })} lang={language === 'id' ? undefined : 'id'}>
          {opd.name}
        </a>
        .
      </p>
      {realization === null && only === undefined && <p className="notice">{w.subUnit.silent}</p>}
      {row.lastAsOf !== null && opd.lastAsOf !== null && row.lastAsOf < opd.lastAsOf && (
        <p className="notice">{w.subUnit.late(formatDate(row.lastAsOf, language), formatDate(opd.lastAsOf, language))}</p>
      )}
      {row.progress !== null && <p className="small">{w.subUnit.progress(formatProgress(row.progress, language))}</p>}
      <p className="small">
        {w.unit.code} <span className="code">{row.printed}</span> ·{' '}
        <a href={realization === null ? from.budget : from.realization}>{w.subUnit.rows}</a>
      </p>
    </>
  );
}
