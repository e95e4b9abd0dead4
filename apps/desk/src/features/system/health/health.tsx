import { DataTable, formatCount, formatInstant } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import { FactList } from './fact-list.tsx';
import './health.css';
import type { Health } from './health-answer.ts';
import { healthWords } from './words.ts';

/** What is wrong with the deployment and what to do about it, most urgent first; then its facts. */
export function HealthScreen() {
  const { w, language } = useWords(healthWords);
  const { government } = usePerson();
  const query = useQuery({ ...trpc.health.now.queryOptions({ government: government.code }), refetchInterval: 60_000 });
  return (
    <Loaded query={query} rows={8}>
      {(health) => (
        <>
          <Heading tab={w.title}>
            {health.conditions.length === 0 ? w.well : w.wrong(formatCount(health.conditions.length, language))}
          </Heading>
          <p>{w.checked(formatInstant(health.facts.at, language))}</p>
          <div role="status">
            {health.conditions.map((condition) => (
              <ConditionCard key={condition.code} condition={condition} />
            ))}
          </div>
          {health.conditions.length > 0 && <p className="small">{w.commands}</p>}
          {health.failed.length > 0 && <FailedReadings failed={health.failed} />}
          <FactList health={health} />
        </>
      )}
    </Loaded>
  );
}

function ConditionCard({ condition: { code, level, what, act, since } }: { condition: Health['conditions'][number] }) {
  const { w, language } = useWords(healthWords);
  return (
    <section className={`notice condition ${level === 'failing' ? 'bad' : 'old'}`} aria-labelledby={`condition-${code}`}>
      <p className="small">{w.levels[level]}</p>
      <h2 id={`condition-${code}`}>{what[language]}</h2>
      <p>{act[language]}</p>
      {since !== null && <p className="small">{w.since(formatInstant(since, language))}</p>}
    </section>
  );
}

function FailedReadings({ failed }: { failed: Health['failed'] }) {
  const { w, language } = useWords(healthWords);
  const { columns, title, lead } = w.failed;
  return (
    <section>
      <h2>{title}</h2>
      <p>{lead}</p>
      <div className="stacked">
        <DataTable
          headed
          caption={title}
          columns={[
            { key: 'file', label: columns.file },
            { key: 'queued', label: columns.queued },
            { key: 'reference', label: columns.reference },
          ]}
          rows={failed.map(({ upload, fileName, queuedAt, reference }) => ({
            key: upload,
            cells: [
              <Link key="file" to="/unggah/$id" params={{ id: upload }} className="file-name">
                {fileName} <small className="under">{upload}</small>
              </Link>,
              <span key="queued" className="when">
                {formatInstant(queuedAt, language)}
              </span>,
              <span key="reference" className="hash">
                {reference}
              </span>,
            ],
          }))}
        />
      </div>
    </section>
  );
}
