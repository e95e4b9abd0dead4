import { DataTable, formatCount, formatDate } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../web/language.tsx';
import type { Listed } from './listed.ts';
import { obstacleWords } from './words.ts';

const results = ['kept', 'late', 'moved', 'dropped', 'running'] as const;

/** What became of promised dates since a day: counted first, then each. */
export function Promises({ listed: { promises, from, year } }: { listed: Listed }) {
  const { w, language } = useWords(obstacleWords);
  const since = formatDate(from, language);
  const due = promises.filter(({ result }) => result !== 'running');
  const count = (n: number) => formatCount(n, language);
  const kept = due.filter(({ result }) => result === 'kept').length;
  return (
    <section className="card" aria-labelledby="janji">
      <h2 id="janji" className="chart-title">
        {due.length === 0 ? w.promises.none(since) : w.promises.title(count(kept), count(due.length), since)}
      </h2>
      {promises.length > 0 && (
        <>
          <dl className="results">
            {results.map((result) => (
              <div key={result}>
                <dt>{w.promises.results[result]}</dt>
                <dd>{count(promises.filter((promise) => promise.result === result).length)}</dd>
              </div>
            ))}
          </dl>
          <details>
            <summary>{w.promises.show(count(promises.length))}</summary>
            <PromiseTable promises={promises} year={year} />
          </details>
        </>
      )}
    </section>
  );
}

/** Promises, a row each, with what became of them. */
export function PromiseTable({ promises, year }: { promises: Listed['promises']; year: number }) {
  const { w, language } = useWords(obstacleWords);
  const { columns, results: words } = w.promises;
  return (
    <div className="stacked">
      <DataTable
        caption={w.promises.table}
        columns={[
          { key: 'what', label: columns.what },
          { key: 'unit', label: columns.unit },
          { key: 'due', label: columns.due },
          { key: 'result', label: columns.result },
        ]}
        rows={promises.map(({ from, what, owner, unitName, madeOn, due, result, lateDays, movedTo }) => ({
          key: `${from.kind === 'obstacle' ? from.id : from.promise} ${due} ${madeOn}`,
          cells: [
            <>
              {from.kind === 'obstacle' ? (
                <Link to="/kendala/$id" params={{ id: from.id }} search={{ tahun: year }}>
                  {what}
                </Link>
              ) : (
                what
              )}
              <small className="under">
                {[
                  owner !== '' && w.promises.owner(owner),
                  from.kind === 'meeting' && w.promises.meeting(formatDate(madeOn, language, 'short')),
                ]
                  .filter((text) => text !== false)
                  .join(' · ')}
              </small>
            </>,
            unitName,
            <span key="due" className="when">
              <span className="inline-label">{columns.due} </span>
              {formatDate(due, language, 'short')}
            </span>,
            <span key="result" className="result">
              {words[result]}
              {lateDays > 0 && <small className="under overdue">{w.late(formatCount(lateDays, language))}</small>}
              {movedTo !== null && <small className="under">{w.promises.movedTo(formatDate(movedTo, language, 'short'))}</small>}
            </span>,
          ],
        }))}
      />
    </div>
  );
}
