import { DataTable, formatCount, formatDate, formatInstant } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { queryClient, trpc } from '../../web/client.ts';
import { useNext } from '../../web/focus.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Empty, Failure, Loaded } from '../../web/states.tsx';
import { BannerCard } from '../banner/banner-card.tsx';
import { Preview, PreviewOver } from '../preview/preview.tsx';
import { previewWords } from '../preview/words.ts';
import { UploadTable } from '../uploads/upload-table.tsx';
import { CorrectEdition, type Corrected, type Edition } from './correct-edition.tsx';
import { BeforePublishing } from './differences.tsx';
import { editionWords } from './words.ts';

/** Publishing, and every edition so far. */
export function EditionsScreen() {
  const { w, language } = useWords(editionWords);
  const { government, may } = usePerson();
  const editions = useQuery(trpc.publication.editions.queryOptions({ government: government.code }));
  const [done, setDone] = useState<Corrected | null>(null);
  const { pratinjau } = useSearch({ from: '/terbitan' });
  return (
    <>
      <Heading>{w.editions.title}</Heading>
      {pratinjau !== undefined && <PreviewOver code={pratinjau} />}
      {may('publication.publish') && <Publish />}
      {done !== null && <CorrectionDone key={`${done.year}-${done.number}`} done={done} />}
      <Loaded query={editions}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={w.editions.none} />
          ) : (
            <div className="stacked">
              <DataTable
                caption={w.editions.listed}
                columns={[
                  ...(['edition', 'asOf', 'published', 'note', 'hash'] as const).map((key) => ({ key, label: w.editions.columns[key] })),
                  ...(may('publication.withdraw') ? [{ key: 'acts', label: w.correction.acts }] : []),
                ]}
                rows={all.map((edition) => {
                  const { year, number, hash, asOf, content, publishedAt } = edition;
                  const ofYear = all.filter((other) => other.year === year);
                  return {
                    key: `${year}-${number}`,
                    cells: [
                      <a key="edition" href={`/p/${government.code}/terbitan/${number}?tahun=${year}`}>
                        {w.editions.editionOf(formatCount(number, language), String(year))}
                      </a>,
                      content === 0 ? '–' : formatDate(asOf, language, 'short'),
                      formatInstant(publishedAt, language),
                      <Note key="note" edition={edition} ofYear={ofYear} />,
                      <span key="hash" className="hash" title={hash}>
                        {hash.slice(0, 16)}…
                      </span>,
                      ...(may('publication.withdraw')
                        ? [<CorrectEdition key="acts" edition={edition} ofYear={ofYear} onDone={setDone} />]
                        : []),
                    ],
                  };
                })}
              />
              <BannerCard />
            </div>
          )
        }
      </Loaded>
    </>
  );
}

/** The kind of an edition, whether it was withdrawn, and its public note. */
function Note({ edition, ofYear }: { edition: Edition; ofYear: readonly Edition[] }) {
  const { w } = useWords(editionWords);
  const { kind, number, content, note, onePerson } = edition;
  const after = ofYear.find((other) => other.number === number + 1);
  const marks = [
    kind === 'withdrawal' && w.correction.kinds.withdrawal(String(number - 1)),
    kind === 'return' && w.correction.kinds.return(String(content)),
    after?.kind === 'withdrawal' && w.correction.withdrawn(String(after.number)),
  ].filter((text) => text !== false && text !== undefined);
  return (
    <span className="edition-note">
      {marks.length > 0 && <strong>{marks.join('; ')}</strong>} {note || (marks.length > 0 ? '' : '–')}
      {onePerson !== null && (
        <small className="under">
          {w.correction.onePerson[onePerson.verified === 0 ? 'published' : onePerson.published === 0 ? 'verified' : 'both']}
        </small>
      )}
    </span>
  );
}

/** The result of an action, with the focus, because the button that started it may be gone. */
function Done({ children }: { children: ReactNode }) {
  const done = useNext<HTMLDivElement>();
  return (
    <div className="notice good" role="status" ref={done} tabIndex={-1}>
      {children}
    </div>
  );
}

