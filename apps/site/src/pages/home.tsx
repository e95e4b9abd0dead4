import { type Code, type Comparable, dayOfYear, gapToPlan, level, percentage, type Sen } from '@sipkadin/budget';
import type { UnitRow } from '@sipkadin/edition';
import {
  Amount,
  Bar,
  BulletList,
  formatCount,
  formatDate,
  formatInstant,
  formatPoints,
  formatRatio,
  formatShort,
  StackedBar,
  type StackPart,
  StatusMark,
} from '@sipkadin/ui';
import { accountName } from '../parts/account-names.ts';
import { BarKey } from '../parts/bar-key.tsx';
import { CourseChart, wholeCourse } from '../parts/course.tsx';
import { onlyOf, origins } from '../parts/sides.ts';
import { ThisMonth } from '../parts/this-month.tsx';
import type { Context, Page } from '../reading/context.ts';
import { bandsOf, comparableSpending, hasTreasury, planWords, statusOf, withoutTreasury } from '../reading/judging.ts';
import { byLargest, type Money, money, nothing } from '../reading/money.ts';

/** The government on one page: a sentence, an amount, a bar, then spending, revenue and the current month. */
export function home(context: Context): Page {
  const { edition, government, w } = context;
  const [summary, units, months] = [edition.summary(), edition.units(), edition.months()];
  const of = (code: Code) => summary.accounts.find((account) => account.code === code);
  const spending = of('5') ? money(of('5') ?? missing) : nothing;
  const kinds = summary.accounts.filter(({ code }) =>
    code.startsWith('5.1') ? level(code) === 3 : code.startsWith('5.') && level(code) === 2,
  );
  const revenue = of('4') ? money(of('4') ?? missing) : nothing;
  const revenueParts = summary.accounts.filter(({ code }) => code.startsWith('4.') && level(code) === 2);
  const comparable = comparableSpending(context, spending);
  const course = wholeCourse(months, comparable);
  const departments = units.filter(({ code }) => code !== '');
  return {
    title:
      spending.budget !== null && spending.realization !== null
        ? w.home.title(government.name)
        : plainSentence(context, spending).replace(/\.$/, ''),
    description: plainSentence(context, spending),
    figures: true,
    body: (
      <>
        <div className="home">
          <section className="home-verdict">
            <Verdict context={context} spending={spending} comparable={comparable} />
          </section>
          {kinds.length > 0 && (
            <section className="home-where">
              <h2>{w.home.where}</h2>
              <BulletList
                language={context.language}
                only={onlyOf(context, spending)}
                scale="absolute"
                rows={kinds
                  .map((account) => ({
                    ...accountName(account.code, account.name, context.language),
                    ...money(account),
                    code: account.code,
                  }))
                  .toSorted(byLargest(({ budget, realization }) => budget ?? realization))
                  .slice(0, 5)
                  .map(({ code, ...row }) => ({
                    key: code,
                    ...row,
                    plan: null,
                    href: context.paths.account({ account: code }),
                    origin: origins(context, { account: code }),
                  }))}
              />
              <p className="more">
                <a href={context.paths.spending()}>{w.home.whereAll}</a>
              </p>
            </section>
          )}
          {course.some(({ realization, plan }) => realization !== null || plan !== null) && (
            <section className="home-curve card">
              <CourseChart context={context} budget={spending.budget} course={course} versions={of('5')?.versions ?? {}} />
            </section>
          )}
          <Incoming
            context={context}
            revenue={revenue}
            parts={revenueParts.map((part) => ({ code: part.code, name: part.name, ...money(part) }))}
          />
          <ThisMonth {...{ context, course, months, spending, comparable }} units={departments} />
        </div>
        {departments.length > 0 && <Largest context={context} units={departments} whole={spending} />}
        <section>
          <h2>{w.home.changes}</h2>
          <p>
            {w.home.changesText(String(edition.manifest.number), formatInstant(edition.manifest.publishedAt, context.language))}{' '}
            {edition.manifest.note}
          </p>
          <p className="more">
            <a href={context.paths.editions()}>{w.home.changesAll}</a>
          </p>
        </section>
      </>
    ),
  };
}

const missing = { budget: null, realization: null, plan: null };

function plainSentence(context: Context, { budget, realization }: Money): string {
  const { w, language, government } = context;
  if (budget !== null && budget > 0n && realization !== null) {
    return `${w.home.sentence.before}${perHundred(realization, budget)}${w.home.sentence.after}.`;
  }
  if (budget !== null && realization === null) return `${w.home.noRealization(government.name, formatShort(budget, language))}.`;
  return realization === null ? w.home.neither(government.name) : w.home.noBudget(government.name, formatShort(realization, language));
}

