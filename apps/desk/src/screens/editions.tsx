import { DataTable, formatCount, formatDate, formatInstant } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from './client.ts';
import { useWords } from './language.tsx';
import { useSeat } from './person.tsx';
import { Empty, Failure, Loaded } from './states.tsx';
import { UploadTable } from './upload-table.tsx';

/** Publishing, and every edition so far. */
export function EditionsScreen() {
  const { w, language } = useWords();
  const { government, has } = useSeat();
  const editions = useQuery(trpc.publication.editions.queryOptions({ government: government.code }));
  return (
    <>
      <h1>{w.editions.title}</h1>
      {has('publisher') && <Publish />}
      <Loaded query={editions}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={w.editions.none} />
          ) : (
            <DataTable
              caption={w.editions.listed}
              columns={(['edition', 'asOf', 'published', 'note', 'hash'] as const).map((key) => ({ key, label: w.editions.columns[key] }))}
              rows={all.map(({ year, number, hash, asOf, note, publishedAt }) => ({
                key: `${year}-${number}`,
                cells: [
                  <a key="edition" href={`/p/${government.code}/terbitan/${number}?tahun=${year}`}>
                    {w.editions.editionOf(formatCount(number, language), String(year))}
                  </a>,
                  formatDate(asOf, language, 'short'),
                  formatInstant(publishedAt, language),
                  note || '–',
                  <span key="hash" className="hash" title={hash}>
                    {hash.slice(0, 16)}…
                  </span>,
                ],
              }))}
            />
          )
        }
      </Loaded>
    </>
  );
}

function Publish() {
  const { w, language } = useWords();
  const { government } = useSeat();
  const waiting = useQuery(trpc.publication.waiting.queryOptions({ government: government.code }));
  const [year, setYear] = useState<number>();
  const publish = useMutation(
    trpc.publication.publish.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.publication.pathFilter()),
          queryClient.invalidateQueries(trpc.uploads.pathFilter()),
        ]),
    }),
  );
  return (
    <section className="card">
      <h2>{w.editions.publishTitle}</h2>
      <Loaded query={waiting}>
        {({ uploads, years }) => {
          // The year that has something new, else the latest.
          const suggested = uploads.flatMap(({ statements }) => statements.map(({ year }) => year)).sort((a, b) => b - a)[0] ?? years[0];
          const chosen = year ?? suggested;
          if (chosen === undefined) return <Empty title={w.editions.nothingVerified} />;
          const submit = (event: FormEvent<HTMLFormElement>) => {
            event.preventDefault();
            const note = String(new FormData(event.currentTarget).get('note') ?? '').trim();
            publish.mutate({ government: government.code, year: chosen, note });
          };
          return (
            <>
              <p>{uploads.length === 0 ? w.editions.waitingNone : w.editions.waiting(formatCount(uploads.length, language))}</p>
              {uploads.length > 0 && <UploadTable uploads={uploads} />}
              <form onSubmit={submit}>
                <label>
                  {w.editions.year}
                  <select value={chosen} onChange={(event) => setYear(Number(event.target.value))}>
                    {years.map((year) => (
                      <option key={year}>{year}</option>
                    ))}
                  </select>
                </label>
                <label>
                  {w.editions.note}
                  <small className="under">{w.editions.noteHint}</small>
                  <textarea name="note" rows={2} maxLength={2000} />
                </label>
                <p className="small">{w.editions.sure}</p>
                {publish.isError && <Failure error={publish.error} />}
                <button type="submit" className="main" disabled={publish.isPending}>
                  {publish.isPending ? w.editions.publishing : w.editions.publish(String(chosen))}
                </button>
              </form>
              {publish.data !== undefined && (
                <div className="notice good" role="status">
                  <p>
                    <strong>{w.editions.done(String(publish.data.number), String(publish.variables?.year ?? chosen))}</strong>
                  </p>
                  <p>
                    {w.editions.hash}: <span className="hash">{publish.data.hash}</span>
                  </p>
                  <p>
                    <a href={`/p/${government.code}/?tahun=${publish.variables?.year ?? chosen}`}>{w.editions.see}</a>
                  </p>
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
