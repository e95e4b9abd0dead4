import { dataFiles, dataIndexOf } from '@sipkadin/opendata';
import { DataTable, formatCount } from '@sipkadin/ui';
import { Fragment } from 'react';
import type { Context } from '../../reading/context.ts';

/** The tables of the edition as files, with their row counts; nothing where they are not made yet. */
export function DataList({ context }: { context: Context }) {
  const { w, language, paths, edition } = context;
  const { year, number } = edition.manifest;
  const index = dataIndexOf(edition);
  if (index === undefined) return null;
  const link = (file: string, text: string) => <a href={paths.download({ year, edition: number, file: `data/${file}` })}>{text}</a>;
  const formsOf = (table: string) => index.files.filter((file) => file.table === table).map(({ path }) => path);
  return (
    <section>
      <h2>{w.data.tables}</h2>
      <p className="prose">{w.data.tablesText}</p>
      <p>
        {link(dataFiles.archive, w.data.archive)} · {link(dataFiles.tables, w.data.workbook)} · {link(dataFiles.index, dataFiles.index)} ·{' '}
        {link(dataFiles.checksums, dataFiles.checksums)}
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
                  {link(path, path.slice(path.lastIndexOf('.') + 1))}
                </Fragment>
              ))}
            </Fragment>,
          ],
        }))}
      />
    </section>
  );
}
