import type { Code, Language } from '@sipkadin/budget';
import type { PublishedLine, Source } from '@sipkadin/edition';
import { DataTable, formatCount, formatDate, formatMonth, formatRupiah } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { sumOf } from '../reading/gather.ts';
import type { OriginOf } from '../reading/origin-of.ts';

const perPage = 50;

/** A row of an uploaded file: a plan has a cell for each month in it, everything else one. */
interface UploadedRow {
  key: string;
  first: PublishedLine;
  cells: PublishedLine[];
}

/** Cells of the same row, file and account, in the order of their first cell. */
export function uploadedRows(lines: readonly PublishedLine[]): UploadedRow[] {
  const found = new Map<string, UploadedRow>();
  for (const line of lines) {
    const key = [line.source, line.sheet, line.row, line.unit, line.activity, line.account, line.fund].join('|');
    const row = found.get(key);
    if (row === undefined) found.set(key, { key, first: line, cells: [line] });
    else row.cells.push(line);
  }
  return [...found.values()];
}

/** How many pages the rows of these lines fill. */
export const pageCount = (lines: readonly PublishedLine[]): number => Math.ceil(uploadedRows(lines).length / perPage);

/** "272 sel dalam 34 baris", or "34 baris" where each row has one cell. */
export function countOf({ w, language }: Context, lines: readonly PublishedLine[]): string {
  const rows = uploadedRows(lines).length;
  return rows === lines.length
    ? w.origin.rowCount(formatCount(rows, language))
    : w.origin.cellCount(formatCount(lines.length, language), formatCount(rows, language));
}

/** A CSV's only sheet is called like the file; the name once is enough. */
function sheetOf({ sheet }: PublishedLine, file: string): string | undefined {
  return sheet === file ? undefined : sheet;
}

interface Given {
  context: Context;
  lines: readonly PublishedLine[];
  sources: readonly Source[];
}

/** Which rows of which file and sheet an amount comes from, with their sum. */
export function FileRows({ context, lines, sources }: Given) {
  const { w, language } = context;
  return (
    <DataTable
      caption={w.origin.files}
      headed
      narrow="stack"
      columns={[
        { key: 'file', label: w.editions.file },
        { key: 'rows', label: w.origin.rows },
        { key: 'amount', label: w.origin.amount, number: true },
      ]}
      rows={byFile(lines, sources).map(({ key, file, sheet, lines: own }) => {
        const rows = own.map(({ row }) => row);
        const [first, last] = [rows.reduce((a, b) => Math.min(a, b)), rows.reduce((a, b) => Math.max(a, b))];
        return {
          key,
          cells: [
            <>
              <span className="file">{file}</span>
              {sheet !== undefined && (
                <span className="under">
                  {w.origin.sheet} {sheet}
                </span>
              )}
            </>,
            <>
              {first === last ? first : `${first}–${last}`}
              <span className="under">{countOf(context, own)}</span>
            </>,
            formatRupiah(sumOf(own), language),
          ],
        };
      })}
    />
  );
}

function byFile(lines: readonly PublishedLine[], sources: readonly Source[]) {
  const files = new Map(sources.map(({ id, fileName }) => [id, fileName]));
  const groups = new Map<string, { key: string; file: string; sheet: string | undefined; lines: PublishedLine[] }>();
  for (const line of lines) {
    const key = `${line.source}|${line.sheet}`;
    const file = files.get(line.source) ?? line.source;
    const group = groups.get(key) ?? { key, file, sheet: sheetOf(line, file), lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The rows one by one, a page at a time: a table for each file, so that its name is there once. */
export function UploadedRows({ context, of, lines, sources, names }: Given & { of: OriginOf; names: ReadonlyMap<Code, string> }) {
  const { w, language, paths } = context;
  const rows = uploadedRows(lines);
  const pages = Math.ceil(rows.length / perPage);
  const page = of.page ?? 1;
  const shown = rows.slice((page - 1) * perPage, page * perPage);
  const link = (to: number) => paths.origin({ ...of, page: to === 1 ? undefined : to });
  return (
    <section>
      <h2>{w.origin.lines}</h2>
      <p className="small">
        {w.origin.linesShown(
          formatCount((page - 1) * perPage + 1, language),
          formatCount((page - 1) * perPage + shown.length, language),
          formatCount(rows.length, language),
        )}
      </p>
      {sources
        .map((source) => ({ source, own: shown.filter(({ first }) => first.source === source.id) }))
        .filter(({ own }) => own.length > 0)
        .map(({ source, own }) => (
          <RowTable key={source.id} context={context} file={source.fileName} rows={own} names={names} fixed={pages > 1} />
        ))}
      {pages > 1 && (
        <nav className="tabs" aria-label={w.origin.pages}>
          {page > 1 && (
            <a href={link(page - 1)} rel="prev">
              {w.origin.previous}
            </a>
          )}
          {page < pages && (
            <a href={link(page + 1)} rel="next">
              {w.origin.next}
            </a>
          )}
        </nav>
      )}
    </section>
  );
}

interface RowTableProps {
  context: Context;
  file: string;
  rows: readonly UploadedRow[];
  names: ReadonlyMap<Code, string>;
  /** Further rows are on other pages. */
  fixed: boolean;
}

function RowTable({ context, file, rows, names, fixed }: RowTableProps) {
  const { w, ui, language } = context;
  const lang = language === 'id' ? undefined : 'id';
  return (
    <DataTable
      caption={file}
      narrow="last-first"
      fixed={fixed}
      columns={[
        { key: 'account', label: ui.account },
        { key: 'cell', label: w.origin.cell },
        { key: 'amount', label: w.origin.amount, number: true },
      ]}
      rows={rows.map(({ key, first, cells }) => ({
        key: `${key}|${first.id}`,
        cells: [
          <>
            <span lang={lang}>{names.get(first.account)}</span> <span className="code">{first.account}</span>
            {first.activity !== '' && (
              <span className="under" lang={lang}>
                {names.get(`kegiatan ${first.activity}`) ?? first.activity}
              </span>
            )}
            {first.document !== null && (
              <span className="under">
                {w.origin.document} {first.document}
                {first.date !== null && `, ${formatDate(first.date, language, 'short')}`}
              </span>
            )}
          </>,
          <>
            <code className="cell">{cellsOf(cells, file)}</code>
            {first.month !== null && <span className="months"> {monthsOf(cells, language)}</span>}
          </>,
          formatRupiah(sumOf(cells), language),
        ],
      }))}
    />
  );
}

/** "I208", or "I208–P208" of several; with the sheet where the file has sheets. */
function cellsOf(cells: readonly PublishedLine[], file: string): string {
  const [first, last] = [cells[0], cells.at(-1)];
  if (first === undefined || last === undefined) return '';
  const sheet = sheetOf(first, file);
  const from = `${first.column}${first.row}`;
  const to = `${last.column}${last.row}`;
  return `${sheet === undefined ? '' : `${sheet}!`}${from === to ? from : `${from}–${to}`}`;
}

/** "Jan–Agu": the months that the cells are of, of which there is at least one. */
function monthsOf(cells: readonly PublishedLine[], language: Language): string {
  const months = cells.flatMap(({ month }) => (month === null ? [] : [month]));
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const name = formatMonth(first, language, 'short');
  return first === last ? name : `${name}–${formatMonth(last, language, 'short')}`;
}
