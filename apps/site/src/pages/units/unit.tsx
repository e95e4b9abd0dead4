import { type Code, cumulativeFall, type IsoDate, monthEnd, opdOf, type Sen } from '@sipkadin/budget';
import { activitiesTable, contractsTable } from '@sipkadin/opendata';
import { BulletList, dash, formatDate, formatMonth, formatProgress, formatShort, Indonesian, StatusMark, WorksBar } from '@sipkadin/ui';
import { unitGloss } from '../../parts/account-names.ts';
import { AccountTable } from '../../parts/account-table.tsx';
import { CourseChart, curveOf, tellsTreasury } from '../../parts/course.tsx';
import { Crumbs } from '../../parts/navigation.tsx';
import { onlyOf, origins } from '../../parts/sides.ts';
import { VersionTable } from '../../parts/version-table.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { bandsOf, hasTreasury, shownSpending, statusOf, unitReporting, withoutTreasury } from '../../reading/judging.ts';
import { type Money, money } from '../../reading/money.ts';
import { Contracts } from '../../works/contracts.tsx';
import { Notes } from '../../works/notes.tsx';
import { isOf } from '../../works/place.ts';
import { whyOf } from '../../works/why.tsx';
import { UnitPast } from '../compare/unit-years.tsx';
import { ShareLink } from '../embed/share-link.tsx';
import { Kinds, Programs } from './breakdown.tsx';
import { PaidBar, PaidOf } from './paid-of.tsx';
import { sentence } from './sentence.ts';
import { SubUnits } from './subunits.tsx';

