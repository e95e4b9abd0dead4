import { formatDate, formatInstant, formatMonth, SimulatedStrip } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import './meeting.css';
import { MadePromises } from './session-unit.tsx';
import { meetingWords } from './words.ts';

/** The minutes of a meeting: what was noted and promised, by OPD. */
export function MinutesScreen() {
  const { w, language } = useWords(meetingWords);
  const { government } = usePerson();
  const { hari } = useParams({ from: '/rapat/$hari/notulen' });
  const session = useQuery(trpc.meeting.session.queryOptions({ government: government.code, day: hari }));
  return (
    <>
      <p>
        <Link to="/rapat">{w.back}</Link>
      </p>
      <Loaded query={session} rows={8}>
        {({ day, year, month, units, isOpen, simulated }) => {
          const written = units.filter(({ made, note }) => made.length > 0 || (note !== null && note.text !== ''));
          return (
            <>
              {simulated && <SimulatedStrip language={language} />}
              <Heading>{w.minutesOf(formatDate(day, language))}</Heading>
              <p className="stamp">{w.lookedAt(`${formatMonth(month, language)} ${year}`)}</p>
              {isOpen && (
                <p className="row">
                  <Link to="/rapat/$hari" params={{ hari: day }} className="button">
                    {w.resume}
                  </Link>
                </p>
              )}
              {written.length === 0 && <Empty title={w.nothing} />}
              {written.map((unit) => (
                <section key={unit.code} className="card">
                  <h2 className="chart-title">{unit.name}</h2>
                  {unit.note !== null && unit.note.text !== '' && (
                    <>
                      <p className="said">{unit.note.text}</p>
                      <p className="small">{w.recordedBy(unit.note.by, formatInstant(unit.note.at, language))}</p>
                    </>
                  )}
                  {unit.made.length > 0 && <MadePromises unit={unit} />}
                </section>
              ))}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
