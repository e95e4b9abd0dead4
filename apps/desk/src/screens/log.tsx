import { DataTable, formatInstant } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { trpc } from './client.ts';
import { useWords } from './language.tsx';
import { useSeat } from './person.tsx';
import { Empty, Loaded } from './states.tsx';

/** The audit trail, newest first. */
export function LogScreen() {
  const { w, language } = useWords();
  const { government } = useSeat();
  const actions: Readonly<Record<string, string>> = w.log.actions;
  const { sebelum } = useSearch({ from: '/log' });
  const log = useQuery(
    trpc.account.log.queryOptions({ government: government.code, ...(sebelum === undefined ? {} : { before: sebelum }) }),
  );
  return (
    <>
      <h1>{w.log.title}</h1>
      <p>{w.log.lead}</p>
      <Loaded query={log} rows={10}>
        {({ records, older }) =>
          records.length === 0 ? (
            <Empty title={w.log.none} />
          ) : (
            <>
              <DataTable
                caption={w.log.title}
                columns={(['when', 'who', 'what', 'subject', 'detail'] as const).map((key) => ({ key, label: w.log.columns[key] }))}
                rows={records.map(({ seq, at, who, action, subject, detail }) => ({
                  key: String(seq),
                  cells: [formatInstant(at, language), who, actions[action] ?? action, subject, <Detail key="detail" json={detail} />],
                }))}
              />
              <p className="row">
                {sebelum !== undefined && <Link to="/log">{w.log.newest}</Link>}
                {older && (
                  <Link to="/log" search={{ sebelum: records.at(-1)?.seq ?? 1 }}>
                    {w.log.more}
                  </Link>
                )}
              </p>
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** A record's detail as it was kept, without its brackets; hashes by their beginning. */
function Detail({ json }: { json: string }) {
  const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
  return <span className="detail">{entries.map(([key, value]) => `${key}: ${brief(value)}`).join(' · ')}</span>;
}

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text;
}
