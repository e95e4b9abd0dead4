import { formatCount, formatDate, formatMonth } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { queryClient, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Failure, Loaded } from '../../../web/states.tsx';
import './meeting.css';
import { meetingWords } from './words.ts';

/** The meetings so far, and the way into the one of today. */
export function MeetingScreen() {
  const { w, language } = useWords(meetingWords);
  const { government, may } = usePerson();
  const navigate = useNavigate();
  const list = useQuery(trpc.meeting.list.queryOptions({ government: government.code }));
  const open = useMutation(
    trpc.meeting.open.mutationOptions({
      onSuccess: async ({ day }) => {
        await queryClient.invalidateQueries(trpc.meeting.pathFilter());
        await navigate({ to: '/rapat/$hari', params: { hari: day } });
      },
    }),
  );
  return (
    <Loaded query={list} rows={6}>
      {({ next, meetings }) => {
        const isOpen = meetings.some(({ day }) => day === next.day);
        const last = meetings.find(({ day }) => day < next.day);
        const month = (one: { month: number; year: number }) => `${formatMonth(one.month, language)} ${one.year}`;
        return (
          <>
            <Heading tab={w.tab}>{w.title}</Heading>
            {last !== undefined && <p>{w.last(formatDate(last.day, language))}</p>}
            {may('meeting.open') && (
              <>
                <p className="small">{w.startHint(month(next))}</p>
                <p className="row">
                  {isOpen ? (
                    <Link to="/rapat/$hari" params={{ hari: next.day }} className="button main">
                      {w.resume}
                    </Link>
                  ) : (
                    <button
                      type="button"
                      className="main"
                      disabled={open.isPending}
                      onClick={() => open.mutate({ government: government.code })}
                    >
                      {w.start(formatDate(next.day, language))}
                    </button>
                  )}
                </p>
              </>
            )}
            {open.isError && <Failure error={open.error} />}
            <h2>{w.minutes}</h2>
            {meetings.length === 0 ? (
              <Empty title={w.never} />
            ) : (
              <ul className="meetings">
                {meetings.map(({ day, promises, ...looked }) => (
                  <li key={day}>
                    <Link to="/rapat/$hari/notulen" params={{ hari: day }}>
                      {formatDate(day, language)}
                    </Link>
                    <small className="under">
                      {w.lookedAt(month(looked))} · {w.promised(formatCount(promises, language))}
                    </small>
                  </li>
                ))}
              </ul>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
