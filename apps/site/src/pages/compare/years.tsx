import { type FiscalYear, type Month, monthEnd, monthOf, parseFiscalYear, versionName } from '@sipkadin/budget';
import { atSameDay, type Edition, lastReportedMonth, type SameDay } from '@sipkadin/edition';
import {
  Amount,
  BulletList,
  chooseUnit,
  DataTable,
  formatCount,
  formatDate,
  formatGrowth,
  formatMonth,
  formatRatio,
  unitLabel,
} from '@sipkadin/ui';
import { Crumbs, Tabs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { sen } from '../../reading/money.ts';
import { changeWords, countOf } from './change.tsx';
import { Kinds } from './kinds.tsx';
import { NotCompared, UnitsOfTwoYears } from './units-of-two-years.tsx';

/** Values of the query `lawan` and `bulan`. */
export const isOtherYear = (_: Edition, text: string): boolean => parseFiscalYear(text) !== undefined;
export const isMonth = (_: Edition, text: string): boolean => /^(?:[1-9]|1[0-2])$/.test(text);

/** This year against earlier ones on the same day: spending, revenue, each OPD and each kind of spending. */
export function yearsOnSameDay(context: Context): Page {
  const { edition, w, language, paths, years } = context;
  const { year } = edition.manifest;
  const last = lastReportedMonth(edition, '5');
  const earlier = years.filter((one) => one < year);
  const crumbs = <Crumbs context={context} trail={[{ name: w.compare.years.crumb }]} />;
  const nothing = (title: string, text: string): Page => ({
    title,
    description: text,
    figures: true,
    body: (
      <>
        {crumbs}
        <h1>{title}</h1>
        <p className="prose">{text}</p>
        {year !== years[0] && <LatestYear context={context} />}
      </>
    ),
  });
  if (earlier.length === 0) return nothing(w.compare.years.first(String(year)), w.compare.years.firstText);
  if (last === undefined) return nothing(w.compare.years.unpaid(String(year)), w.compare.years.unpaidText);
  const until = chosenMonth(context, last);
  const compared = earlier.flatMap((one) => {
    const other = context.editionsOf(one)[0];
    return other === undefined ? [] : [{ year: one, other, ...spendingOf(other, edition, until) }];
  });
  const chosen = chosenYear(context, compared);
  if (chosen === undefined) return nothing(w.compare.years.none(String(year)), w.compare.years.noneText);
  const { other, same } = chosen;
  const day = formatDate(lastDay(same) ?? monthEnd(year, until), language);
  const title = w.compare.years.title(day, String(other.manifest.year), changeWords(context, same.total.before, same.total.after));
  const link = (ask: { lawan?: FiscalYear; bulan?: Month }) =>
    paths.yearsOnSameDay({
      lawan: (ask.lawan ?? other.manifest.year) === compared[0]?.year ? undefined : (ask.lawan ?? other.manifest.year),
      bulan: (ask.bulan ?? until) === last ? undefined : (ask.bulan ?? until),
    });
  return {
    title,
    description: title,
    figures: true,
    body: (
      <>
        {crumbs}
        <h1>{title}</h1>
        <p className="prose">
          {shareSentence(context, other, same)} {scopeSentence(context, same, compared.length)}
        </p>
        {compared.length > 1 && (
          <Tabs
            label={w.compare.years.choose}
            items={compared.map((one) => ({
              name: w.compare.years.against(String(one.year)),
              href: link({ lawan: one.year }),
              current: one.year === other.manifest.year,
            }))}
          />
        )}
        <TwoYears context={context} other={other} same={same} />
        <p className="small">{w.compare.years.rule}</p>
        <Revenue context={context} other={other} until={until} />
        <EveryYear context={context} compared={compared} />
        <UnitsOfTwoYears context={context} other={other} same={same} />
        <NotCompared context={context} other={other} same={same} />
        <Kinds context={context} other={other} isLast={until === last} />
        <Months context={context} other={other} until={until} last={last} link={(bulan) => link({ bulan })} />
      </>
    ),
  };
}

interface ComparedYear {
  year: FiscalYear;
  other: Edition;
  same: SameDay;
  /** Why nothing is compared although both years have figures. */
  unlike: 'basis' | 'days' | undefined;
}

function spendingOf(other: Edition, edition: Edition, until: Month): Pick<ComparedYear, 'same' | 'unlike'> {
  const same = atSameDay(other, edition, '5', until);
  const basisDiffers = other.manifest.basis !== null && other.manifest.basis !== edition.manifest.basis;
  return { same, unlike: basisDiffers ? 'basis' : same.pairs.length === 0 ? 'days' : undefined };
}

/** The year that the address names, or the latest that can be compared. */
function chosenYear({ query, notices, w }: Context, compared: readonly ComparedYear[]): ComparedYear | undefined {
  const possible = compared.filter(({ unlike }) => unlike === undefined);
  const asked = query.get('lawan');
  const found = possible.find(({ year }) => String(year) === asked);
  if (asked !== undefined && found === undefined) notices.push(w.badValue(w.compare.years.choose));
  return found ?? possible[0];
}

function chosenMonth({ query, notices, w, edition }: Context, last: Month): Month {
  const asked = query.get('bulan');
  if (asked === undefined) return last;
  const month = isMonth(edition, asked) ? Number(asked) : 0;
  if (month >= 1 && month <= last) return month;
  notices.push(w.badValue(w.compare.years.month));
  return last;
}

const lastDay = ({ pairs }: SameDay) =>
  pairs
    .map(({ day }) => day)
    .sort()
    .at(-1);

/** What part of the budget was paid by that day, then and now, and how the budget itself changed: less paid of less is not slower. */
function shareSentence({ w, language, edition }: Context, other: Edition, { total, version }: SameDay): string {
  const { before, after } = total.budget;
  if (before === null || after === null || version === undefined) return '';
  const budget = `${versionName(version, language)} ${edition.manifest.year}`;
  const shares = [formatRatio(total.after, after, language), formatRatio(total.before, before, language)] as const;
  return `${w.compare.years.ofBudget(budget, shares[0], String(other.manifest.year), shares[1])} ${w.compare.years.budgetChange(changeWords({ w, language }, before, after))}`;
}

/** How many OPD are compared, of how many, and how many of them on an earlier day than the others. */
function scopeSentence(context: Context, { pairs, notCompared }: SameDay, years: number): string {
  const { w, language } = context;
  const last = pairs.map(({ day }) => day).reduce((a, b) => (b > a ? b : a));
  const early = pairs.filter(({ day }) => day !== last).length;
  const all = pairs.length + notCompared.length;
  return [
    w.compare.years.scope(formatCount(pairs.length, language), countOf(context, all)),
    ...(early === 0 ? [] : [w.compare.years.early(countOf(context, early))]),
    ...(years === 1 ? [w.compare.years.onlyOther] : []),
  ].join(' ');
}

/** By which version shares of the budget are computed, or why there are none. */
function sharesBy({ w, language }: Context, { before, after }: SameDay['total']['budget'], version: SameDay['version']): string {
  if (version === undefined) return w.compare.years.noVersion;
  return before === null || after === null ? w.compare.years.noShare : w.compare.years.byVersion(versionName(version, language));
}

/** Two bars: what was paid by that day of the budget in the version that both years have. */
function TwoYears({ context, other, same: { total, version } }: { context: Context; other: Edition; same: SameDay }) {
  const { w, language, ui, edition } = context;
  const rows = [
    { year: other.manifest.year, realization: total.before, budget: total.budget.before },
    { year: edition.manifest.year, realization: total.after, budget: total.budget.after },
  ];
  return (
    <section>
      <h2>{w.compare.years.spending}</h2>
      <p className="small">
        {ui.basisNames[edition.manifest.basis ?? 'lra']}. {sharesBy(context, total.budget, version)} {w.compare.years.withTreasury}
      </p>
      <BulletList
        file={{ id: 'dua-tahun', title: w.compare.years.spending }}
        language={language}
        scale="absolute"
        label={w.compare.years.spending}
        rows={rows.map(({ year, ...amounts }) => ({ key: String(year), name: String(year), ...amounts, plan: null }))}
      />
    </section>
  );
}

/** The same for revenue, in a sentence: its reports have days of their own. */
function Revenue({ context, other, until }: { context: Context; other: Edition; until: Month }) {
  const { w, language } = context;
  const { total, pairs } = atSameDay(other, context.edition, '4', until);
  if (pairs.length === 0) return null;
  return (
    <p>
      {w.compare.years.revenue(String(context.edition.manifest.year), String(other.manifest.year), countOf(context, pairs.length))}{' '}
      <Amount amount={total.before} language={language} />, <Amount amount={total.after} language={language} /> (
      {formatGrowth(total.before, total.after, language)}).
    </p>
  );
}

/** One row for each earlier year: both sides of a row are of the same OPD on the same days. */
function EveryYear({ context, compared }: { context: Context; compared: readonly ComparedYear[] }) {
  const { w, language, edition } = context;
  const { year } = edition.manifest;
  const unit = chooseUnit(compared.flatMap(({ same }) => [same.total.before, same.total.after]));
  return (
    <section>
      <h2>{w.compare.years.every}</h2>
      <DataTable
        narrow="cards"
        headed
        caption={w.compare.years.every}
        columns={[
          { key: 'year', label: context.ui.year },
          { key: 'before', label: `${w.compare.years.thatYear} (${unitLabel(unit, language)})`, number: true },
          { key: 'after', label: `${year} (${unitLabel(unit, language)})`, number: true },
          { key: 'growth', label: w.compare.growth, number: true },
          { key: 'shareBefore', label: w.compare.years.shareThen, number: true },
          { key: 'shareAfter', label: w.compare.years.shareNow(String(year)), number: true },
        ]}
        rows={compared.map(({ year: one, other, same, unlike }) => {
          const { total, version, pairs } = same;
          const known = unlike === undefined;
          return {
            key: String(one),
            cells: [
              <>
                {one}
                <span className="under">
                  {unlike === undefined
                    ? `${countOf(context, pairs.length)}, ${formatDate(lastDay(same) ?? edition.manifest.asOf, language, 'short').replace(/\s\d{4}$/, '')}${version === undefined ? '' : `, ${versionName(version, language)}`}`
                    : unlike === 'basis'
                      ? w.compare.years.otherBasis((other.manifest.basis ?? '').toUpperCase(), (edition.manifest.basis ?? '').toUpperCase())
                      : w.compare.years.otherDays}
                </span>
              </>,
              <Amount key="b" amount={known ? total.before : null} language={language} form={unit} />,
              <Amount key="a" amount={known ? total.after : null} language={language} form={unit} />,
              known ? formatGrowth(total.before, total.after, language) : formatGrowth(null, null, language),
              formatRatio(known ? total.before : null, total.budget.before, language),
              formatRatio(known ? total.after : null, total.budget.after, language),
            ],
          };
        })}
      />
      <p className="small">{w.compare.years.everyText}</p>
    </section>
  );
}

/** The months of this year that can be looked at instead. */
function Months({
  context,
  other,
  until,
  last,
  link,
}: {
  context: Context;
  other: Edition;
  until: Month;
  last: Month;
  link: (month: Month) => string;
}) {
  const { w, language } = context;
  if (last === 1) return null;
  const months = Array.from({ length: last }, (_, index) => index + 1);
  const end = other.manifest.asOf;
  return (
    <section>
      <h2>{w.compare.years.otherMonth}</h2>
      <Tabs
        label={w.compare.years.otherMonth}
        items={months.map((month) => ({
          name: w.compare.untilMonth(formatMonth(month, language, 'short')),
          href: link(month),
          current: month === until,
        }))}
      />
      {monthOf(end) > until && (
        <p className="small">
          {w.compare.years.wholeYear(String(other.manifest.year), formatDate(end, language))}{' '}
          <Amount amount={wholeOf(other)} language={language} />.
        </p>
      )}
    </section>
  );
}

const wholeOf = (edition: Edition) => sen(edition.summary().accounts.find(({ code }) => code === '5')?.realization ?? null);

function LatestYear({ context: { paths, w, years } }: { context: Context }) {
  return (
    <p>
      <a href={paths.at({ year: undefined, edition: undefined }).yearsOnSameDay()}>{w.compare.years.latest(String(years[0]))}</a>
    </p>
  );
}
