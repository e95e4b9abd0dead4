import { isIsoDate, type Language } from '@sipkadin/budget';
import { formatCount, formatDate, formatMonth, formatShort, StatusShape } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Answers, trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import { sen } from '../figures.ts';
import { monitorWords } from '../words.ts';

type Changes = Answers['monitor']['changes'];

const namedAtMost = 4;

interface ChangesSinceProps {
  year: number;
  today: string;
  to: (unit: string) => string;
}

/** What became known since a day, the last meeting unless another is chosen, up to today or another day. */
export function ChangesSince({ year, today, to }: ChangesSinceProps) {
  const { w, language } = useWords(monitorWords);
  const words = w.overview.changes;
  const { government } = usePerson();
  const [days, setDays] = useState<{ from?: string; until?: string }>({});
  const changes = useQuery({
    ...trpc.monitor.changes.queryOptions({
      government: government.code,
      year,
      ...(days.from !== undefined && isIsoDate(days.from) ? { from: days.from } : {}),
      ...(days.until !== undefined && isIsoDate(days.until) ? { to: days.until } : {}),
    }),
    placeholderData: (before) => before,
  });
  function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setDays({ from: String(form.get('from')), until: String(form.get('until')) });
  }
  return (
    <section className="card" aria-labelledby="berubah">
      <Loaded query={changes} rows={5}>
        {(data) => (
          <>
            <h2 id="berubah" className="chart-title">
              {data.to < today
                ? words.between(formatDate(data.from, language, 'short'), formatDate(data.to, language, 'short'))
                : (data.isMeeting ? words.sinceMeeting : words.since)(formatDate(data.from, language, 'short'))}
            </h2>
            <details className="choose">
              <summary>{words.choose}</summary>
              <form className="period" onSubmit={choose}>
                <label>
                  {words.from}
                  <input type="date" name="from" defaultValue={data.from} max={today} required />
                </label>
                <label>
                  {words.until}
                  <input type="date" name="until" defaultValue={data.to} max={today} required />
                </label>
                <button type="submit">{words.show}</button>
              </form>
            </details>
            <ul className="side-list marked">
              {changeLines(data, to, language).map((line) => (
                <li key={line.key}>
                  {line.mark}
                  <span>{line.text}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

interface ChangeLine {
  key: string;
  mark: ReactNode;
  text: ReactNode;
}

function changeLines(data: Changes, to: (unit: string) => string, language: Language): ChangeLine[] {
  const w = monitorWords[language].overview.changes;
  const lines: ChangeLine[] = [];
  const dot = <span className="dot" aria-hidden="true" />;
  const money = (amount: string | null) => (amount === null ? w.unknown : formatShort(sen(amount) ?? 0n, language));
  const unsigned = (amount: bigint) => formatShort(amount < 0n ? -amount : amount, language);
  const position = (amount: bigint) => (amount < 0n ? w.aheadBy : w.behindBy)(unsigned(amount));
  const [before, after] = [sen(data.behind.before), sen(data.behind.after)];
  const month = (of: number) => formatMonth(of, language, 'short');
  if (before !== null && after !== null && before !== after) {
    const wider = after > before;
    lines.push({
      key: 'behind',
      mark: <StatusShape status={wider ? 'behind' : 'on-track'} />,
      // Who is ahead of the plan has no gap that could grow.
      text:
        before < 0n || after < 0n
          ? w.position(`${position(before)} (${month(data.month.before)})`, `${position(after)} (${month(data.month.after)})`)
          : (wider ? w.wider : w.narrower)(
              unsigned(after - before),
              `${formatShort(before, language)} (${month(data.month.before)})`,
              `${formatShort(after, language)} (${month(data.month.after)})`,
            ),
    });
  }
  const [paidBefore, paid] = [sen(data.realization.before) ?? 0n, sen(data.realization.after) ?? 0n];
  if (paid !== paidBefore)
    lines.push({
      key: 'paid',
      mark: dot,
      text: (paid > paidBefore ? w.paid : w.paidLess)(unsigned(paid - paidBefore), money(data.realization.after)),
    });
  if (data.budget.before !== data.budget.after)
    lines.push({ key: 'budget', mark: dot, text: w.budget(money(data.budget.before), money(data.budget.after)) });
  if (data.reported.length > 0)
    lines.push({
      key: 'reports',
      mark: dot,
      text: <Named text={w.reports(formatCount(data.reported.length, language))} units={data.reported} to={to} />,
    });
  for (const { unit, name, before: was, after: is } of data.judged.slice(0, namedAtMost))
    lines.push({
      key: unit,
      mark: <StatusShape status={is} />,
      text: (
        <>
          <a href={to(unit)}>{name}</a>: {w.judged(data.bands.statuses[was][language], data.bands.statuses[is][language])}
        </>
      ),
    });
  const { opened, ended, moved } = data.obstacles;
  if (opened + ended + moved > 0)
    lines.push({
      key: 'obstacles',
      mark: dot,
      text: w.obstacles(formatCount(opened, language), formatCount(ended, language), formatCount(moved, language)),
    });
  const more = data.judged.length - namedAtMost;
  if (more > 0) lines.push({ key: 'more', mark: dot, text: w.moreJudged(formatCount(more, language)) });
  if (lines.length === 0) lines.push({ key: 'none', mark: dot, text: w.none });
  return lines;
}

function Named({ text, units, to }: { text: string; units: readonly { unit: string; name: string }[]; to: (unit: string) => string }) {
  const shown = units.slice(0, namedAtMost);
  return (
    <>
      {text}
      {units.length <= namedAtMost &&
        shown.map(({ unit, name }, index) => (
          <span key={unit}>
            {index === 0 ? ': ' : ', '}
            <a href={to(unit)}>{name}</a>
          </span>
        ))}
    </>
  );
}