function CorrectionDone({ done: { year, number, kind, before, content } }: { done: Corrected }) {
  const { w } = useWords(editionWords);
  const { government } = usePerson();
  return (
    <Done>
      <p>
        <strong>
          {kind === 'withdrawal' && w.correction.doneWithdrawn(String(before), String(year))}{' '}
          {w.correction.done(String(number), String(year))}
        </strong>{' '}
        {content === 0 ? w.correction.doneEmpty : w.correction.doneSame(String(content))}
      </p>
      <p>
        <a href={`/p/${government.code}/terbitan/${number}?tahun=${year}`}>{w.correction.see}</a>
      </p>
    </Done>
  );
}

function Publish() {
  const { w, language } = useWords(editionWords);
  const { government } = usePerson();
  const editions = useQuery(trpc.publication.editions.queryOptions({ government: government.code }));
  const waiting = useQuery({ ...trpc.publication.waiting.queryOptions({ government: government.code }), refetchInterval: 15_000 });
  const { w: p } = useWords(previewWords);
  const [year, setYear] = useState<number>();
  const preview = useMutation(trpc.preview.open.mutationOptions());
  const publish = useMutation(
    trpc.publication.publish.mutationOptions({
      onSuccess: () => preview.reset(),
      onSettled: () =>
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
        {({ uploads, years, basis }) => {
          // The year of a waiting upload, else the latest.
          const suggested = uploads.flatMap(({ statements }) => statements.map(({ year }) => year)).sort((a, b) => b - a)[0] ?? years[0];
          const chosen = year ?? suggested;
          if (chosen === undefined) return <Empty title={w.editions.nothingVerified} />;
          const submit = (event: FormEvent<HTMLFormElement>) => {
            event.preventDefault();
            const note = String(new FormData(event.currentTarget).get('note') ?? '').trim();
            const seen = editions.data?.filter((edition) => edition.year === chosen).map(({ number }) => number);
            publish.mutate({ government: government.code, year: chosen, note, ...(seen && { number: Math.max(0, ...seen) }) });
          };
          return (
            <>
              <p>{uploads.length === 0 ? w.editions.waitingNone : w.editions.waiting(formatCount(uploads.length, language))}</p>
              {uploads.length > 0 && (
                <UploadTable
                  uploads={uploads}
                  note={({ id }) => {
                    const keptOut = uploads.find((upload) => upload.id === id)?.keptOut ?? null;
                    return keptOut === null ? undefined : w.editions.keptOut[keptOut](basis.toUpperCase());
                  }}
                />
              )}
              {uploads.some(({ keptOut }) => keptOut === 'other-basis') && (
                <p className="notice old">{w.editions.otherBasis(basis.toUpperCase())}</p>
              )}
              {uploads.some(({ keptOut }) => keptOut === 'own-work') && <p className="notice old">{w.editions.ownWork}</p>}
              <BeforePublishing year={chosen} />
              <form onSubmit={submit}>
                <label>
                  {w.year}
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
                <div className="preview-order">
                  <button
                    type="button"
                    disabled={preview.isPending}
                    onClick={() => preview.mutate({ government: government.code, year: chosen })}
                  >
                    {preview.isPending ? p.building : p.look}
                  </button>
                  <button type="submit" className="main" disabled={publish.isPending}>
                    {publish.isPending ? w.editions.publishing : w.editions.publish(String(chosen))}
                  </button>
                </div>
              </form>
              {preview.isError && <Failure error={preview.error} />}
              {preview.data?.year === chosen && <Preview preview={preview.data} />}
              {publish.data !== undefined && (
                <Done key={publish.data.hash}>
                  <p>
                    <strong>{w.editions.done(String(publish.data.number), String(publish.variables?.year ?? chosen))}</strong>
                  </p>
                  <p>
                    {w.editions.hash}: <span className="hash">{publish.data.hash}</span>
                  </p>
                  <p>
                    <a href={`/p/${government.code}/?tahun=${publish.variables?.year ?? chosen}`}>{w.editions.see}</a>
                  </p>
                </Done>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
