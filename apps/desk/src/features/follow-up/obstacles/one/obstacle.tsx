import { formatCount, formatDate, SimulatedStrip } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { queryClient, trpc } from '../../../../web/client.ts';
import { Heading } from '../../../../web/heading.tsx';
import { useWords } from '../../../../web/language.tsx';
import { usePerson } from '../../../../web/person.tsx';
import { Empty, Failure, Loaded } from '../../../../web/states.tsx';
import { causeName, type Listed, type ListedObstacle } from '../listed.ts';
import { obstacleWords } from '../words.ts';
import { Ask, QuestionList } from './questions.tsx';
import { TextForm } from './text-form.tsx';

/** One obstacle: what holds up what, its promised dates so far, questions about it, and what may be done with it. */
export function ObstacleScreen() {
  const { w, language } = useWords(obstacleWords);
  const { government, may } = usePerson();
  const { id } = useParams({ from: '/kendala/$id' });
  const { tahun } = useSearch({ from: '/kendala/$id' });
  const list = useQuery(trpc.obstacles.list.queryOptions({ government: government.code, ...(tahun === undefined ? {} : { year: tahun }) }));
  return (
    <>
      <p>
        <Link to="/kendala" search={tahun === undefined ? {} : { tahun }}>
          {w.detail.back}
        </Link>
      </p>
      <Loaded query={list} rows={8}>
        {(listed) => {
          const obstacle = listed.obstacles.find((one) => one.id === id);
          if (obstacle === undefined) return <Empty title={w.detail.missing} />;
          return (
            <>
              {obstacle.simulated && <SimulatedStrip language={language} />}
              <Heading tab={obstacle.what}>{obstacle.what}</Heading>
              <p className="stamp">
                {obstacle.unitName} · {causeName(obstacle.cause, language)} · {w.states[obstacle.state]}
              </p>
              <Facts obstacle={obstacle} />
              <Actions obstacle={obstacle} year={listed.year} />
              {may('obstacles.release') && <Publicity obstacle={obstacle} />}
              <section className="card">
                <h2>{w.questions.title}</h2>
                <QuestionList questions={listed.questions.filter(({ seq }) => obstacle.questions.includes(seq))} today={listed.today} />
                <Ask year={listed.year} unit={obstacle.unit} activity={obstacle.activity} obstacle={obstacle.id} />
              </section>
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Facts({ obstacle }: { obstacle: ListedObstacle }) {
  const { w, language } = useWords(obstacleWords);
  const { may } = usePerson();
  const { promises, promisedOn, lateDays, ageDays, source, endedOn, ending, state, unmentionedSince } = obstacle;
  const day = (date: Parameters<typeof formatDate>[0]) => formatDate(date, language, 'short');
  const from =
    source.kind === 'screen'
      ? w.detail.screen(day(source.on))
      : `${w.detail.file(source.sheet, formatCount(source.row, language))}, ${day(source.asOf)}`;
  const fact = (name: string, value: ReactNode) => (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <section className="card">
      <dl className="facts">
        {fact(w.unblocker, obstacle.unblocker || '–')}
        {fact(
          w.detail.promised,
          promisedOn === null
            ? w.noPromise
            : `${day(promisedOn)}${lateDays !== null && lateDays > 0 ? ` (${w.late(formatCount(lateDays, language))})` : ''}`,
        )}
        {fact(w.detail.owner, obstacle.owner || '–')}
        {fact(w.detail.opened, `${day(obstacle.openedOn)} (${ageDays === 0 ? w.today : w.days(formatCount(ageDays, language))})`)}
        {fact(w.detail.activity, obstacle.activityName || w.detail.noActivity)}
        {fact(w.detail.followUp, obstacle.followUp || '–')}
        {fact(
          w.detail.source,
          source.kind === 'file' && may('uploads.get') ? (
            <Link to="/unggah/$id" params={{ id: source.upload }}>
              {from}
            </Link>
          ) : (
            from
          ),
        )}
        {!may('obstacles.release') && fact(w.detail.public, w.detail.publicStates[obstacle.publicState])}
        {endedOn !== null && fact(w.detail.ended, `${day(endedOn)}: ${w.states[state]}. ${ending}`)}
      </dl>
      {unmentionedSince !== null && <p className="notice old">{w.unmentioned(day(unmentionedSince))}</p>}
      {promises.length > 1 && (
        <>
          <h2 className="chart-title">{w.detail.history}</h2>
          <ol className="plain-list">
            {promises.map(({ saidOn, until }) => (
              <li key={`${saidOn} ${until}`}>
                {until === null ? w.detail.takenBack(day(saidOn)) : w.detail.promisedOn(day(saidOn), day(until))}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Change or end it, for an operator of the OPD. */
function Actions({ obstacle: { id, state }, year }: { obstacle: ListedObstacle; year: Listed['year'] }) {
  const { w } = useWords(obstacleWords);
  const { government, may } = usePerson();
  const [ending, setEnding] = useState<'resolved' | 'dropped'>();
  const end = useMutation(
    trpc.obstacles.end.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.obstacles.pathFilter());
        setEnding(undefined);
      },
    }),
  );
  if (!may('obstacles.end')) return null;
  const button = (to: 'resolved' | 'dropped', text: string) => (
    <button type="button" aria-expanded={ending === to} onClick={() => setEnding(ending === to ? undefined : to)}>
      {text}
    </button>
  );
  return (
    <>
      <p className="row">
        <Link to="/kendala/tulis" search={{ kendala: id, tahun: year }} className="button main">
          {w.detail.edit}
        </Link>
        {state === 'open' && button('resolved', w.detail.resolve)}
        {state === 'open' && button('dropped', w.detail.drop)}
      </p>
      {ending !== undefined && (
        <section className="card">
          <TextForm
            key={ending}
            label={w.detail.endHint}
            submit={ending === 'resolved' ? w.detail.resolve : w.detail.drop}
            most={600}
            busy={end.isPending}
            error={end.error}
            onText={(text) => end.mutate({ government: government.code, year, id, state: ending, ending: text })}
          />
        </section>
      )}
    </>
  );
}

/** How far it is on its way to the public; a verifier decides. */
function Publicity({ obstacle: { publicState, source } }: { obstacle: ListedObstacle }) {
  const { w } = useWords(obstacleWords);
  const { government } = usePerson();
  const release = useMutation(
    trpc.obstacles.release.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.obstacles.pathFilter()) }),
  );
  const send = (released: boolean) =>
    source.kind === 'screen' && release.mutate({ government: government.code, entry: source.entry, released });
  const isAsked = publicState === 'waiting' || publicState === 'changed';
  return (
    <section className="card">
      <h2 className="chart-title">{w.detail.public}</h2>
      <p>{w.detail.publicStates[publicState]}</p>
      {source.kind === 'screen' && publicState !== 'internal' && (
        <p className="row">
          {publicState !== 'released' && (
            <button type="button" className="main" disabled={release.isPending} onClick={() => send(true)}>
              {w.detail.release}
            </button>
          )}
          {(isAsked || publicState === 'released') && (
            <button type="button" disabled={release.isPending} onClick={() => send(false)}>
              {publicState === 'released' ? w.detail.recall : w.detail.decline}
            </button>
          )}
        </p>
      )}
      {release.isSuccess && (
        <p className="small" role="status">
          {w.detail.released}
        </p>
      )}
      {release.isError && <Failure error={release.error} />}
    </section>
  );
}
