import {
  type BudgetDocument,
  budgetDocuments,
  type DocumentKey,
  daysBetween,
  documentLists,
  type EvidenceKey,
  evidenceCategories,
  headlineList,
  siteEvidence,
} from '@sipkadin/budget';
import type { PublicDocument } from '@sipkadin/edition';
import { DataTable, formatCount, formatDate, formatInstant } from '@sipkadin/ui';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import documentsCss from './documents.css?inline';

/** A link that was tried longer ago than this many days says nothing of today. */
const staleAfter = 14;

/** The documents that a government has to publish for a budget year, with those that are not there. */
export function documentRegister(context: Context): Page {
  const { w, language, edition, paths } = context;
  const words = w.documents;
  const { year } = edition.manifest;
  const entries = (context.register()?.documents ?? []).filter((one) => one.year === year);
  const count = (of: number) => formatCount(of, language);
  const lists = Object.entries(documentLists).map(([key, list]) => {
    const items = list.items.map((item) => ({ item, entry: entries.find((one) => one.item === item) }));
    return { key, list, items };
  });
  /** How many of these documents are there, of those that the year asks for. */
  const coverage = (items: readonly { entry: PublicDocument | undefined }[]) => {
    const owed = items.filter(({ entry }) => entry?.state !== 'not-applicable');
    return { there: count(owed.filter(({ entry }) => entry?.state === 'published').length), owed: count(owed.length) };
  };
  const all = coverage(lists.find(({ key }) => key === headlineList)?.items ?? []);
  const title = words.title(all.there, all.owed, String(year));
  return {
    ...{ title, description: words.text, style: documentsCss },
    body: (
      <>
        <Crumbs context={context} trail={[{ name: words.nav }]} />
        <h1>{title}</h1>
        <p className="prose">{words.text}</p>
        {lists.map(({ key, list, items }) => (
          <section key={key}>
            <h2>{list.name[language]}</h2>
            <p className="small">
              {words.covered(coverage(items).there, coverage(items).owed)} {words.source}:{' '}
              <span lang={language === 'id' ? undefined : 'id'}>{list.source}</span>
            </p>
            <DataTable
              caption={list.name[language]}
              headed
              narrow="stack"
              columns={[
                { key: 'name', label: words.document },
                { key: 'state', label: words.state },
              ]}
              rows={items.map(({ item, entry }) => ({
                key: item,
                cells: [<Named key="name" context={context} item={item} />, <State key="state" context={context} entry={entry} />],
              }))}
            />
          </section>
        ))}
        <p>
          <a href={`${paths.handOver()}#ppid`}>{words.missing}</a>
        </p>
        <SiteEvidence context={context} />
      </>
    ),
  };
}

interface Shown {
  context: Context;
  entry: PublicDocument | undefined;
}

/** A document's name, and where this site shows its figures. */
function Named({ context: { w, language, paths }, item }: { context: Context; item: DocumentKey }) {
  const { figures, ...name }: BudgetDocument = budgetDocuments[item];
  const address = figures === 'revenue' ? paths.revenue() : paths.spending();
  return (
    <>
      {name[language]}
      {figures !== undefined && (
        <span className="under">
          <a href={address}>{w.documents.figuresHere}</a>
        </span>
      )}
    </>
  );
}

function State({ context, entry }: Shown) {
  const { w, language } = context;
  const words = w.documents;
  if (entry === undefined) return <strong>{words.states['not-yet']}</strong>;
  const { state, address, issuedOn, note } = entry;
  return (
    <>
      <strong>{words.states[state]}</strong>
      {address !== '' && (
        <>
          {': '}
          <a href={address} rel="noopener noreferrer">
            {new URL(address).hostname}
          </a>
        </>
      )}
      {issuedOn !== null && <span className="under">{words.day(formatDate(issuedOn, language))}</span>}
      {note !== '' && (
        <span className="under" lang={language === 'id' ? undefined : 'id'}>
          {note}
        </span>
      )}
      {address !== '' && <Link context={context} entry={entry} />}
    </>
  );
}

/** Whether the link answered, and the hash by which a reader knows the file again. */
function Link({ context: { w, language, onDay }, entry: { check, sha256 } }: { context: Context; entry: PublicDocument }) {
  const words = w.documents;
  const isStale = check !== null && onDay((day) => daysBetween(check.on, day) > staleAfter);
  return (
    <>
      <span className="under">
        {check === null ? words.unchecked : words.checks[check.outcome](formatDate(check.on, language))}
        {isStale && ` ${words.stale}`}
      </span>
      {sha256 !== '' && (
        <span className="under">
          SHA-256 <code className="hash">{sha256}</code>
        </span>
      )}
    </>
  );
}

/** What this site itself offers of what the law asks for, with the day and hash of the edition. */
function SiteEvidence({ context }: { context: Context }) {
  const { w, language, paths, edition } = context;
  const words = w.documents;
  const { number, year, publishedAt } = edition.manifest;
  const addresses: Readonly<Record<EvidenceKey, string>> = {
    realization: paths.spending(),
    budget: paths.units(),
    revenue: paths.revenue(),
    data: paths.data(),
    editions: paths.editions(),
    proof: paths.check(),
    documents: paths.documents(),
    terms: paths.glossary(),
    questions: paths.answers(),
    requests: `${paths.handOver()}#ppid`,
    complaints: `${paths.handOver()}#lapor`,
  };
  return (
    <section>
      <h2>{words.own}</h2>
      <p className="small">
        {words.edition(String(number), String(year), formatInstant(publishedAt, language))} <code className="hash">{edition.hash}</code>
      </p>
      <ul className="plain">
        {(Object.keys(addresses) as EvidenceKey[]).map((key) => (
          <li key={key}>
            <a href={addresses[key]}>{siteEvidence[key].name[language]}</a> · {evidenceCategories[siteEvidence[key].category][language]}
          </li>
        ))}
      </ul>
    </section>
  );
}
