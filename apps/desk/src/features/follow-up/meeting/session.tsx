import { formatCount, formatDate, SimulatedStrip } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import type { Session } from './in-session.ts';
import './meeting.css';
import { SessionUnit } from './session-unit.tsx';
import { meetingWords } from './words.ts';

/** A meeting, one OPD each; the arrow keys lead on. */
export function SessionScreen() {
  const { w, language } = useWords(meetingWords);
  const { government } = usePerson();
  const { hari } = useParams({ from: '/rapat/$hari' });
  const session = useQuery(trpc.meeting.session.queryOptions({ government: government.code, day: hari }));
  return (
    <>
      <p>
        <Link to="/rapat">{w.back}</Link>
      </p>
      <Loaded query={session} rows={8}>
        {(data) =>
          data.units.length === 0 ? (
            <>
              <Heading tab={w.tab}>{w.minutesOf(formatDate(data.day, language))}</Heading>
              <Empty title={w.noUnits} />
            </>
          ) : (
            <Walk session={data} />
          )
        }
      </Loaded>
    </>
  );
}

function Walk({ session }: { session: Session }) {
  const { w, language } = useWords(meetingWords);
  const { opd } = useSearch({ from: '/rapat/$hari' });
  const navigate = useNavigate();
  const { units, day } = session;
  const found = units.findIndex(({ code }) => code === opd);
  const at = found === -1 ? 0 : found;
  const unit = units[at];
  const [before, after] = [units[at - 1]?.code, units[at + 1]?.code];
  useEffect(() => {
    const go = (to: string | undefined) =>
      to !== undefined && void navigate({ to: '/rapat/$hari', params: { hari: day }, search: { opd: to }, replace: true });
    function onKey(event: KeyboardEvent) {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, select, textarea, dialog') !== null;
      if (isTyping || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key === 'ArrowLeft') go(before);
      if (event.key === 'ArrowRight') go(after);
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate, day, before, after]);
  if (unit === undefined) return null;
  const step = (to: string | undefined, text: string) =>
    to !== undefined && (
      <Link to="/rapat/$hari" params={{ hari: day }} search={{ opd: to }} replace className="button">
        {text}
      </Link>
    );
  return (
    <div className="session">
      {session.simulated && <SimulatedStrip language={language} />}
      <div className="head">
        <div>
          <Heading tab={`${w.tab}: ${unit.name}`}>{unit.name}</Heading>
          <p className="stamp" role="status">
            {w.position(formatCount(at + 1, language), formatCount(units.length, language))} · {w.keys}
          </p>
        </div>
        <nav className="row" aria-label={w.choose}>
          {step(before, w.previous)}
          {step(after, w.next)}
          <Link to="/rapat/$hari/notulen" params={{ hari: day }} className={after === undefined ? 'button main' : 'button'}>
            {w.toMinutes}
          </Link>
        </nav>
      </div>
      <SessionUnit key={unit.code} session={session} unit={unit} />
      <label className="choose">
        {w.choose}
        <select
          value={unit.code}
          onChange={({ target: { value } }) =>
            void navigate({ to: '/rapat/$hari', params: { hari: day }, search: { opd: value }, replace: true })
          }
        >
          {units.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
