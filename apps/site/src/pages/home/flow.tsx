import { type Code, versionName } from '@sipkadin/budget';
import { Amount, DataTable, formatRatio, formatShort, StackedBar, type StackPart } from '@sipkadin/ui';
import { accountName } from '../../parts/account-names.ts';
import { knownOf, origins } from '../../parts/sides.ts';
import type { Context } from '../../reading/context.ts';
import { byLargest, type Money, total } from '../../reading/money.ts';

type Part = { code: Code; name: string } & Money;

interface FlowProps {
  context: Context;
  revenue: Money;
  spending: Money;
  income: readonly Part[];
  kinds: readonly Part[];
  /** 6.1 less 6.2: what covers a shortfall, or uses a surplus. */
  financing: Money;
}

/** How many kinds of spending have a colour of their own. */
const mostKinds = 4;

/** Where the money comes from and what it is for: two bars on one scale. Financing is never added to revenue, but drawn apart from it. */
export function Flow({ context, revenue, spending, income, kinds, financing }: FlowProps) {
  const { w, ui, language, paths, edition } = context;
  const side = revenue.budget !== null || spending.budget !== null ? 'budget' : 'realization';
  const [coming, going] = [revenue[side], spending[side]];
  if (coming === null && going === null) return null;
  // Only of a plan: what was paid up to a day need not be covered yet.
  const gap = side === 'budget' && coming !== null && going !== null ? going - coming : 0n;
  const net = financing[side] ?? 0n;
  const covered = gap > 0n && net > 0n ? (net < gap ? net : gap) : 0n;
  const [first, ...others] = [kinds.toSorted(byLargest((kind) => kind[side])).slice(0, mostKinds), []];
  const shown = first ?? others;
  const rest = total(kinds.filter((kind) => !shown.includes(kind)))[side];
  const part = ({ code, name, ...amounts }: Part, href: string | undefined, whole: bigint | null): StackPart[] => {
    const amount = amounts[side];
    if (amount === null) return [];
    const origin = origins(context, { account: code })[side];
    return [{ key: code, ...accountName(code, name, language), href, amount, origin, share: formatRatio(amount, whole, language) }];
  };
  const full = [coming === null ? 0n : coming + covered, going ?? 0n].reduce((a, b) => (b > a ? b : a));
  const { version, year } = edition.manifest;
  return (
    <section className="home-flow" id="uang">
      <h2>{sentence(context, { coming, going, gap, covered, planned: side === 'budget' })}</h2>
      <p className="small">
        {side === 'budget'
          ? w.home.flow.planned(version === null ? String(year) : `${versionName(version, language)} ${year}`)
          : w.home.flow.paid}
      </p>
      {coming !== null && (
        <>
          <h3>
            <a href={paths.revenue()}>{w.home.flow.from}</a>{' '}
            <Amount amount={coming} language={language} origin={origins(context, { account: '4' })[side]} />
          </h3>
          <StackedBar
            file={{ id: 'uang-masuk', title: `${w.home.flow.from} ${formatShort(coming, language)}` }}
            language={language}
            full={full}
            parts={[
              ...income.flatMap((one) => part(one, undefined, coming)),
              ...(covered > 0n
                ? [
                    {
                      ...{ key: '6', name: w.home.flow.covered, href: paths.financing(), amount: covered, isApart: true },
                      ...{ note: w.home.flow.coveredNote, share: '' },
                      origin: covered === net ? origins(context, { account: '6' })[side] : undefined,
                    },
                  ]
                : []),
            ]}
          />
        </>
      )}
      {going !== null && (
        <>
          <h3>
            <a href={paths.spending()}>{w.home.flow.to}</a>{' '}
            <Amount amount={going} language={language} origin={origins(context, { account: '5' })[side]} />
          </h3>
          <StackedBar
            file={{ id: 'uang-keluar', title: `${w.home.flow.to} ${formatShort(going, language)}` }}
            language={language}
            full={full}
            parts={[
              ...shown.flatMap((one) => part(one, paths.account({ account: one.code }), going)),
              ...(rest === null
                ? []
                : [{ key: 'rest', name: ui.others, href: paths.spending(), amount: rest, share: formatRatio(rest, going, language) }]),
            ]}
          />
        </>
      )}
      {context.only === undefined && (
        <details className="page-table">
          <summary>{ui.showTable}</summary>
          <FlowTable context={context} rows={[...income, ...kinds]} />
        </details>
      )}
    </section>
  );
}

function sentence(
  { w, language }: Context,
  { coming, going, gap, covered, planned }: { coming: bigint | null; going: bigint | null; gap: bigint; covered: bigint; planned: boolean },
): string {
  const short = (amount: bigint | null) => formatShort(amount ?? 0n, language);
  if (going === null) return w.home.flow.onlyIn(short(coming), planned);
  if (coming === null) return w.home.flow.onlyOut(short(going), planned);
  const both = w.home.flow.both(short(coming), short(going), planned);
  if (gap > 0n) return `${both}${covered === gap ? w.home.flow.shortCovered(short(gap)) : w.home.flow.short(short(gap))}`;
  return gap < 0n ? `${both}${w.home.flow.left(short(-gap))}` : both;
}

function FlowTable({ context, rows }: { context: Context; rows: readonly Part[] }) {
  const { w, ui, language } = context;
  return (
    <DataTable
      caption={w.home.flow.table}
      narrow="stack"
      columns={knownOf(context, [
        { key: 'account', label: w.table.account },
        { key: 'budget', label: ui.budget, number: true },
        { key: 'realization', label: ui.realization, number: true },
        { key: 'share', label: w.table.share, number: true },
      ])}
      rows={rows.map(({ code, name, budget, realization }) => ({
        key: code,
        cells: [
          accountName(code, name, language).name,
          <Amount key="budget" amount={budget} language={language} />,
          <Amount key="realization" amount={realization} language={language} />,
          formatRatio(realization, budget, language),
        ],
      }))}
    />
  );
}
