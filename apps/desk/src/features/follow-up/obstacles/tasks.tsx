import { dayInJakarta, daysBetween } from '@sipkadin/budget';
import { formatCount } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import type { Listed } from './listed.ts';
import { obstacleWords } from './words.ts';

/** What waits for the person: questions to answer, texts to release, obstacles that the last report left out. */
export function Tasks({ listed: { obstacles, questions, today, year } }: { listed: Listed }) {
  const { w, language } = useWords(obstacleWords);
  const { may } = usePerson();
  const tasks: { key: string; to: ReactNode }[] = [];
  if (may('obstacles.answer'))
    for (const { seq, unitName, obstacle, at, answers } of questions) {
      if (answers.length > 0) continue;
      const days = daysBetween(dayInJakarta(at), today);
      const text = w.tasks.question(unitName, days === 0 ? w.today : w.days(formatCount(days, language)));
      tasks.push({
        key: `q${seq}`,
        to:
          obstacle === '' ? (
            <a href={`#tanya-${seq}`}>{text}</a>
          ) : (
            <Link to="/kendala/$id" params={{ id: obstacle }} search={{ tahun: year }}>
              {text}
            </Link>
          ),
      });
    }
  for (const { id, what, unitName, state, publicState, unmentionedSince } of obstacles) {
    const link = (text: string) => (
      <Link to="/kendala/$id" params={{ id }} search={{ tahun: year }}>
        {text}
      </Link>
    );
    if (may('obstacles.release') && (publicState === 'waiting' || publicState === 'changed'))
      tasks.push({ key: `r${id}`, to: link(w.tasks.release(unitName, what)) });
    if (may('obstacles.end') && state === 'open' && unmentionedSince !== null)
      tasks.push({ key: `u${id}`, to: link(w.tasks.unmentioned(what)) });
  }
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="tugas">
      <h2 id="tugas">{w.tasks.title}</h2>
      <ul className="tasks">
        {tasks.map(({ key, to }) => (
          <li key={key}>{to}</li>
        ))}
      </ul>
    </section>
  );
}
