import { DataTable, formatCount, formatDate, formatInstant } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';

/** The files of contracts, targets and notes that an edition rests on, with their hashes; nothing where there are none. */
export function WorksFiles({ context }: { context: Context }) {
  const { w, language, edition } = context;
  const files = edition.works();
  if (files.length === 0) return null;
  return (
    <section>
      <h2>{w.files.title}</h2>
      <DataTable
        caption={w.files.title}
        headed
        narrow="cards"
        columns={[
          { key: 'file', label: w.editions.file },
          { key: 'kind', label: w.editions.kind },
          { key: 'rows', label: w.files.rows, number: true },
          { key: 'verified', label: w.editions.verified },
        ]}
        rows={files.map(({ id, fileName, fileHash, kind, asOf, rows, verifiedAt }) => ({
          key: id,
          cells: [
            <>
              <span className="file">{fileName}</span>
              <span className="under">
                {w.origin.fileHash} <code className="hash">{fileHash}</code>
              </span>
            </>,
            [w.files.kinds[kind], asOf && formatDate(asOf, language, 'short')].filter(Boolean).join(', '),
            formatCount(rows, language),
            formatInstant(verifiedAt, language),
          ],
        }))}
      />
    </section>
  );
}
