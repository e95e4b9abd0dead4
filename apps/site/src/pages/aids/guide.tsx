import { gapToPlan } from '@sipkadin/budget';
import type { PublishedLine, Source, UnitRow } from '@sipkadin/edition';
import { Amount, Bar, formatCount, formatDate, formatPointsSize, formatRatio, formatShort } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { Crumbs } from '../../parts/navigation.tsx';
import { origins } from '../../parts/sides.ts';
import { Term } from '../../parts/term.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { comparableSpending, withoutTreasury } from '../../reading/judging.ts';
import { byLargest, type Money, money, nothing } from '../../reading/money.ts';

const stepCount = 5;

/** The steps of the guided visit, as addresses have them. */
export const isGuideStep = (_: unknown, text: string): boolean => /^[1-5]$/.test(text);

/** A visit in five steps, from the budget of the year to one cell of a file, with the numbers of this edition. */
export function guide(context: Context): Page {
  const { w, query, paths } = context;
  const asked = query.get('langkah') ?? '1';
  if (!isGuideStep(undefined, asked)) context.notices.push(w.badValue(w.guide.step));
  const step = isGuideStep(undefined, asked) ? Number(asked) : 1;
  const { title, body } = stepOf(context, step);
  const to = (number: number) => paths.guide({ langkah: number === 1 ? undefined : number });
  return {
    title: `${w.guide.at(String(step), String(stepCount))}: ${title}`,
    description: title,
    figures: true,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.guide.nav }]} />
        <p className="small">{w.guide.at(String(step), String(stepCount))}</p>
        <h1>{title}</h1>
        {body}
        <nav className="tabs" aria-label={w.guide.nav}>
          {step > 1 && (
            <a href={to(step - 1)} rel="prev">
              {w.guide.back}
            </a>
          )}
          {step < stepCount ? (
            <a href={to(step + 1)} rel="next">
              <b>{w.guide.next}</b>
            </a>
          ) : (
            <a href={paths.home()}>
              <b>{w.guide.end}</b>
            </a>
          )}
        </nav>
      </>
    ),
  };
}

function stepOf(context: Context, step: number): { title: string; body: ReactNode } {
  const spending = spendingOf(context);
  if (step === 1) return planned(context, spending);
  if (step === 2) return paid(context, spending);
  if (step === 3) return compared(context, spending);
  const unit = exampleOf(context);
  return step === 4 ? oneUnit(context, unit) : oneCell(context, unit);
}

const spendingOf = ({ edition }: Context): Money => {
  const account = edition.summary().accounts.find(({ code }) => code === '5');
  return account === undefined ? nothing : money(account);
};

/** The OPD that has the most; what it spends is known to most readers. */
const exampleOf = ({ edition }: Context): UnitRow | undefined =>
  edition
    .units()
    .filter(({ code }) => code !== '')
    .map((unit) => ({ unit, ...withoutTreasury(unit) }))
    .toSorted(byLargest(({ budget, realization }) => budget ?? realization))[0]?.unit;

function planned(context: Context, { budget }: Money) {
  const { w, language, edition } = context;
  const words = w.guide.planned;
  if (budget === null) return { title: words.none, body: <p className="prose">{words.noneText}</p> };
  return {
    title: words.title(formatShort(budget, language), String(edition.manifest.year)),
    body: (
      <>
        <p className="display">
          <Amount amount={budget} language={language} origin={origins(context, { account: '5' }).budget} />
        </p>
        <p className="prose">
          {words.text} <Term context={context} slug="pagu" />
          {words.more}
        </p>
        <p className="prose">{w.guide.tap}</p>
      </>
    ),
  };
}

function paid(context: Context, { budget, realization }: Money) {
  const { w, language, edition } = context;
  const words = w.guide.paid;
  if (realization === null) return { title: words.none, body: <p className="prose">{words.noneText}</p> };
  const day = formatDate(edition.manifest.asOf, language);
  return {
    title:
      budget === null
        ? words.titlePlain(formatShort(realization, language), day)
        : words.title(formatShort(realization, language), formatRatio(realization, budget, language), day),
    body: (
      <>
        <p className="display">
          <Amount amount={realization} language={language} origin={origins(context, { account: '5' }).realization} />
        </p>
        {budget !== null && (
          <div className="bar-big narrow">
            <Bar budget={budget} realization={realization} plan={null} room={realization > budget} />
          </div>
        )}
        <p className="prose">
          {words.text} <Term context={context} slug="realisasi" />
          {words.more}
        </p>
      </>
    ),
  };
}

