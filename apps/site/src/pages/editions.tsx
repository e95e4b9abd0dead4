import type { Edition, Manifest, ReconciliationRow } from '@sipkadin/edition';
import { Amount, DataTable, formatCount, formatDate, formatInstant, StatusShape } from '@sipkadin/ui';
import { Corrections, correctionSentence, isEmpty, onePersonSentence, withdrawalOf } from '../parts/corrections.tsx';
import { Crumbs } from '../parts/navigation.tsx';
import { Sources } from '../parts/sources.tsx';
import type { Context, Page } from '../reading/context.ts';
import { sen } from '../reading/money.ts';
import { WorksFiles } from '../works/works-files.tsx';

/** Every edition of the year with its hash. */
export function editions(context: Context): Page {
  const { w, language, paths, edition, numbers, every } = context;
  const title = w.editions.title(formatCount(numbers.length, language), String(edition.manifest.year));
  const all = every();
  return {
    title,
    description: w.editions.text,
    hasFeeds: true,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.editions }]} />
        <h1>{title}</h1>
        <p className="prose">{w.editions.text}</p>
        <DataTable
          caption={`${w.nav.editions} ${edition.manifest.year}`}
          narrow="cards"
          columns={[
            { key: 'number', label: w.editions.number },
            { key: 'published', label: w.editions.published },
            { key: 'asOf', label: w.editions.asOf },
            { key: 'note', label: w.editions.note },
            { key: 'hash', label: w.editions.hash },
          ]}
          rows={all.map(({ manifest, hash }) => ({
            key: String(manifest.number),
            cells: [
              <a key="n" href={paths.edition({ edition: manifest.number })}>
                {manifest.number}
              </a>,
              <time key="p" dateTime={manifest.publishedAt}>
                {formatInstant(manifest.publishedAt, language)}
              </time>,
              isEmpty(manifest) ? (
                w.corrections.noAsOf
              ) : (
                <time key="a" dateTime={manifest.asOf}>
                  {formatDate(manifest.asOf, language, 'short')}
                </time>
              ),
              <Note key="note" context={context} manifest={manifest} by={withdrawalOf(all, manifest.number)} />,
              <code key="h" className="hash">
                {hash}
              </code>,
            ],
          }))}
        />
        <Corrections context={context} every={all} />
        <p>
          {w.machine.feeds} <a href={paths.editionsFeed()}>{w.machine.editionsFeed}</a> ·{' '}
          <a href={paths.correctionsFeed()}>{w.machine.correctionsFeed}</a>
        </p>
      </>
    ),
  };
}

/** The public note of an edition, then corrections and steps taken by one person. */
function Note({ context, manifest, by }: { context: Context; manifest: Manifest; by: Edition | undefined }) {
  const { w } = context;
  const { onePerson, note } = manifest;
  const marks = [
    correctionSentence(context, manifest),
    by && w.corrections.withdrawnBy(String(manifest.number), String(by.manifest.number)),
    onePerson &&
      (onePerson.published === 0
        ? w.corrections.ownVerified
        : onePerson.verified === 0
          ? w.corrections.ownPublished
          : w.corrections.onePerson),
  ].filter((mark) => mark !== undefined);
  return (
    <>
      {note || (marks.length === 0 ? w.editions.noNote : '')}
      {marks.map((mark) => (
        <span key={mark} className="under">
          {mark}
        </span>
      ))}
    </>
  );
}

