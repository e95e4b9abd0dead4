import { formatCount, formatDate, formatMonth, formatPoints, formatRatio, formatShort } from '@sipkadin/ui';
import { useWords } from '../../../web/language.tsx';
import { type Figures, figures, points, type Summary, sen, type UnitFigures } from '../figures.ts';
import { monitorWords } from '../words.ts';
import { forecastNotes, forecastShare, type YearEnd } from './forecast.ts';
import { behindOf, dataAge, gapNotes, lastYearNote, promiseNotes, reportsInTime } from './sentences.ts';

/** The age of the figures, where it has to be said: see `dataAge`. */
export function Stale({ data, asked }: { data: Summary; asked: number | undefined }) {
  const { language } = useWords(monitorWords);
  const age = dataAge(data, asked, language);
  if (age === null) return null;
  if (!age.isWarning) return <p className="small">{age.text}</p>;
  return (
    <p className="notice old" role="status">
      {age.text}
    </p>
  );
}

/** The month that too few OPD have reported to judge it, apart from the verdict, with the way to it. */
export function Begun({ data, to }: { data: Summary; to: (month: number) => string }) {
  const { w, language } = useWords(monitorWords);
  if (data.begun === null) return null;
  const { month, reported, of } = data.begun;
  return (
    <p className="begun" role="status">
      <span>{w.leadership.begun(formatMonth(month, language), formatCount(reported, language), formatCount(of, language))}</span>
      <a href={to(month)}>{w.leadership.begunLink(formatMonth(month, language))}</a>
    </p>
  );
}

interface FourFiguresProps {
  data: Summary;
  total: Figures;
  units: readonly UnitFigures[];
  forecast: YearEnd;
  /** The address of this screen, for its own sections. */
  here: string;
}

/** The four numbers of a month. */
export function FourFigures({ data, total, units, forecast, here }: FourFiguresProps) {
  const { w, language } = useWords(monitorWords);
  const { kpi } = w.leadership;
  const count = (status: UnitFigures['status']) => formatCount(units.filter((unit) => unit.status === status).length, language);
  const gap = points(data.gap);
  const behind = behindOf(figures(data.comparable));
  const { promises } = data;
  const reports = reportsInTime(data, units, language);
  const treasury = sen(data.treasury.budget);
  const isAhead = behind !== null && behind < 0n;
  return (
    <ul className="four card">
      <Figure
        label={kpi.realization}
        href={`${here}#semua-opd`}
        number={total.realization === null ? '–' : formatShort(total.realization, language)}
        notes={[
          total.budget === null
            ? w.leadership.noBudget
            : kpi.ofBudget(formatRatio(total.realization, total.budget, language), formatShort(total.budget, language)),
          treasury !== null && treasury > 0n ? kpi.withTreasury(formatShort(treasury, language)) : '',
          lastYearNote(data, language),
        ]}
      />
      <Figure
        label={isAhead ? kpi.ahead : kpi.toReturn}
        href={`${here}#hubungi`}
        number={behind === null ? '–' : formatShort(isAhead ? -behind : behind, language)}
        notes={
          gap === null
            ? [kpi.noPlan]
            : [
                [kpi.fromPlan(formatPoints(gap, language)), ...gapNotes(data, language)].join(' · '),
                kpi.behindCount(count('behind'), count('attention'), formatCount(units.length, language)),
              ]
        }
      />
      <Figure
        href="/kerja/prognosis"
        label={kpi.forecast}
        number={forecastShare(forecast, language)}
        notes={forecastNotes(forecast, language)}
      />
      {promises.due + promises.running === 0 ? (
        <Figure
          label={kpi.reported}
          href={`/kerja/kalender?tahun=${data.year}`}
          number={w.leadership.outOf(formatCount(reports.inTime, language), formatCount(units.length, language))}
          notes={[reports.note]}
        />
      ) : (
        <Figure
          href={`/kerja/kendala?tahun=${data.year}`}
          label={w.overview.promises.title(formatDate(promises.since, language, 'short'))}
          number={w.overview.promises.kept(formatCount(promises.kept, language), formatCount(promises.due, language))}
          notes={promiseNotes(promises, language)}
        />
      )}
    </ul>
  );
}

interface FigureProps {
  label: string;
  number: string;
  notes: readonly string[];
  /** The screen that the number is made of. */
  href?: string;
}

function Figure({ label, number, notes, href }: FigureProps) {
  return (
    <li>
      <span className="label">{href === undefined ? label : <a href={href}>{label}</a>}</span>
      <span className="number">{number}</span>
      {notes.map((note) => note !== '' && <span key={note}>{note}</span>)}
    </li>
  );
}
