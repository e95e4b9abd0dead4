import { type Month, monthOf, opdOf, worksAndMoney } from '@sipkadin/budget';
import type { UnitDetail, UnitNode } from '@sipkadin/edition';
import { Bar, formatMonth, formatPointsSize, formatProgress, formatRatio, StatusShape, WorksBar } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { type Money, money } from '../../reading/money.ts';

interface Given {
  context: Context;
  detail: UnitDetail;
  node: UnitNode;
}

/** What of the work is done: physical progress and its target beside the money, on one scale, and what the two say together. */
export function ActivityWorks({ context, detail, node }: Given) {
  const { w, ui, language } = context;
  const amounts = money(node);
  const works = node.progress;
  const month = reportedMonth(context, detail);
  const target = targetOf(context, detail, node, month);
  return (
    <section>
      <h2>{w.works.title}</h2>
      {works === null ? (
        <p>{target === null ? w.works.none : w.works.noneWithTarget(formatProgress(target, language), formatMonth(month, language))}</p>
      ) : (
        <>
          <p>
            <Meaning context={context} detail={detail} node={node} amounts={amounts} />
            {target !== null &&
              works < target &&
              ` ${w.works.belowTarget(formatPointsSize(BigInt(Math.round((works - target) / 10)), language))}`}
          </p>
          <div className="narrow works-beside">
            {context.only === undefined && (
              <>
                <Bar {...amounts} room={(amounts.realization ?? 0n) > (amounts.budget ?? 0n)} />
                <p className="small">
                  {ui.paid} {formatRatio(amounts.realization, amounts.budget, language)}
                </p>
              </>
            )}
            <WorksBar hundredths={works} target={target} />
            <p className="small">
              {w.activity.progress(formatProgress(works, language))}
              {target !== null && ` · ${w.works.target(formatProgress(target, language), formatMonth(month, language))}`}
            </p>
          </div>
        </>
      )}
    </section>
  );
}

function Meaning({ context, detail, node, amounts }: Given & { amounts: Money }) {
  const { w, language, edition } = context;
  const isAdvanceOnly = edition
    .notes()
    .some(({ unit, activity, cause }) => opdOf(unit) === detail.unit.code && activity === node.code && cause === 'advance');
  const { kind, lead } = worksAndMoney({ ...amounts, works: node.progress, isAdvanceOnly });
  const size = lead === null ? '' : formatPointsSize(lead, language);
  return (
    <>
      {kind === 'money-ahead' && (
        <span className="status">
          <StatusShape status="attention" />
        </span>
      )}{' '}
      {w.works.meanings[kind](size)}
    </>
  );
}

/** The last month of the year whose physical progress the OPD reported; that of its last report where no month is known. */
function reportedMonth({ edition }: Context, { unit }: UnitDetail): Month {
  const measured = edition.months().findLast((row) => row.unit === unit.code && row.account === '5' && row.progress !== null);
  return measured?.month ?? monthOf(unit.lastAsOf ?? edition.manifest.asOf);
}

/** The target for the end of a month, in hundredths of a percent; null where the activity has none of its own. */
function targetOf({ edition }: Context, { unit }: UnitDetail, node: UnitNode, month: Month): number | null {
  const found = edition
    .targets()
    .find((target) => opdOf(target.unit) === unit.code && target.activity === node.code && target.month === month);
  return found?.hundredths ?? null;
}
