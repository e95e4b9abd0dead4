import { dataIndexOf, schemaDataset } from '@sipkadin/opendata';
import { DataTable, formatBytes, formatCount } from '@sipkadin/ui';
import { Fragment } from 'react';
import { answerNames } from '../machine/api/endpoints.ts';
import { datasetOfPage } from '../machine/catalog/datasets.ts';
import { mcpPath } from '../machine/mcp/path.ts';
import { DataList } from '../machine/pages/data-list.tsx';
import { Crumbs } from '../parts/navigation.tsx';
import type { Context, Page } from '../reading/context.ts';

/** All downloads of this edition. */
export function data(context: Context): Page {
  const { w, language, paths, edition: shown } = context;
  const mcp = `${context.linkState.base}${mcpPath}`;
  const { manifest } = shown;
  const bytes = manifest.files.reduce((all, file) => all + file.bytes, 0);
  const title = w.data.title(formatCount(manifest.files.length, language), formatBytes(bytes, language));
  const [whole, perUnit] = [
    manifest.files.filter(({ path }) => !path.includes('/')),
    manifest.files.filter(({ path }) => path.includes('/')),
  ];
  /** With hashes only where the files are few: of hundreds they would be most of what the page weighs. */
  const table = (caption: string, files: typeof manifest.files, hashed: boolean) => (
    <DataTable
      caption={caption}
      narrow="cards"
      columns={[
        { key: 'path', label: w.editions.path },
        { key: 'size', label: w.editions.size, number: true },
        ...(hashed ? [{ key: 'hash', label: w.editions.hash }] : []),
      ]}
      rows={files.map((file) => ({
        key: file.path,
        cells: [
          <>
            <a href={paths.download({ year: manifest.year, edition: manifest.number, file: file.path })}>{file.path}</a>
            {w.data.about[file.path] !== undefined && <span className="under">{w.data.about[file.path]}</span>}
          </>,
          <data key="b" value={file.bytes}>
            {formatBytes(file.bytes, language)}
          </data>,
          ...(hashed
            ? [
                <code key="h" className="hash">
                  {file.sha256}
                </code>,
              ]
            : []),
        ],
      }))}
    />
  );
  // Until format 3 a file of the signed edition, since then one of those made from it.
  const index = dataIndexOf(shown, { mayBeGone: context.makesData });
  const lines = [...manifest.files, ...(index?.files ?? []).map(({ path, bytes }) => ({ path: `data/${path}`, bytes }))].find(
    ({ path }) => path === 'lines.csv' || path === 'data/lines.csv',
  );
  return {
    title,
    description: w.data.text,
    figures: true,
    hasFeeds: true,
    structured: schemaDataset(datasetOfPage(context), {
      catalog: context.address(paths.dcatUs()) ?? paths.dcatUs(),
      home: context.address(paths.home()) ?? paths.home(),
      language,
    }),
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.data }]} />
        <h1>{title}</h1>
        {lines !== undefined && (
          <p className="prose">
            <a href={paths.download({ year: manifest.year, edition: manifest.number, file: lines.path })}>{w.data.all}</a>,{' '}
            {w.data.allText(formatBytes(lines.bytes, language))}
          </p>
        )}
        <DataList context={context} />
        <p className="prose">{w.data.text}</p>
        <p>
          {['manifest.json', 'manifest.sig', 'public-key.pem', 'SHA256SUMS'].map((name) => (
            <Fragment key={name}>
              <a href={paths.download({ year: manifest.year, edition: manifest.number, file: name })}>{name}</a> ·{' '}
            </Fragment>
          ))}
          <a href={paths.edition({ edition: manifest.number })}>{w.editions.verify}</a>
        </p>
        {table(`${w.nav.editions} ${manifest.number}, ${manifest.year}`, whole, true)}
        {perUnit.length > 0 && (
          <details>
            <summary>
              {w.data.perUnit} ({formatCount(perUnit.length, language)})
            </summary>
            <p className="small">{w.data.hashes}</p>
            {table(w.data.perUnit, perUnit, false)}
          </details>
        )}
        <section>
          <h2 id="mesin">{w.machine.catalogs}</h2>
          <p className="prose">{w.machine.catalogsText}</p>
          <ul className="plain">
            {[
              { href: paths.dcatUs(), text: w.machine.dcatUs },
              { href: paths.dcat(), text: w.machine.dcat },
              ...(index === undefined
                ? []
                : [{ href: paths.fiscal({ year: manifest.year, edition: manifest.number }), text: w.machine.fiscal }]),
              { href: paths.ckan({ year: manifest.year, edition: manifest.number }), text: w.machine.ckan },
              { href: paths.openApi(), text: w.machine.openApi },
              { href: paths.editionsFeed(), text: w.machine.editionsFeed },
              { href: paths.correctionsFeed(), text: w.machine.correctionsFeed },
            ].map(({ href, text }) => (
              <li key={href}>
                <a href={href}>
                  <code>{href}</code>
                </a>{' '}
                {text}
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{w.data.api}</h2>
          <p>
            {w.data.apiText} <a href={paths.apiPage()}>{w.machine.api.title}</a>
          </p>
          <ul className="plain">
            {answerNames.map((answer) => (
              <li key={answer}>
                <a href={paths.apiAnswer({ answer, year: manifest.year })}>
                  <code>{paths.apiAnswer({ answer })}</code>
                </a>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{w.data.assistant}</h2>
          <p className="prose">{w.data.assistantText}</p>
          <p>
            <code>{context.address(mcp) ?? mcp}</code>
          </p>
        </section>
      </>
    ),
  };
}
