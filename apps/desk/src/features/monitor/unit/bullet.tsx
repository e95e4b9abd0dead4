import { Bar, formatDate, formatPointsSize, formatProgress, formatRatio, formatShort, StatusMark, WorksBar } from '@sipkadin/ui';
import { useWords } from '../../../web/language.tsx';
import { figures, points } from '../figures.ts';
import { monitorWords } from '../words.ts';
import type { Unit } from './answer.ts';

/** Money, plan and works of an OPD on one scale, the budget, with each number in words. */
export function MoneyPlanWorks({ data }: { data: Unit }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.bullet;
  const { budget, realization, plan } = figures(data);
  const gap = points(data.gap);
  const day = data.unitAsOf === null ? null : formatDate(data.unitAsOf, language, 'short');
  const behind = plan === null || realization === null ? null : plan - realization;
  return (
    <section className="card" aria-labelledby="uang">
      <div className="card-head">
        <h2 id="uang" className="chart-title">
          {day === null ? words.titleSilent : words.title(day)}
        </h2>
        <span>
          <StatusMark status={data.status} language={language} called={data.bands.statuses} />
          {gap !== null && ` ${formatPointsSize(gap, language)}`}
        </span>
      </div>
      <div className="bar-big bullet-big">
        <Bar budget={budget} realization={realization} plan={plan} room={realization !== null && realization > (budget ?? 0n)} />
        <WorksBar hundredths={data.works} />
      </div>
      <dl className="facts">
        <div>
          <dt>{words.paid}</dt>
          <dd>
            <b>{formatRatio(realization, budget, language)}</b> · {realization === null ? words.silent : formatShort(realization, language)}
          </dd>
        </div>
        <div>
          <dt>{words.plan}</dt>
          <dd>
            {plan === null ? (
              words.noPlan
            ) : (
              <>
                <b>{formatRatio(plan, budget, language)}</b> · {formatShort(plan, language)}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.works}</dt>
          <dd>{data.works === null ? words.noWorks : <b>{formatProgress(data.works, language)}</b>}</dd>
        </div>
        <div>
          <dt>{behind !== null && behind < 0n ? words.ahead : words.toReturn}</dt>
          <dd>{behind === null ? '–' : <b>{formatShort(behind < 0n ? -behind : behind, language)}</b>}</dd>
        </div>
      </dl>
      <p className="small">{budget === null ? words.noBudget : words.scale(formatShort(budget, language))}</p>
    </section>
  );
}
