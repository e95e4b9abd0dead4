import { DataTable, formatCount, formatInstant } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import '../workbook.css';
import { workbookWords } from '../words.ts';

interface CorrectionListProps {
  corrections: UploadDetail['corrections'];
  /** The upload whose file each cell is shown in; null where the person may not have it. */
  upload: string | null;
}

/** The corrections of an upload's cells: what the file has, what is read instead, why, and who typed it. Nothing where there are none. */
export function CorrectionList({ corrections, upload }: CorrectionListProps) {
  const { w, language } = useWords(workbookWords);
  if (corrections.length === 0) return null;
  const title = w.list.title(formatCount(corrections.length, language));
  const columns = (['cell', 'old', 'value', 'reason', 'who'] as const).map((key) => ({ key, label: w.list.columns[key] }));
  return (
    <section>
      <h2>{title}</h2>
      <p>{w.list.lead}</p>
      <div className="stacked">
        <DataTable
          caption={title}
          headed
          columns={columns}
          rows={corrections.map(({ sheet, row, column, old, value, reason, who, at }) => ({
            key: `${sheet} ${column} ${row}`,
            cells: [
              <>
                {upload === null ? (
                  `${column}${row}`
                ) : (
                  <Link to="/unggah/$id/berkas" params={{ id: upload }} search={{ lembar: sheet, sel: `${column}${row}` }}>
                    {`${column}${row}`}
                  </Link>
                )}
                <small className="under">{sheet}</small>
              </>,
              <del key="old">{old === '' ? w.emptyCell : old}</del>,
              <ins key="value">{value === '' ? w.emptyCell : value}</ins>,
              reason,
              <>
                {who}
                <small className="under">{formatInstant(at, language)}</small>
              </>,
            ],
          }))}
        />
      </div>
    </section>
  );
}
