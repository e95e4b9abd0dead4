import { parseDecimal } from '@sipkadin/budget';
import { Bar, formatCount, formatDate, formatPoints, formatRatio, formatShort, StatusMark } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { causeName } from '../obstacles/listed.ts';
import { obstacleWords } from '../obstacles/words.ts';
import type { Session, UnitInSession } from './in-session.ts';
import { NewPromise, Note } from './session-forms.tsx';
import { SettledPromises } from './settle-promise.tsx';
import { meetingWords } from './words.ts';

/** One OPD in a meeting: what it promised, where it is, what holds it up, and what is promised now. */
export function SessionUnit({ session, unit }: { session: Session; unit: UnitInSession }) {
  const { w } = useWords(meetingWords);
  const { may } = usePerson();
  return (
    <div className="session-board">
      <SettledPromises session={session} unit={unit} />
      <Figures session={session} unit={unit} />
      <Obstacles unit={unit} year={session.year} />
      <section className="card">
        <h2 className="chart-title">{w.newPromise}</h2>
        {unit.made.length > 0 && <MadePromises unit={unit} />}
        {session.isOpen && may('meeting.promise') && <NewPromise key={unit.made.length} day={session.day} unit={unit.code} />}
      </section>
      {(unit.note !== null || (session.isOpen && may('meeting.note'))) && (
        <section className="card">
          <Note session={session} unit={unit} />
        </section>
      )}
    </div>
  );
}

/** What was promised in this meeting. */
export function MadePromises({ unit: { made } }: { unit: UnitInSession }) {
  const { w, language } = useWords(meetingWords);
  return (
    <ul className="made" aria-label={w.made}>
      {made.map(({ seq, what, owner, due }) => (
        <li key={seq}>
          <p className="said">{what}</p>
          <small className="under">
            {owner} · {w.form.due.toLowerCase()} {formatDate(due, language)}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Figures({ session: { year, month, statuses }, unit }: { session: Session; unit: UnitInSession }) {
  const { w, language } = useWords(meetingWords);
  const amount = (text: string | null) => (text === null ? null : (parseDecimal(text) ?? null));
  const [budget, realization, plan, behind] = [unit.budget, unit.realization, unit.plan, unit.behind].map(amount);
  const short = (sen: bigint | null | undefined, none: string) => (sen === null || sen === undefined ? none : formatShort(sen, language));
  const fact = (name: string, value: ReactNode, under?: string) => (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {under !== undefined && <small className="under">{under}</small>}
      </dd>
    </div>
  );
  const none = w.figure.noPlan;
  const isReported = realization !== null && realization !== undefined;
  const hasPlan = plan !== null && plan !== undefined;
  return (
    <section className="card" aria-labelledby="angka">
      <h2 id="angka" className="chart-title">
        {w.figures} <StatusMark status={unit.status} language={language} called={statuses} />
      </h2>
      <p className="stamp">{unit.asOf === null ? w.figure.never : w.figure.asOf(formatDate(unit.asOf, language))}</p>
      <Bar budget={budget ?? null} realization={realization ?? null} plan={plan ?? null} room />
      <dl className="session-figures">
        {fact(w.figure.realization, short(realization, '–'), w.figure.share(formatRatio(realization ?? null, budget ?? null, language)))}
        {fact(w.figure.plan, short(plan, none))}
        {fact(w.figure.budget, short(budget, '–'))}
        {fact(w.figure.gap, formatPoints(unit.gap === null ? null : BigInt(unit.gap), language))}
        {fact(w.figure.toPlan, short(behind, !hasPlan ? none : isReported ? w.figure.ahead : '–'))}
      </dl>
      <p className="small">
        <Link to="/pimpinan/opd/$unit" params={{ unit: unit.code }} search={{ tahun: year, bulan: month }}>
          {w.unitLink}
        </Link>
      </p>
    </section>
  );
}

function Obstacles({ unit: { obstacles, unanswered }, year }: { unit: UnitInSession; year: number }) {
  const { w, language } = useWords(meetingWords);
  const { w: words } = useWords(obstacleWords);
  return (
    <section className="card" aria-labelledby="kendala-opd">
      <h2 id="kendala-opd" className="chart-title">
        {obstacles.length === 0 ? w.noObstacles : w.obstacles(formatCount(obstacles.length, language))}
      </h2>
      <ul className="made">
        {obstacles.map(({ id, what, cause, unblocker, promisedOn, lateDays }) => (
          <li key={id}>
            <Link to="/kendala/$id" params={{ id }} search={{ tahun: year }}>
              {what}
            </Link>
            <small className="under">
              {[
                causeName(cause, language),
                unblocker !== '' && `${words.unblocker}: ${unblocker}`,
                promisedOn === null
                  ? words.noPromise
                  : `${words.columns.promised.toLowerCase()} ${formatDate(promisedOn, language, 'short')}`,
              ]
                .filter((text) => text !== false)
                .join(' · ')}
              {lateDays !== null && lateDays > 0 && <strong> · {words.late(formatCount(lateDays, language))}</strong>}
            </small>
          </li>
        ))}
      </ul>
      {unanswered > 0 && <p className="small">{w.questions(formatCount(unanswered, language))}</p>}
    </section>
  );
}
