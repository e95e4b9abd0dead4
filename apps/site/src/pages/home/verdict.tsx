import { type Comparable, dayOfYear, percentage, type Sen } from '@sipkadin/budget';
import { Amount, Bar, formatRatio, formatShort, StatusMark } from '@sipkadin/ui';
import { BarKey } from '../../parts/bar-key.tsx';
import { origins } from '../../parts/sides.ts';
import type { Context } from '../../reading/context.ts';
import { bandsOf, planWords, statusOf } from '../../reading/judging.ts';
import type { Money } from '../../reading/money.ts';

/** What the page states first, without markup. */
export function plainSentence(context: Context, { budget, realization }: Money): string {
  const { w, language, government } = context;
  if (budget !== null && budget > 0n && realization !== null) {
    return `${w.home.sentence.before}${perHundred(realization, budget)}${w.home.sentence.after}.`;
  }
  if (budget !== null && realization === null) return `${w.home.noRealization(government.name, formatShort(budget, language))}.`;
  return realization === null ? w.home.neither(government.name) : w.home.noBudget(government.name, formatShort(realization, language));
}

/** Of every Rp100, in whole rupiah, rounded as percentages are: Rp100 means all of it and Rp0 nothing. */
export function perHundred(part: Sen, whole: Sen): string {
  const shown = percentage(part, whole, 0);
  return `${shown?.isBelowSmallest === true ? '<' : ''}Rp${shown?.value ?? 0n}`;
}

/** The sentence, the amount, its share of the budget and its status, and the bar. */
export function Verdict({ context, spending, comparable }: { context: Context; spending: Money; comparable: Comparable }) {
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
