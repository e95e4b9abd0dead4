import { parseDecimal } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatLra, formatMonth } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { workbookWords } from '../../workbook/words.ts';
import { statementName } from '../upload-table.tsx';
import { uploadWords } from '../words.ts';

const pageSize = 200;

interface LinesFilter {
  unit?: string;
  kegiatan?: string;
  rekening?: string;
  mulai?: number;
}

/** The lines of a statement, each with its sheet and cell. */
export function LinesScreen() {
  const { w, language } = useWords(uploadWords);
  const { may } = usePerson();
  const { id } = useParams({ from: '/baris/$id' });
  const { unit, kegiatan, rekening, mulai = 1 } = useSearch({ from: '/baris/$id' });
  const navigate = useNavigate();
  const lines = useQuery(
    trpc.review.lines.queryOptions({
      id,
      offset: mulai - 1,
      ...(unit === undefined ? {} : { unit }),
      ...(kegiatan === undefined ? {} : { activity: kegiatan }),
      ...(rekening === undefined ? {} : { account: rekening }),
    }),
  );
  const go = (search: LinesFilter) => void navigate({ to: '/baris/$id', params: { id }, search });
  const kept = {
    ...(unit === undefined ? {} : { unit }),
    ...(kegiatan === undefined ? {} : { kegiatan }),
    ...(rekening === undefined ? {} : { rekening }),
  };
  function filter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: keyof LinesFilter) => {
      const value = String(form.get(name) ?? '').trim();
      return value === '' ? {} : { [name]: value };
    };
    go({ ...typed('unit'), ...typed('kegiatan'), ...typed('rekening') });
  }
  return (
    <Loaded query={lines} rows={10}>
      {({ statement, upload, lines, more }) => {
        const amount = (text: string) => {
          const sen = parseDecimal(text) ?? 0n;
          return formatLra(sen, language);
        };
        return (
          <>
            <Heading>{w.lines.title(statementName(statement, language))}</Heading>
            <p className="stamp">
              {w.lines.from(upload.fileName)}
              {may('uploads.get') && (
                <>
                  {' · '}
                  <Link to="/unggah/$id" params={{ id: upload.id }}>
                    {w.lines.toUpload}
                  </Link>
                </>
              )}
            </p>
            <form className="period" onSubmit={filter}>
              <label>
                {w.lines.unit}
                <input name="unit" defaultValue={unit} key={`unit ${unit}`} />
              </label>
              <label>
                {w.lines.columns.activity}
                <input name="kegiatan" defaultValue={kegiatan} key={`activity ${kegiatan}`} />
              </label>
              <label>
                {w.lines.account}
                <input name="rekening" defaultValue={rekening} key={`account ${rekening}`} placeholder="5.1.02" />
              </label>
              <button type="submit">{w.lines.filter}</button>
              {Object.keys(kept).length > 0 && (
                <button type="button" className="plain" onClick={() => go({})}>
                  {w.lines.clear}
                </button>
              )}
            </form>
            {lines.length === 0 ? (
              <Empty title={w.lines.none} />
            ) : (
              <DataTable
                caption={w.lines.range(formatCount(mulai, language), formatCount(mulai + lines.length - 1, language))}
                columns={[
                  { key: 'place', label: w.lines.columns.place },
                  { key: 'unit', label: w.lines.columns.unit },
                  { key: 'activity', label: w.lines.columns.activity },
                  { key: 'account', label: w.lines.columns.account },
                  { key: 'fund', label: w.lines.columns.fund },
                  { key: 'when', label: w.lines.columns.when },
                  { key: 'amount', label: statement.kind === 'progress' ? w.lines.hundredths : w.lines.columns.amount, number: true },
                ]}
                rows={lines.map((line, index) => ({
                  key: `${mulai + index}`,
                  cells: [
                    <Cell key="place" {...line} sheet={line.sheet === upload.fileName ? '' : line.sheet} />,
                    line.unit || '–',
                    line.activity || '–',
                    line.account || '–',
                    line.fund || '–',
                    line.date !== undefined
                      ? formatDate(line.date, language, 'short')
                      : line.month !== undefined
                        ? formatMonth(line.month, language, 'short')
                        : '–',
                    amount(line.amount),
                  ],
                }))}
              />
            )}
            <p className="row">
              {mulai > 1 && (
                <button type="button" onClick={() => go({ ...kept, ...(mulai > pageSize ? { mulai: mulai - pageSize } : {}) })}>
                  {w.lines.previous}
                </button>
              )}
              {more && (
                <button type="button" onClick={() => go({ ...kept, mulai: mulai + pageSize })}>
                  {w.lines.next}
                </button>
              )}
            </p>
          </>
        );
      }}
    </Loaded>
  );
}

interface CellProps {
  sheet: string;
  column: string;
  row: number;
  corrections: { column: string; old: string; value: string; reason: string; who: string }[];
}

/** The cell of a line, and the corrections with which its row was read. */
function Cell({ sheet, column, row, corrections }: CellProps) {
  const { w } = useWords(workbookWords);
  return (
    <>
      {`${column}${row}`}
      {sheet !== '' && <small className="under">{sheet}</small>}
      {corrections.length > 0 && (
        <small className="under">
          {w.list.inRow}:{' '}
          {corrections.map((one) => (
            <span key={one.column}>
              {`${one.column}${row}`} <del>{one.old === '' ? w.emptyCell : one.old}</del>{' '}
              <ins>{one.value === '' ? w.emptyCell : one.value}</ins> ({one.who}: {one.reason}){' '}
            </span>
          ))}
        </small>
      )}
    </>
  );
}
