import { Bar, dash, formatCount, formatPointsSize, formatProgress, formatRatio, formatShort, StatusShape, WorksBar } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Answers, trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure, Loaded, Skeleton } from '../../../web/states.tsx';
import { figures, points, sen } from '../figures.ts';
import { monitorWords } from '../words.ts';
import { activitiesTitle } from './unit-sentences.ts';

type Activity = Answers['monitor']['activities'][number];
type Level = 'program' | 'kegiatan' | 'sub kegiatan';

interface Scope {
  unit: string;
  year: number;
  month: number;
}

const shownAtFirst = 8;
const below: Readonly<Record<Level, Level | null>> = { program: 'kegiatan', kegiatan: 'sub kegiatan', 'sub kegiatan': null };

function useActivities({ unit, year, month }: Scope, within: string, level: Level) {
  const { government } = usePerson();
  return useQuery(trpc.monitor.activities.queryOptions({ government: government.code, unit, year, month, within, level }));
}

/** An OPD's programs or kegiatan by rupiah behind the plan, each opening into what lies below it. */
export function Activities({ scope, behind }: { scope: Scope; behind: bigint | null }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.activities;
  const [level, setLevel] = useState<'program' | 'kegiatan'>('kegiatan');
  const [all, setAll] = useState(false);
  const activities = useActivities(scope, '', level);
  return (
    <section className="card wide" aria-labelledby="kegiatan">
      <Loaded query={activities} rows={8}>
        {(rows) => (
          <>
            <div className="card-head">
              <h2 id="kegiatan" className="chart-title">
                {activitiesTitle(rows, behind, language)}
              </h2>
              <div className="levels" role="group" aria-label={words.level}>
                {(['program', 'kegiatan'] as const).map((one) => (
                  <button key={one} type="button" className="plain" aria-pressed={level === one} onClick={() => setLevel(one)}>
                    {words.levels[one]}
                  </button>
                ))}
              </div>
            </div>
            <p className="chart-sub">{words.sub}</p>
            {rows.length === 0 ? (
              <p>{words.none}</p>
            ) : (
              <table className="activities">
                <caption className="sr">{words.caption}</caption>
                <thead>
                  <tr>
                    {[words.name, words.behind, words.share, words.meaning].map((label) => (
                      <th key={label} scope="col">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {(all ? rows : rows.slice(0, shownAtFirst)).map((row) => (
                    <ActivityRow key={row.code} row={row} scope={scope} level={level} depth={0} />
                  ))}
                </tbody>
              </table>
            )}
            {rows.length > shownAtFirst && (
              <button type="button" className="plain" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? words.fewer : words.all(formatCount(rows.length, language))}
              </button>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function ActivityRow({ row, scope, level, depth }: { row: Activity; scope: Scope; level: Level; depth: number }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.activities;
  const [open, setOpen] = useState(false);
  const { budget, realization, plan } = figures(row);
  const behind = sen(row.behind);
  const next = row.code === '' ? null : below[level];
  const name = row.code === '' ? words.noActivity : row.name;
  return (
    <>
      <tr className={`depth-${depth}`}>
        <th scope="row">
          {next === null ? (
            name
          ) : (
            <button type="button" className="plain opens" aria-expanded={open} onClick={() => setOpen(!open)}>
              {name}
            </button>
          )}
          <span className="under">
            {row.code} · {words.budget} <Cells amount={budget} row={row} side="budget" unit={scope.unit} />
          </span>
        </th>
        <td data-label={words.behind} className="number">
          {behind === null ? dash : <b>{formatShort(behind, language)}</b>}
        </td>
        <td data-label={words.share}>
          <span className="pair">
            <span className="bars">
              <Bar budget={budget} realization={realization} plan={plan} room={realization !== null && realization > (budget ?? 0n)} />
              <WorksBar hundredths={row.works} />
            </span>
            <span className="pair-text">
              <span>
                {formatRatio(realization, budget, language)} · <Cells amount={realization} row={row} side="realization" unit={scope.unit} />
              </span>
              <span>
                {row.works === null ? words.noWorks : words.works(formatProgress(row.works, language))}
                {row.target !== null && ` · ${words.target(formatProgress(row.target, language))}`}
              </span>
            </span>
          </span>
        </td>
        <td data-label={words.meaning}>
          <Meaning row={row} />
        </td>
      </tr>
      {open && next !== null && <Below scope={scope} within={row.code} level={next} depth={depth + 1} />}
    </>
  );
}

function Below({ scope, within, level, depth }: { scope: Scope; within: string; level: Level; depth: number }) {
  const activities = useActivities(scope, within, level);
  if (activities.data === undefined) {
    return (
      <tr>
        <td colSpan={4}>
          {activities.isError ? <Failure error={activities.error} again={() => void activities.refetch()} /> : <Skeleton rows={2} />}
        </td>
      </tr>
    );
  }
  return activities.data.map((row) => <ActivityRow key={row.code} row={row} scope={scope} level={level} depth={depth} />);
}

/** An amount that leads to its lines where they are in one file. */
function Cells({ amount, row, side, unit }: { amount: bigint | null; row: Activity; side: 'budget' | 'realization'; unit: string }) {
  const { language } = useWords(monitorWords);
  if (amount === null) return dash;
  const text = formatShort(amount, language);
  const source = row.sources[side];
  if (source === null || row.code === '') return text;
  return (
    <Link className="amount" to="/baris/$id" params={{ id: source }} search={{ unit, kegiatan: row.code, rekening: '5' }}>
      {text}
    </Link>
  );
}

/** What money and works say together; a mark only where it needs a look. */
function Meaning({ row: { meaning, lead } }: { row: Activity }) {
  const { w, language } = useWords(monitorWords);
  const size = lead === null ? '' : formatPointsSize(points(lead) ?? 0n, language);
  const { title, note } = w.unit.meanings[meaning];
  return (
    <>
      <span className="status">
        {meaning === 'not-started' && <StatusShape status="behind" />}
        {meaning === 'money-ahead' && <StatusShape status="attention" />}
        {title}
      </span>
      <span className="under">{note(size)}</span>
    </>
  );
}
