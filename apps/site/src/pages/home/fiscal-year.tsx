import { type BudgetVersion, type IsoDate, isoDate, monthEnd, monthOf, versionRank } from '@sipkadin/budget';
import { formatCount, formatDate } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';

/** missing: its time is over, and this edition does not have it. */
export type StepState = 'done' | 'now' | 'next' | 'missing';

export interface Step {
  kind: 'adopted' | 'run' | 'changed' | 'reported' | 'audited';
  state: StepState;
  /** The last day for it, where a law sets one. */
  due: IsoDate | null;
}

interface Standing {
  year: number;
  versions: readonly BudgetVersion[];
  /** The last day of the figures; null where nothing is known to have been paid. */
  asOf: IsoDate | null;
  audited: boolean;
  today: IsoDate;
}

/**
 * Where a budget is in its year. The change is decided three months before the year ends (UU 17/2003 pasal 28), the report goes to the
 * auditors (BPK) within three months after it (UU 1/2004 pasal 56), and they have two months (UU 15/2004 pasal 17). An edition does not
 * say when a report was sent: an audited one was.
 */
export function fiscalYearSteps({ year, versions, asOf, audited, today }: Standing): Step[] {
  const [end, changeBy, reportBy] = [monthEnd(year, 12), isoDate(year, 9, 30), isoDate(year + 1, 3, 31)];
  const due = (isDone: boolean, by: IsoDate): StepState => (isDone ? 'done' : today <= by ? 'next' : 'missing');
  const isOver = asOf === end || audited;
  return [
    { kind: 'adopted', state: versions.length > 0 ? 'done' : 'missing', due: null },
    { kind: 'run', state: isOver ? 'done' : asOf === null && today < isoDate(year, 1, 1) ? 'next' : 'now', due: null },
    {
      kind: 'changed',
      state: due(
        versions.some((version) => versionRank(version) >= 100),
        changeBy,
      ),
      due: changeBy,
    },
    { kind: 'reported', state: due(audited, reportBy), due: reportBy },
    { kind: 'audited', state: due(audited, isoDate(year + 1, 5, 31)), due: isoDate(year + 1, 5, 31) },
  ];
}

/** The year of the budget in five steps, with the months that have figures; nothing where no budget is published. */
export function FiscalYearSteps({ context }: { context: Context }) {
  const { w, language, edition, onDay } = context;
  const { year, versions, asOf, audited, basis } = edition.manifest;
  if (versions.length === 0) return null;
  const reported = basis === null ? null : asOf;
  const months = reported === null ? 0 : monthOf(reported) - (reported === monthEnd(year, monthOf(reported)) ? 0 : 1);
  const steps = onDay((today) => fiscalYearSteps({ year, versions, asOf: reported, audited, today }));
  const words = w.home.year;
  return (
    <section className="home-year">
      <h2>{words.title(String(year), formatCount(months, language))}</h2>
      <svg className="months-done" viewBox="0 0 120 8" preserveAspectRatio="none" aria-hidden="true">
        {Array.from({ length: 12 }, (_, month) => (
          <rect key={month} className={month < months ? 'bar-fill' : 'bar-track'} x={month * 10 + 0.5} width="9" height="8" />
        ))}
      </svg>
      <ol className="steps">
        {steps.map(({ kind, state, due }) => (
          <li key={kind} className={state}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              {state === 'missing' ? <path d="M1 6h10" /> : <circle cx="6" cy="6" r="5" />}
              {state === 'now' && <path d="M6 1a5 5 0 0 1 0 10z" />}
            </svg>
            <b>{words.steps[kind]}</b> <span>{words.states[state]}</span>
            <span className="under">
              {kind === 'run' && reported !== null && words.until(formatDate(reported, language))}
              {due !== null && state !== 'done' && words.due[kind as 'changed' | 'reported' | 'audited'](formatDate(due, language))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