/** One OPD: a sentence, a bar, the year's curve, kinds of spending and programs. */
export function unit(context: Context, { unit: slug }: { unit: string }): Page | undefined {
  const { edition, w, language, paths } = context;
  const detail = edition.unit(slug);
  if (!detail) return undefined;
  const row = detail.unit;
  const whole = money(row);
  const own = withoutTreasury(row);
  const { amounts, isWithoutTreasury: apart } = shownSpending(row);
  const reporting = context.only === 'budget' ? 'reported' : unitReporting(context, row);
  const months = edition.months();
  const treasuryInCurve = apart ? (tellsTreasury(edition) ? 'apart' : 'among') : undefined;
  const course = curveOf(months, row.code, '5', treasuryInCurve === 'apart' ? 'own' : 'whole');
  const measured = months.findLast((month) => month.unit === row.code && month.account === '5' && month.progress !== null)?.month;
  const title = sentence(context, row.name, amounts);
  const status = statusOf(context, own, row.lastAsOf);
  const { statuses } = bandsOf(context);
  const hasCourse = course.some(({ realization, plan }) => realization !== null || plan !== null);
  const revenue = money(row.revenue);
  const treasury = money(row.treasury);
  const days = unitDays(context, row.code);
  const fall = cumulativeFall(course);
  const part = apart ? 'opd' : undefined;
  const from = origins(context, { unit: slug, account: '5', part });
  return {
    title,
    description: title,
    figures: true,
    about: { opd: slug },
    share: { isi: `opd-${slug}`, sentence: title, amounts },
    ...(context.only !== 'budget' && { asOf: row.lastAsOf }),
    tables: () => [
      activitiesTable(edition, [row]),
      contractsTable(
        edition,
        edition.contracts().filter((contract) => isOf(contract, detail)),
      ),
    ],
    body: (
      <>
        <Crumbs
          context={context}
          trail={[
            { name: w.nav.units, href: paths.units() },
            { name: row.name, isName: true },
          ]}
        />
        <div className="split">
          <section>
            <h1>
              <Indonesian language={language} text={title} names={[row.name]} />
            </h1>
            {unitGloss(row.name, language) !== undefined && <p className="small">{unitGloss(row.name, language)}</p>}
            <PaidOf context={context} amounts={amounts} from={from}>
              <StatusMark status={status} language={language} called={statuses} />
              {whyOf(context, row, status)}
            </PaidOf>
            <PaidBar
              context={context}
              amounts={amounts}
              day={row.lastAsOf ?? edition.manifest.asOf}
              planOrigin={paths.origin({ measure: 'plan', unit: slug, account: '5', part })}
            />
            {apart && <p className="small">{w.unit.apart(paidOf(context, treasury), paidOf(context, whole))}</p>}
            {reporting === 'silent' && <p className="notice">{w.unit.silentNotice}</p>}
            {reporting === 'late' && row.lastAsOf !== null && (
              <p className="notice">{w.unit.lateNotice(formatDate(row.lastAsOf, language))}</p>
            )}
            {fall !== undefined && (
              <p className="notice">
                {w.unit.falls(
                  formatShort(fall.before.realization, language),
                  formatDate(fall.before.asOf ?? monthEnd(edition.manifest.year, fall.before.month), language),
                  formatShort(fall.after.realization, language),
                  formatDate(fall.after.asOf ?? monthEnd(edition.manifest.year, fall.after.month), language),
                )}
              </p>
            )}
            {days.length > 0 && (
              <p className="small">
                <Indonesian
                  language={language}
                  text={w.unit.separate(days.map(({ name, asOf }) => w.unit.upTo(name, formatDate(asOf, language))).join('; '))}
                  names={days.map(({ name }) => name)}
                />
              </p>
            )}
            {row.progress !== null && measured !== undefined && (
              <div className="works-beside">
                <WorksBar hundredths={row.progress} />
                <p className="small">{w.unit.progress(formatProgress(row.progress, language), formatMonth(measured, language))}</p>
              </div>
            )}
            <p className="small">
              {w.unit.code} <span className="code">{row.printed}</span>
            </p>
            <ShareLink context={context} isi={`opd-${slug}`} />
          </section>
          {hasCourse && (
            <section className="card">
              <CourseChart
                context={context}
                budget={treasuryInCurve === 'apart' ? own.budget : whole.budget}
                course={course}
                treasury={treasuryInCurve}
                versions={row.versions}
              />
            </section>
          )}
        </div>
        <Notes context={context} detail={detail} />
        <SubUnits context={context} unit={row} />
        <Kinds context={context} detail={detail} place={{ unit: slug }} />
        <Programs context={context} detail={detail} place={{ unit: slug }} />
        {hasTreasury(row) && (
          <section>
            <h2>{w.unit.treasury}</h2>
            <p className="small">{w.units.treasuryText}</p>
            <BulletList
              language={language}
              only={onlyOf(context, null)}
              scale="share"
              rows={[{ key: 'ppkd', name: 'PPKD', ...treasury, origin: origins(context, { unit: slug, account: '5', part: 'ppkd' }) }]}
            />
          </section>
        )}
        {(revenue.budget !== null || revenue.realization !== null) && (
          <section>
            <h2>{w.unit.revenue}</h2>
            <AccountTable
              context={context}
              caption={w.unit.revenue}
              origin={{ unit: slug }}
              rows={[{ code: '4', name: '', ...revenue }]}
              words={{ budget: w.revenue.expected, realization: w.revenue.received }}
            />
          </section>
        )}
        <Contracts context={context} detail={detail} />
        <UnitPast context={context} code={row.code} slug={slug} />
        <VersionTable context={context} versions={row.versions} title={w.unit.versions} />
      </>
    ),
  };
}

/** The last day of each unit of an OPD whose spending is known, the earliest first; empty where all have the same. */
function unitDays({ edition }: Context, opd: Code): { name: string; asOf: IsoDate }[] {
  const days = edition.reports().filter(({ unit: code, account }) => opdOf(code) === opd && account === '5');
  if (new Set(days.map(({ asOf }) => asOf)).size < 2) return [];
  const names = new Map(edition.names().flatMap(({ kind, code, name }) => (kind === 'unit' ? [[code, name] as const] : [])));
  return days
    .toSorted((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0))
    .map(({ unit: code, asOf }) => ({ name: names.get(code) ?? code, asOf }));
}

/** "Rp14,9 miliar dari Rp19,7 miliar": what was paid, of the budget. */
function paidOf({ ui, language }: Context, { budget, realization }: Money): string {
  const short = (amount: Sen | null) => (amount === null ? dash : formatShort(amount, language));
  return `${short(realization)} ${ui.of} ${short(budget)}`;
}
