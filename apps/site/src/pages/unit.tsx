import { type Code, type IsoDate, opdOf, type Sen } from '@sipkadin/budget';
import type { UnitDetail, UnitNode } from '@sipkadin/edition';
import {
  Amount,
  Bar,
  BulletList,
  dash,
  formatCount,
  formatDate,
  formatMonth,
  formatProgress,
  formatRatio,
  formatShort,
  StatusMark,
} from '@sipkadin/ui';
import { accountName } from '../parts/account-names.ts';
import { AccountTable } from '../parts/account-table.tsx';
import { BarKey } from '../parts/bar-key.tsx';
import { CourseChart, curveOf, tellsTreasury } from '../parts/course.tsx';
import { Crumbs } from '../parts/navigation.tsx';
import { onlyOf, origins } from '../parts/sides.ts';
import { VersionTable } from '../parts/version-table.tsx';
import type { Context, Page } from '../reading/context.ts';
import { bandsOf, hasTreasury, planWords, statusOf, unitReporting, withoutTreasury } from '../reading/judging.ts';
import { byLargest, type Money, money } from '../reading/money.ts';
import { Contracts } from '../works/contracts.tsx';
import { Notes } from '../works/notes.tsx';
import { UnitPast } from './compare/unit-years.tsx';

/** One OPD: a sentence, a bar, the year's curve, kinds of spending and programs. */
export function unit(context: Context, { unit: slug }: { unit: string }): Page | undefined {
  const { edition, w, ui, language, paths } = context;
  const detail = edition.unit(slug);
  if (!detail) return undefined;
  const row = detail.unit;
  const whole = money(row);
  const own = withoutTreasury(row);
  // An OPD with nothing but treasury items has no spending of its own to show.
  const apart = hasTreasury(row) && ((own.budget ?? 0n) !== 0n || (own.realization ?? 0n) !== 0n);
  const amounts = apart ? own : whole;
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
  const part = apart ? 'opd' : undefined;
  const from = origins(context, { unit: slug, account: '5', part });
  return {
    title,
    description: title,
    figures: true,
    ...(context.only !== 'budget' && { asOf: row.lastAsOf }),
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.units, href: paths.units() }, { name: row.name }]} />
        <div className="split">
          <section>
            <h1>{title}</h1>
            <p className="display">
              <Amount
                amount={amounts.realization ?? amounts.budget}
                language={language}
                origin={amounts.realization === null ? from.budget : from.realization}
              />
            </p>
            {amounts.realization !== null && context.only === undefined && (
              <p className="beside">
                {ui.of} <Amount amount={amounts.budget} language={language} origin={from.budget} /> (
                {formatRatio(amounts.realization, amounts.budget, language)}).{' '}
                <StatusMark status={status} language={language} called={statuses} />
              </p>
            )}
            {context.only !== 'realization' && (
              <>
                <div className="bar-big">
                  <Bar
                    {...amounts}
                    realization={context.only === 'budget' ? 0n : amounts.realization}
                    room={(amounts.realization ?? 0n) > (amounts.budget ?? 0n)}
                  />
                </div>
                <BarKey
                  items={[
                    amounts.realization === null
                      ? context.only === 'budget'
                        ? { kind: 'track', text: ui.ceiling }
                        : { kind: 'hatch', text: ui.notReported }
                      : { kind: 'fill', text: `${ui.paid} ${formatRatio(amounts.realization, amounts.budget, language)}` },
                    ...(amounts.plan === null
                      ? []
                      : [
                          {
                            kind: 'tick' as const,
                            text: (
                              <>
                                {planWords(context, row.lastAsOf ?? edition.manifest.asOf)}{' '}
                                <Amount
                                  amount={amounts.plan}
                                  language={language}
                                  origin={paths.origin({ measure: 'plan', unit: slug, account: '5', part })}
                                />
                              </>
                            ),
                          },
                        ]),
                  ]}
                />
              </>
            )}
            {apart && <p className="small">{w.unit.apart(paidOf(context, treasury), paidOf(context, whole))}</p>}
            {reporting === 'silent' && <p className="notice">{w.unit.silentNotice}</p>}
            {reporting === 'late' && row.lastAsOf !== null && (
              <p className="notice">{w.unit.lateNotice(formatDate(row.lastAsOf, language))}</p>
            )}
            {days.length > 0 && (
              <p className="small">
                {w.unit.separate(days.map(({ name, asOf }) => w.unit.upTo(name, formatDate(asOf, language))).join('; '))}
              </p>
            )}
            {row.progress !== null && measured !== undefined && (
              <p className="small">{w.unit.progress(formatProgress(row.progress, language), formatMonth(measured, language))}</p>
            )}
            <p className="small">
              {w.unit.code} <span className="code">{row.printed}</span>
            </p>
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
        <Kinds context={context} detail={detail} />
        <Programs context={context} detail={detail} />
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

