import { daysBetween, documentLists } from '@sipkadin/budget';
import type { PublicDocument } from '@sipkadin/edition';
import { DataTable, formatCount, formatDate } from '@sipkadin/ui';
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
    const items = Object.entries(list.items).map(([item, name]) => ({
      item,
      name,
      entry: entries.find((one) => one.list === key && one.item === item),
    }));
    return { key, list, items, owed: items.filter(({ entry }) => entry?.state !== 'not-applicable') };
  });
  const owed = lists.flatMap((one) => one.owed);
  const there = owed.filter(({ entry }) => entry?.state === 'published').length;
  const title = words.title(count(there), count(owed.length), String(year));
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
              {words.source}: <span lang={language === 'id' ? undefined : 'id'}>{list.source}</span>
            </p>
            <DataTable
              caption={list.name[language]}
              headed
              narrow="stack"
              columns={[
                { key: 'name', label: words.document },
                { key: 'state', label: words.state },
                { key: 'day', label: words.day },
                { key: 'link', label: words.link },
              ]}
              rows={items.map(({ item, name, entry }) => ({
                key: item,
                cells: [
                  name[language],
                  <State key="state" context={context} entry={entry} />,
                  entry?.issuedOn ? formatDate(entry.issuedOn, language) : '–',
                  <Link key="link" context={context} entry={entry} />,
                ],
              }))}
            />
          </section>
        ))}
        <p>
          <a href={paths.handOver()}>{words.missing}</a>
        </p>
      </>
    ),
  };
}

interface Shown {
  context: Context;
  entry: PublicDocument | undefined;
}

function State({ context: { w, language }, entry }: Shown) {
  const words = w.documents;
  if (entry === undefined) return <strong>{words.states['not-yet']}</strong>;
  return (
    <>
      <strong>{words.states[entry.state]}</strong>
      {entry.note !== '' && (
        <span className="under" lang={language === 'id' ? undefined : 'id'}>
          {entry.note}
        </span>
      )}
    </>
  );
}

function Link({ context: { w, language, today }, entry }: Shown) {
  const words = w.documents;
  if (entry === undefined || entry.address === '') return <>–</>;
  const { address, check, sha256 } = entry;
  const isStale = check !== null && daysBetween(check.on, today) > staleAfter;
  return (
    <>
      <a href={address} rel="noopener noreferrer">
        {new URL(address).hostname}
      </a>
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
