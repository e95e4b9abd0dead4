import { extname } from 'node:path';
import { dataFiles, dataFilesOf, dataIndexOf, formNames } from '@sipkadin/opendata';
import { DataTable, formatCount } from '@sipkadin/ui';
import { Fragment } from 'react';
import type { Context } from '../../reading/context.ts';

/** The tables of the edition as files, with their row counts; nothing where they are not made yet. */
export function DataList({ context }: { context: Context }) {
  const { w, language, paths, edition } = context;
  const { year, number } = edition.manifest;
  const index = dataIndexOf(edition, { mayBeGone: context.makesData });
  if (index === undefined) return null;
  const link = (file: string, text: string, of?: string) => (
    <a href={paths.download({ year, edition: number, file })} aria-label={of === undefined ? undefined : `${text}: ${of}`}>
      {text}
    </a>
  );
  const made = (file: string) => `data/${file}`;
  const formsOf = (table: string) => [
    // Until format 3 the lines as CSV are the signed edition's own.
    ...(table === 'lines' && edition.manifest.files.some(({ path }) => path === 'lines.csv') ? ['lines.csv'] : []),
    ...index.files.filter((file) => file.table === table).map(({ path }) => made(path)),
  ];
  return (
    <section>
      <h2>{w.data.tables}</h2>
      <p className="prose">{w.data.tablesText}</p>
      {dataFilesOf(edition) === undefined && <p className="prose">{w.data.madeAgain}</p>}
      <p>
        {link(made(dataFiles.archive), w.data.archive)} · {link(made(dataFiles.tables), w.data.workbook)} ·{' '}
        {link(made(dataFiles.index), dataFiles.index)} · {link(made(dataFiles.checksums), dataFiles.checksums)}
      </p>
      <DataTable
        caption={w.data.tables}
        headed
        narrow="cards"
        columns={[
          { key: 'table', label: w.data.table },
          { key: 'rows', label: w.data.rows, number: true },
          { key: 'files', label: w.data.forms },
        ]}
        rows={index.tables.map(({ name, title, rowCount }) => ({
          key: name,
          cells: [
            <>
              {title[language]} <span className="code">{name}</span>
            </>,
            formatCount(rowCount, language),
            <Fragment key="f">
              {formsOf(name).map((path, at) => (
                <Fragment key={path}>
                  {at > 0 && ' · '}
                  {link(path, formNames[extname(path)] ?? path, title[language])}
                </Fragment>
              ))}
            </Fragment>,
          ],
        }))}
      />
    </section>
  );
}