/** A sentence about an OPD's spending; zero, no data and not reported are worded differently. */
export function sentence(context: Context, name: string, { budget, realization }: Money): string {
  const { w, language } = context;
  if (context.only === 'realization')
    return realization === null ? w.unit.nothing(name) : w.unit.noBudget(name, formatShort(realization, language));
  if (budget !== null && budget > 0n) {
    if (realization === null && context.only === 'budget') return w.unit.planned(name, formatShort(budget, language));
    return realization === null
      ? w.unit.silent(name, formatShort(budget, language))
      : w.unit.sentence(name, formatRatio(realization, budget, language));
  }
  return realization === null ? w.unit.unfunded(name) : w.unit.unplanned(name, formatShort(realization, language));
}

function Kinds({ context, detail }: { context: Context; detail: UnitDetail }) {
  const { w, language } = context;
  const rows = detail.accounts.filter(({ code }) => code.startsWith('5'));
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{w.unit.kinds}</h2>
      <BulletList
        language={language}
        only={onlyOf(context, money(detail.unit))}
        scale="absolute"
        wide
        rows={rows
          .map((account) => ({ account, ...money(account) }))
          .toSorted(byLargest(({ budget, realization }) => budget ?? realization))
          .map(({ account, ...amounts }) => ({
            key: account.code,
            ...accountName(account.code, account.name, language),
            ...amounts,
            plan: null,
            href: context.paths.account({ account: account.code }),
            origin: origins(context, { unit: detail.unit.slug, account: account.code }),
          }))}
      />
    </section>
  );
}

/** With more kegiatan than this the page only links to programs, to stay small for a slow phone. */
const mostNested = 60;

function Programs({ context, detail }: { context: Context; detail: UnitDetail }) {
  const { w, language, paths } = context;
  const programs = detail.nodes.filter(({ kind }) => kind === 'program');
  const nested = detail.nodes.filter(({ kind }) => kind === 'kegiatan').length <= mostNested;
  return (
    <section>
      <h2>{w.unit.programs}</h2>
      {programs.length === 0 ? (
        <p>{w.unit.noNodes}</p>
      ) : (
        <>
          <p className="small">{w.unit.programsText}</p>
          <BulletList
            named="id"
            language={language}
            only={onlyOf(context, money(detail.unit))}
            scale="absolute"
            wide
            rows={programs.map((program) => {
              const inside = detail.nodes.filter((node) => node.kind === 'kegiatan' && node.code.startsWith(`${program.code}.`));
              return {
                key: program.code,
                name: program.name,
                href: paths.activity({ unit: detail.unit.slug, activity: program.code }),
                note: (
                  <Nested
                    context={context}
                    slug={detail.unit.slug}
                    nodes={nested ? inside : []}
                    label={w.unit.activities(formatCount(inside.length, language))}
                  />
                ),
                ...money(program),
                origin: origins(context, { unit: detail.unit.slug, activity: program.code }),
              };
            })}
          />
        </>
      )}
    </section>
  );
}

function Nested({ context, slug, nodes, label }: { context: Context; slug: string; nodes: readonly UnitNode[]; label: string }) {
  if (nodes.length === 0) return <>{label}</>;
  return (
    <details>
      <summary>{label}</summary>
      <ul className="plain">
        {nodes.map((node) => (
          <li key={node.code}>
            <a href={context.paths.activity({ unit: slug, activity: node.code })} lang={context.language === 'id' ? undefined : 'id'}>
              {node.name}
            </a>{' '}
            <Amount
              amount={money(node).realization ?? money(node).budget}
              language={context.language}
              origin={context.paths.origin({
                measure: money(node).realization === null ? 'budget' : 'realization',
                unit: slug,
                activity: node.code,
              })}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
