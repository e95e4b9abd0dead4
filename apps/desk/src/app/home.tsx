import { formatCount } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { MissingReports } from '../features/oversight/calendar/missing-reports.tsx';
import { UploadTable } from '../features/uploads/upload-table.tsx';
import { trpc } from '../web/client.ts';
import { Heading } from '../web/heading.tsx';
import { useWords } from '../web/language.tsx';
import { usePerson } from '../web/person.tsx';
import { Loaded } from '../web/states.tsx';
import './home.css';
import { appWords } from './words.ts';

/** The start page: open tasks for those who work with uploads, the overview for leadership, who have none. */
export function HomeScreen() {
  const { may } = usePerson();
  return may('/') ? <Inbox /> : toOverview;
}

// One element for all renderings: <Navigate> navigates again whenever its props are another object, without end.
const toOverview = <Navigate to="/pimpinan" replace />;

/** The person's open tasks, in the order of the workflow; then the latest uploads. */
function Inbox() {
  const { w, language } = useWords(appWords);
  const { person, government, may } = usePerson();
  const uploads = useQuery(trpc.uploads.list.queryOptions({ government: government.code }));
  const counts = useQuery(trpc.uploads.tasks.queryOptions({ government: government.code }));
  const obstacles = useQuery({ ...trpc.obstacles.tasks.queryOptions({ government: government.code }), enabled: may('obstacles.tasks') });
  const asked = useQuery({ ...trpc.questions.tasks.queryOptions({ government: government.code }), enabled: may('questions.tasks') });
  const own = useAdminTasks();
  const readers = asked.data ?? { toAnswer: 0, toPublish: 0 };
  const waiting = obstacles.data ?? { unanswered: 0, unmentioned: 0, toRelease: 0 };
  const all = uploads.data?.uploads ?? [];
  const n = counts.data ?? { asked: 0, returned: 0, blocked: 0, draft: 0, submitted: 0, verified: 0 };
  const tasks = [
    ...own,
    may('uploads.answer') && { n: n.asked, text: w.home.asked, to: '/unggah' as const, search: { keadaan: 'asked' } },
    may('POST unggah') && { n: n.returned, text: w.home.returned, to: '/unggah' as const, search: { keadaan: 'returned' } },
    may('uploads.submit') && { n: n.blocked, text: w.home.blocked, to: '/unggah' as const, search: { keadaan: 'draft' } },
    may('uploads.submit') && { n: n.draft, text: w.home.draft, to: '/unggah' as const, search: { keadaan: 'draft' } },
    may('obstacles.answer') && { n: waiting.unanswered, text: w.home.unanswered, to: '/kendala' as const },
    may('obstacles.end') && { n: waiting.unmentioned, text: w.home.unmentioned, to: '/kendala' as const },
    may('obstacles.release') && { n: waiting.toRelease, text: w.home.toRelease, to: '/kendala' as const },
    may('review.verify') && { n: n.submitted, text: w.home.submitted, to: '/verifikasi' as const },
    may('questions.answer') && { n: readers.toAnswer, text: w.home.readersAsk, to: '/pertanyaan' as const },
    may('questions.decide') && { n: readers.toPublish, text: w.home.readersWait, to: '/pertanyaan' as const },
    may('publication.publish') && { n: n.verified, text: w.home.verified, to: '/terbitan' as const },
  ].filter((task) => task !== false && task.n > 0);
  const roles = government.roles.map(({ role, unit }) => (unit === null ? w.roles[role] : `${w.roles[role]} (${w.onlyUnit(unit)})`));

  return (
    <>
      <Heading tab={w.nav.home}>{w.home.greeting(person.name)}</Heading>
      <p className="stamp">
        {government.name} · {w.home.yourRoles(roles.join(', '))}
      </p>
      {may('POST unggah') && <MissingReports />}
      <Loaded query={counts}>
        {() => (
          <ul className="tasks">
            {tasks.map(
              (task) =>
                task !== false && (
                  <li key={task.text('')}>
                    <Link to={task.to} search={'search' in task ? task.search : {}}>
                      {task.text(formatCount(task.n, language))}
                    </Link>
                  </li>
                ),
            )}
            {tasks.length === 0 && <li className="quiet">{w.home.nothing}</li>}
          </ul>
        )}
      </Loaded>
      <p className="row">
        {may('POST unggah') && (
          <Link to="/unggah" className="button main">
            {w.home.upload}
          </Link>
        )}
        {may('monitor.summary') && (
          <Link to="/pimpinan" className="button">
            {w.home.monitor}
          </Link>
        )}
      </p>
      {all.length > 0 && (
        <section>
          <h2>{w.home.recent}</h2>
          <UploadTable uploads={all.slice(0, 8)} />
        </section>
      )}
    </>
  );
}

/** What waits for the person apart from files and questions: their own password, other people, approvals, the service's health. */
function useAdminTasks() {
  const { w } = useWords(appWords);
  const { government, may } = usePerson();
  const input = { government: government.code };
  const security = useQuery(trpc.account.security.queryOptions());
  const people = useQuery({ ...trpc.people.list.queryOptions(input), enabled: may('people.list') });
  const health = useQuery({ ...trpc.health.now.queryOptions(input), enabled: may('health.now') });
  const approvals = people.data?.approvals.filter(({ mine }) => !mine).length ?? 0;
  return [
    { n: security.data?.needsPassword === true ? 1 : 0, text: w.home.noPassword, to: '/akun' as const },
    { n: health.data?.conditions.length ?? 0, text: w.home.health, to: '/kesehatan' as const },
    { n: approvals, text: w.home.approvals, to: '/orang' as const },
    { n: people.data?.people.length === 1 ? 1 : 0, text: w.home.alone, to: '/orang/undang' as const },
  ];
}