function compared(context: Context, spending: Money) {
  const { w, language, edition } = context;
  const words = w.guide.compared;
  const { amounts, without, withoutTreasury: isTreasuryWithout, paid: uncompared } = comparableSpending(context, spending);
  const gap = gapToPlan(amounts);
  if (gap === null || amounts.plan === null) return { title: words.none, body: <p className="prose">{words.noneText}</p> };
  const day = formatDate(edition.manifest.asOf, language);
  const size = formatPointsSize(gap, language);
  return {
    title: gap === 0n ? words.even(day) : gap < 0n ? words.behind(size, day) : words.ahead(size, day),
    body: (
      <>
        <div className="bar-big narrow">
          <Bar {...amounts} room={(amounts.realization ?? 0n) > (amounts.budget ?? 0n)} />
        </div>
        <p className="prose">
          {words.text(formatRatio(amounts.plan, amounts.budget, language), formatRatio(amounts.realization, amounts.budget, language))}{' '}
          <Term context={context} slug="anggaran-kas" />
          {words.more}
        </p>
        {(without > 0 || isTreasuryWithout) && (
          <p className="small">
            {w.home.unplanned(without === 0 ? null : formatCount(without, language), isTreasuryWithout, formatShort(uncompared, language))}
          </p>
        )}
      </>
    ),
  };
}

function oneUnit(context: Context, unit: UnitRow | undefined) {
  const { w, language, paths } = context;
  const words = w.guide.unit;
  if (unit === undefined) return { title: words.none, body: <p className="prose">{words.noneText}</p> };
  const own = withoutTreasury(unit);
  return {
    title: words.title(unit.name),
    body: (
      <>
        {own.budget !== null && own.realization !== null && (
          <>
            <p>
              {words.share(
                formatShort(own.realization, language),
                formatShort(own.budget, language),
                formatRatio(own.realization, own.budget, language),
              )}
            </p>
            <div className="bar-big narrow">
              <Bar {...own} room={own.realization > own.budget} />
            </div>
          </>
        )}
        <p className="prose">
          {words.text} <Term context={context} slug="opd" />
          {words.more}
        </p>
        <p className="more">
          <a href={paths.unit({ unit: unit.slug })} lang={language === 'en' ? 'id' : undefined}>
            {unit.name}
          </a>
        </p>
      </>
    ),
  };
}

function oneCell(context: Context, unit: UnitRow | undefined) {
  const { w, edition, paths } = context;
  const words = w.guide.cell;
  const measure = edition.manifest.basis === null ? 'budget' : 'realization';
  const line =
    unit && (edition.lines(unit.slug) ?? []).find((one) => one.measure === measure && one.account.startsWith('5') && one.activity !== '');
  const source = line && edition.sources().find(({ id }) => id === line.source);
  if (unit === undefined || line === undefined || source === undefined)
    return { title: words.none, body: <p className="prose">{words.noneText}</p> };
  return {
    title: words.title,
    body: (
      <>
        <p className="prose">{words.text}</p>
        <dl className="pairs">
          <dt>{words.file}</dt>
          <dd className="file">{source.fileName}</dd>
          <dt>{words.place}</dt>
          <dd>
            <code className="cell">{cellOf(line, source)}</code>
          </dd>
        </dl>
        <p className="prose">{words.more}</p>
        <p className="more">
          <a href={paths.origin({ measure, unit: unit.slug, activity: line.activity, account: line.account })}>{words.link}</a>
        </p>
      </>
    ),
  };
}

/** A text file has one sheet, which is named as the file is. */
const cellOf = ({ sheet, column, row }: PublishedLine, { fileName }: Source) =>
  `${sheet === '' || sheet === fileName ? '' : `${sheet}!`}${column}${row}`;
