import type { Edition, Reference } from '@sipkadin/edition';
import { Amount, Bar, formatShort, Indonesian } from '@sipkadin/ui';
import { Crumbs } from '../parts/navigation.tsx';
import type { Context, Page } from '../reading/context.ts';
import { reportingCounts } from '../reading/judging.ts';
import { describe } from './answer/describe.ts';
import type { Described, Listed } from './answer/described.ts';
import { knownOf } from './index/entries.ts';
import { askIndexOf } from './index/make-index.ts';
import { type Answer, ask, type Found, isOfOneYear } from './rules/ask.ts';
import { topicsNamed } from './rules/topics-named.ts';

/** What a question is answered with, as text: questions with the same answer share one rendered page. */
export function answerKey(edition: Edition, question: string, reference: Reference | undefined): string {
  const index = askIndexOf(edition, reference);
  const answer = ask(index, question);
  const name = ({ entry, account, places }: Found) =>
    [entry.kind, entry.code, entry.name, entry.place?.at, account?.code, places].join(' ');
  const { kind, years, isPerResident } = answer;
  const of = [years.slice(0, 2), kind, isPerResident];
  const named = topicsNamed(index, question).map(({ slug }) => slug);
  if (kind === 'several') return JSON.stringify([...of, answer.count, answer.found.map(name), named]);
  if (kind === 'region') return JSON.stringify([...of, years, answer.isWhole, answer.regions.map(({ code }) => code)]);
  if (kind === 'figure') {
    return JSON.stringify([...of, answer.count, name(answer.found), answer.others.map(name), named]);
  }
  if (kind === 'none') return JSON.stringify([...of, answer.why, answer.topic, answer.near.map(name)]);
  if (kind === 'term') return JSON.stringify([...of, answer.slug]);
  return JSON.stringify([...of, kind === 'page' ? answer.topic : '']);
}

/** A question in the reader's own words, answered by one sentence with its figure, or by saying that the data does not have it. */
export function askPage(context: Context): Page {
  const { w, edition, language, paths, search } = context;
  const index = askIndexOf(edition, context.reference);
  const answer: Answer = search === undefined ? { kind: 'empty', years: [], isPerResident: false } : ask(index, search);
  const described = describe(knownOf(index), answer, { w: w.ask, language, paths, counts: reportingCounts(context) }, search);
  const { title, notes, links, list } = described;
  return {
    title,
    description: title,
    figures: answer.kind !== 'empty' && answer.kind !== 'region',
    official: answer.kind === 'region',
    isAskPage: true,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.ask.nav }]} />
        <OtherYear context={context} answer={answer} />
        <h1 className={answer.kind === 'empty' ? undefined : 'answer-title'}>
          <Indonesian language={language} text={title} names={described.names} />
        </h1>
        {answer.kind === 'empty' && <Examples context={context} />}
        <AnswerBar context={context} described={described} />
        {notes.map((note) => (
          <p key={note} className="prose">
            {note}
          </p>
        ))}
        <Topics context={context} topics={described.topics} />
        {links.length > 0 && (
          <p className="answer-links">
            {links.map(({ text, href }) => (
              <a key={href} href={href}>
                {text}
              </a>
            ))}
          </p>
        )}
        {list !== undefined && (
          <section>
            <h2>{list.title}</h2>
            {list.note !== undefined && <p className="small">{list.note}</p>}
            <List context={context} rows={list.rows} />
          </section>
        )}
        {described.isMissing && <Request context={context} />}
      </>
    ),
  };
}

/** Says so where another year is named than the one that is shown, or several are, and leads to them. */
function OtherYear({ context, answer }: { context: Context; answer: Answer }) {
  const { w, edition, paths, years, query } = context;
  const [year, another] = answer.years;
  const shown = edition.manifest.year;
  if (answer.kind === 'region') return null;
  if (year === undefined || (another === undefined && year === shown)) return null;
  if (another !== undefined)
    return isOfOneYear(answer) ? (
      <p className="notice">
        {w.ask.severalYears(String(shown))} <a href={paths.yearsOnSameDay()}>{w.ask.toYears}</a>
      </p>
    ) : null;
  const known = years.find((one) => one === year);
  return (
    <p className="notice">
      {known === undefined ? (
        `${w.ask.noYear(String(year))} ${w.ask.otherYear(String(year), String(shown))}`
      ) : (
        <>
          {w.ask.otherYear(String(year), String(shown))}{' '}
          <a href={paths.at({ year: known, edition: undefined }).ask({ cari: query.get('cari') })}>{w.ask.toYear(String(year))}</a>
        </>
      )}
    </p>
  );
}

function Topics({ context: { language }, topics }: { context: Context; topics: Described['topics'] }) {
  return topics.map(({ text, amount, href }) => (
    <p key={href} className="prose">
      <a href={href}>{text}</a>: {formatShort(amount, language)}
    </p>
  ));
}

function Examples({ context: { w, paths } }: { context: Context }) {
  return (
    <>
      <p className="prose">{w.ask.lead}</p>
      <h2>{w.ask.examplesTitle}</h2>
      <ul className="plain">
        {w.ask.examples.map((example) => (
          <li key={example}>
            <a href={paths.ask({ cari: example })}>{example}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function AnswerBar({ context: { only }, described: { bar } }: { context: Context; described: Described }) {
  if (bar === undefined || bar.budget === null || bar.budget <= 0n || only === 'realization') return null;
  return (
    <div className="bar-big narrow">
      <Bar {...bar} realization={only === 'budget' ? 0n : bar.realization} room={false} />
    </div>
  );
}

function List({ context: { language }, rows }: { context: Context; rows: readonly Listed[] }) {
  return (
    <ul className="facts-list answer-list">
      {rows.map(({ name, names, under, amount, href, origin }, at) => (
        <li key={`${at} ${href}`}>
          <a href={href}>
            <Indonesian language={language} text={name} names={names} />
          </a>
          <Amount amount={amount} language={language} origin={origin} />
          <span className="under">
            <Indonesian language={language} text={under} names={names} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A request to the information officer, to be copied or printed: the law gives everybody a right to ask. */
function Request({ context: { w, government, edition, query } }: { context: Context }) {
  const [to, why, form, from] = w.ask.ppidText(government.name, String(edition.manifest.year));
  return (
    <section className="request">
      <h2>{w.ask.ppidTitle}</h2>
      <p className="prose">{w.ask.ppid}</p>
      <blockquote lang="id" className="card prose">
        <p>{to}</p>
        <p>{why}</p>
        <p>
          <b>{query.get('cari')}</b>
        </p>
        <p>{form}</p>
        <p>{from}</p>
      </blockquote>
    </section>
  );
}
