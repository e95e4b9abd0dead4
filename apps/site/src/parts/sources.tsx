import { versionName } from '@sipkadin/budget';
import type { Source } from '@sipkadin/edition';
import { DataTable, formatCount, formatDate, formatInstant } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { CorrectedCells } from '../works/corrected-cells.tsx';

/** The files that figures come from: name, hash, contents, when they were received and verified. */
export function Sources({ context, sources }: { context: Context; sources: readonly Source[] }) {
  const { w, ui, language } = context;
  return (
    <DataTable
      caption={w.origin.path}
      narrow="cards"
      columns={[
        { key: 'file', label: w.editions.file },
        { key: 'kind', label: w.editions.kind },
        { key: 'lines', label: w.editions.lines, number: true },
        { key: 'received', label: w.editions.received },
        { key: 'verified', label: w.editions.verified },
        { key: 'statement', label: w.editions.statement },
      ]}
      rows={sources.map((source) => ({
        key: source.id,
        cells: [
          <>
            <span className="file">{source.fileName}</span>
            <span className="under">
              {w.origin.fileHash} <code className="hash">{source.fileHash}</code>
            </span>
            <CorrectedCells context={context} source={source} />
          </>,
          [
            ui.kinds[source.kind],
            source.version && versionName(source.version, language),
            source.basis?.toUpperCase(),
            source.asOf && formatDate(source.asOf, language, 'short'),
            source.simulated && w.simulation.mark,
          ]
            .filter(Boolean)
            .join(', '),
          formatCount(source.lines, language),
          <time key="received" dateTime={source.receivedAt}>
            {formatInstant(source.receivedAt, language)}
          </time>,
          <time key="verified" dateTime={source.verifiedAt}>
            {formatInstant(source.verifiedAt, language)}
          </time>,
          <span key="statement">
            <code>{source.id}</code>
            <span className="under">
              {w.origin.linesHash} <code className="hash">{source.linesHash}</code>
            </span>
          </span>,
        ],
      }))}
    />
  );
}
