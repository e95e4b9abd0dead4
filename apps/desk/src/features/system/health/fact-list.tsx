import { formatBytes, formatCount, formatInstant } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../../web/language.tsx';
import type { Health } from './health-answer.ts';
import { healthWords } from './words.ts';

/** The facts of the deployment, whether or not anything is wrong. */
export function FactList({ health }: { health: Health }) {
  const { w, language } = useWords(healthWords);
  const { facts, setUp } = health;
  const count = (n: number) => formatCount(n, language);
  const when = (at: string) => formatInstant(at, language);
  const rows: [name: string, value: ReactNode][] = [
    [w.facts.backup, facts.backup?.made ? w.backup(when(facts.backup.made), count(health.backupDays)) : w.none],
    [w.facts.queue, facts.queue === null ? w.unknown : w.queue(count(facts.queue.waiting), count(facts.queue.reading))],
    [w.facts.disk, diskText()],
    [w.facts.database, `${health.database}, ${facts.database === 'ok' ? w.answers : w.failing}`],
    [w.facts.objects, facts.objects === 'none' ? w.notSetUp : facts.objects === 'ok' ? w.answers : w.failing],
    [w.facts.mail, mailText()],
    [w.facts.signIn, !setUp.signInService ? w.notSetUp : facts.signInFailingSince === null ? w.answers : w.failing],
    [w.facts.clock, clockText()],
    [w.facts.data, facts.data === 'ok' ? w.complete : w.missing],
    [w.facts.copy, facts.copy === 'none' ? w.notSetUp : w.copies[facts.copy]],
    [w.facts.version, health.version],
    [w.facts.started, when(health.startedAt)],
  ];

  function diskText(): string {
    if (facts.freeBytes === null) return w.unknown;
    const free = w.disk(formatBytes(facts.freeBytes, language));
    return facts.daysLeft === null ? free : `${free}; ${w.daysLeft(count(Math.floor(facts.daysLeft)))}`;
  }

  function mailText(): string {
    if (!setUp.mail) return w.notSetUp;
    if (facts.mail === null) return w.unknown;
    return facts.mail.refused === 0 ? w.mailWell : w.mailWaits(count(facts.mail.refused));
  }

  function clockText(): string {
    if (facts.clockBehind === null) return w.unknown;
    const seconds = Math.abs(Math.round(facts.clockBehind));
    return seconds <= 1 ? w.clockWell : w.clockOff(count(seconds));
  }

  return (
    <section className="card health-facts">
      <h2>{w.factsTitle}</h2>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="long">
          <dt>{w.facts.editions}</dt>
          <dd>
            {health.editions.length === 0 ? (
              w.noEditions
            ) : (
              <ul className="bare-list">
                {health.editions.map(({ year, number, publishedAt }) => (
                  <li key={year}>{w.edition(year, number, when(publishedAt))}</li>
                ))}
              </ul>
            )}
          </dd>
        </div>
        <div className="long">
          <dt>{w.facts.key}</dt>
          <dd className="hash">{health.keyFingerprint}</dd>
        </div>
      </dl>
    </section>
  );
}
