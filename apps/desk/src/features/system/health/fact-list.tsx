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
    [w.facts.backup, backupText()],
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
    [w.facts.update, updateText()],
    [w.facts.started, when(health.startedAt)],
  ];

  function backupText(): string {
    if (!facts.backup?.made) return w.none;
    const { made, size } = facts.backup;
    const sizes = size === null ? '' : `; ${w.backupSize(formatBytes(size.content, language), formatBytes(size.folder, language))}`;
    return `${w.backup(when(made), count(health.backupDays))}${sizes}`;
  }

  function updateText(): string {
    if (health.lastUpdate === null) return w.none;
    const { from, to, at, done } = health.lastUpdate;
    return w.update[done](to, from, when(at));
  }

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
