import type { IsoDate, Sen } from '@sipkadin/budget';
import { Amount, Bar, formatRatio } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { BarKey } from '../../parts/bar-key.tsx';
import type { Context } from '../../reading/context.ts';
import { planWords } from '../../reading/judging.ts';
import type { Money } from '../../reading/money.ts';

interface PaidOfProps {
  context: Context;
  /** Sen; null is no data. */
  amounts: Money;
  /** Addresses of the rows that budget and realization come from. */
  from: { budget: string; realization: string };
  /** What is said of it beside the budget. */
  children?: ReactNode;
}

/** What was paid, large, and of which budget; the budget where nothing is reported. */
export function PaidOf({ context, amounts: { budget, realization }, from, children }: PaidOfProps) {
  const { ui, language, only } = context;
  return (
    <>
      <p className="display">
        <Amount amount={realization ?? budget} language={language} origin={realization === null ? from.budget : from.realization} />
      </p>
      {realization !== null && only === undefined && (
        <p className="beside">
          {ui.of} <Amount amount={budget} language={language} origin={from.budget} /> ({formatRatio(realization, budget, language)}).{' '}
          {children}
        </p>
      )}
    </>
  );
}

interface PaidBarProps {
  context: Context;
  amounts: Money;
  /** The day up to which the plan counts. */
  day: IsoDate;
  /** The address of the rows that the plan comes from. */
  planOrigin: string;
}

/** The same as a bar with the plan's tick and its key; nothing where the year has no budget. */
export function PaidBar({ context, amounts, day, planOrigin }: PaidBarProps) {
  const { ui, language, only } = context;
  if (only === 'realization') return null;
  const { budget, realization } = amounts;
  const plan: Sen | null = only === 'budget' ? null : amounts.plan;
  return (
    <>
      <div className="bar-big">
        <Bar {...amounts} plan={plan} realization={only === 'budget' ? 0n : realization} room={(realization ?? 0n) > (budget ?? 0n)} />
      </div>
      <BarKey
        items={[
          realization === null
            ? only === 'budget'
              ? { kind: 'track', text: ui.ceiling }
              : { kind: 'hatch', text: ui.notReported }
            : { kind: 'fill', text: `${ui.paid} ${formatRatio(realization, budget, language)}` },
          ...(plan === null
            ? []
            : [
                {
                  kind: 'tick' as const,
                  text: (
                    <>
                      {planWords(context, day)} <Amount amount={plan} language={language} origin={planOrigin} />
                    </>
                  ),
                },
              ]),
        ]}
      />
    </>
  );
}