/** One edition: hash, key, sources, how it compares with the official totals, files, and how to verify it. */
export function edition(context: Context): Page {
  const { w, language, paths } = context;
  const { manifest, hash } = context.edition;
  const [sources, reconciliation] = [context.edition.sources(), context.edition.reconciliation()];
  const [ofUnits, whole] = [reconciliation.filter(isOfUnit), reconciliation.filter((row) => !isOfUnit(row))];
  const alone = onePersonSentence(context, manifest);
  const title = w.editions.oneTitle(String(manifest.number), String(manifest.year), formatInstant(manifest.publishedAt, language));
  return {
    title,
    description: title,
    figures: true,
    body: (
      <>
        <Crumbs
          context={context}
          trail={[{ name: w.nav.editions, href: paths.editions() }, { name: `${w.editions.number} ${manifest.number}` }]}
        />
        <h1>{title}</h1>
        {manifest.correction === undefined && manifest.note !== '' && <p className="notice">{manifest.note}</p>}
        {alone !== undefined && <p className="notice">{alone}</p>}
        <dl className="pairs">
          <dt>{w.editions.hash}</dt>
          <dd>
            <code className="hash">{hash}</code>
          </dd>
          <dt>{w.editions.previous}</dt>
          <dd>
            {manifest.previous === null ? (
              w.editions.first
            ) : (
              <>
                <a href={paths.edition({ edition: manifest.previous.number })}>
                  {w.editions.number} {manifest.previous.number}
                </a>{' '}
                <code className="hash">{manifest.previous.hash}</code>
              </>
            )}
          </dd>
          <dt>{w.editions.key}</dt>
          <dd>
            <code className="hash">{manifest.key}</code>
            {context.hasKey && (
              <>
                {' '}
                <a href={paths.key()}>{w.editions.keyFile}</a>
              </>
            )}
          </dd>
          <dt>{w.editions.asOf}</dt>
          <dd>{isEmpty(manifest) ? w.corrections.noAsOf : formatDate(manifest.asOf, language)}</dd>
          <dt>{w.editions.lines}</dt>
          <dd>{formatCount(manifest.lines, language)}</dd>
        </dl>
        <p>
          <a href={paths.at({ edition: manifest.number }).home()}>{w.editions.view}</a>
          {manifest.previous !== null && (
            <>
              {' · '}
              <a href={paths.editionChanges({ edition: manifest.number })}>{w.compare.editions.link}</a>
            </>
          )}
        </p>
        <section>
          <h2>{w.editions.reconciliation}</h2>
          <p className="prose">{w.editions.reconciliationText}</p>
          {reconciliation.length === 0 ? (
            <p>{w.editions.reconciliationNone}</p>
          ) : (
            <>
              {whole.length > 0 && <Reconciliation context={context} rows={whole} caption={w.editions.reconciliationText} />}
              {ofUnits.length > 0 && <UnitTotals context={context} rows={ofUnits} />}
            </>
          )}
        </section>
        <section>
          <h2>{w.editions.sources}</h2>
          {sources.length === 0 ? <p>{w.editions.sourcesEmpty}</p> : <Sources context={context} sources={sources} />}
        </section>
        <WorksFiles context={context} />
        <section>
          <h2>{w.editions.verify}</h2>
          <p>
            <a href={paths.at({ edition: manifest.number }).check()}>{w.check.nav}</a>
          </p>
          <ol className="prose">
            {w.editions.verifySteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <pre>{`sha256sum manifest.json\nopenssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig\nsha256sum --check --ignore-missing SHA256SUMS`}</pre>
        </section>
        <section>
          <h2>{w.editions.files}</h2>
          <p className="prose">{w.editions.filesText}</p>
          <p>
            <a href={paths.at({ edition: manifest.number }).data()}>{w.nav.data}</a>
          </p>
        </section>
      </>
    ),
  };
}

const isOfUnit = ({ unit = '' }: ReconciliationRow) => unit !== '';

/** Totals that a report without details states for single OPD, those that differ first. */
function UnitTotals({ context, rows }: { context: Context; rows: readonly ReconciliationRow[] }) {
  const { w, language } = context;
  const unequal = rows.filter(({ equal }) => !equal);
  const count = formatCount(rows.length, language);
  const title = w.unitTotals.title;
  return (
    <>
      <h3>{title}</h3>
      <p className="prose">
        {w.unitTotals.text}{' '}
        {unequal.length === 0 ? w.unitTotals.all(count) : w.unitTotals.some(formatCount(unequal.length, language), count)}
      </p>
      <Reconciliation context={context} caption={title} rows={[...unequal, ...rows.filter(({ equal }) => equal)]} />
    </>
  );
}

function Reconciliation({ context, rows, caption }: { context: Context; rows: readonly ReconciliationRow[]; caption: string }) {
  const { w, ui, language } = context;
  const slugs = new Map(context.edition.units().map(({ code, slug }) => [code, slug]));
  const originOf = ({ measure, account, unit: code = '' }: ReconciliationRow) => {
    const unit = code === '' ? undefined : slugs.get(code);
    return code !== '' && unit === undefined ? undefined : context.paths.origin({ measure, account, unit });
  };
  return (
    <DataTable
      caption={caption}
      headed
      narrow="cards"
      columns={[
        { key: 'what', label: w.editions.what },
        { key: 'official', label: `${w.editions.official} (Rp)`, number: true },
        { key: 'computed', label: `${w.editions.computed} (Rp)`, number: true },
        { key: 'difference', label: `${w.editions.difference} (Rp)`, number: true },
        { key: 'status', label: ui.status },
      ]}
      rows={rows.map((row, index) => {
        const [official, computed] = [sen(row.official), sen(row.computed)];
        return {
          key: `${row.measure}|${row.unit}|${row.account}|${index}`,
          cells: [
            <>
              {row.what[language]} <span className="code">{row.account}</span>
            </>,
            <Amount key="o" amount={official} language={language} form="exact" />,
            <Amount key="c" amount={computed} language={language} form="exact" origin={originOf(row)} />,
            official === null || computed === null ? '' : <Amount key="d" amount={computed - official} language={language} form="exact" />,
            <span key="s" className="status">
              <StatusShape status={row.equal ? 'on-track' : 'attention'} />
              {row.equal ? w.editions.equal : w.editions.unequal}
            </span>,
          ],
        };
      })}
    />
  );
}
