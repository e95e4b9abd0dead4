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
  const { sebelum } = useSearch({ from: '/log' });
  const log = useQuery(
    trpc.account.log.queryOptions({ government: government.code, ...(sebelum === undefined ? {} : { before: sebelum }) }),
  );
  return (
    <>
      <h1>{w.log.title}</h1>
      <p>{w.log.lead}</p>
      <Loaded query={log} rows={10}>
        {(records) =>
          records.length === 0 ? (
            <Empty title={w.log.none} />
          ) : (
            <>
              <DataTable
                caption={w.log.title}
                columns={(['when', 'who', 'what', 'subject', 'detail'] as const).map((key) => ({ key, label: w.log.columns[key] }))}
                rows={records.map(({ position, at, who, action, subject, detail }) => ({
                  key: String(position),
                  cells: [formatInstant(at, language), who, action, subject, detail],
                }))}
              />
              <p className="row">
                {sebelum !== undefined && <Link to="/log">{w.log.newest}</Link>}
                {records.length === 100 && (
                  <Link to="/log" search={{ sebelum: records.at(-1)?.position }}>
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