/** Of every Rp100, in whole rupiah, rounded as percentages are: Rp100 means all of it and Rp0 nothing. */
function perHundred(part: Sen, whole: Sen): string {
  const shown = percentage(part, whole, 0);
  return `${shown?.isBelowSmallest === true ? '<' : ''}Rp${shown?.value ?? 0n}`;
}

function Verdict({ context, spending, comparable }: { context: Context; spending: Money; comparable: Comparable }) {
  const { w, language, edition } = context;
  const { budget, realization } = spending;
  const { plan } = comparable.amounts;
  const { asOf, year } = edition.manifest;
  const from = origins(context, { account: '5' });
  const known = budget !== null && budget > 0n && realization !== null;
  // Spending is not linear over the year: the day's tick is drawn only where no cash plan is published, and says so.
  const days = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
  const day = Math.min(dayOfYear(asOf), days);
  const isOneDay = edition.units().every(({ code, lastAsOf }) => code === '' || lastAsOf === null || lastAsOf === asOf);
  const tick = plan ?? (known ? (budget * BigInt(day)) / BigInt(days) : null);
  return (
    <>
      <h1>
        {known ? (
          <>
            {w.home.sentence.before}
            <b className="lead">{perHundred(realization, budget)}</b>
            {w.home.sentence.after}
          </>
        ) : (
          plainSentence(context, spending).replace(/\.$/, '')
        )}
      </h1>
      {(realization ?? budget) !== null && (
        <p className="display">
          <Amount amount={realization ?? budget} language={language} origin={realization === null ? from.budget : from.realization} />
        </p>
      )}
      {known && (
        <>
          <p className="beside">
            {w.home.from} <Amount amount={budget} language={language} origin={from.budget} /> ({formatRatio(realization, budget, language)})
            {plan !== null && (
              <>
                {' '}
                <StatusMark status={statusOf(context, comparable.amounts, asOf)} language={language} called={bandsOf(context).statuses} />
              </>
            )}
          </p>
          <div className="bar-big">
            <Bar budget={budget} realization={realization} plan={tick} room={realization > budget} />
          </div>
          <BarKey
            items={[
              { kind: 'fill', text: w.home.paidKey(formatRatio(realization, budget, language)) },
              {
                kind: 'tick',
                text:
                  plan === null
                    ? w.home.dayKey(String(day), String(days), formatRatio(BigInt(day), BigInt(days), language))
                    : `${isOneDay ? planWords(context, asOf) : context.ui.planToDate}: ${formatRatio(plan, budget, language)}`,
              },
            ]}
          />
        </>
      )}
    </>
  );
}

function Incoming({ context, revenue, parts }: { context: Context; revenue: Money; parts: ({ code: Code; name: string } & Money)[] }) {
  const { w, language, paths } = context;
  if (revenue.budget === null && revenue.realization === null) return null;
  const received = revenue.realization !== null;
  const stack: StackPart[] = parts.flatMap(({ code, name, budget, realization }) => {
    const amount = received ? realization : budget;
    if (amount === null) return [];
    const origin = origins(context, { account: code });
    return [{ key: code, ...accountName(code, name, language), amount, origin: received ? origin.realization : origin.budget }];
  });
  return (
    <section className="home-incoming">
      <h2>{w.home.incoming}</h2>
      <p className="small">
        {received
          ? revenue.budget === null
            ? w.home.incomingPaid(formatShort(revenue.realization ?? 0n, language))
            : w.home.incomingSub(
                formatShort(revenue.realization ?? 0n, language),
                formatRatio(revenue.realization, revenue.budget, language),
              )
          : w.home.incomingPlanned(formatShort(revenue.budget ?? 0n, language))}
      </p>
      <StackedBar parts={stack} language={language} />
      <p className="more">
        <a href={paths.revenue()}>{w.home.incomingAll}</a>
      </p>
    </section>
  );
}

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

function Largest({ context, units, whole }: { context: Context; units: readonly UnitRow[]; whole: Money }) {
  const { w, language, paths } = context;
  return (
    <section>
      <h2>{context.only === 'realization' ? w.home.largestPaid : w.home.largest}</h2>
      <BulletList
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
            note: comparison(context, unit, amounts),
          }))}
      />
      <p className="more">
        <a href={paths.units()}>{w.home.largestAll(formatCount(units.length, language))}</a>
      </p>
    </section>
  );
}
