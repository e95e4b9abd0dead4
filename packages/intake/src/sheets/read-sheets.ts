import type { Answers } from '../questions/answers.ts';
import type { MeasureName } from '../questions/measure.ts';
import { StyleNeeded, type Styles } from '../reading/amounts.ts';
import type { LineSink } from '../reading/lines.ts';
import { ReadContext } from '../reading/read-context.ts';
import {
  type NamedInTitles,
  namesEveryUnit,
  namesWholeGovernment,
  unitInNames,
  unitInTitles,
  unitNamedInTitles,
} from '../scope/unit-in-titles.ts';
import { contractsBeside } from '../shapes/works/contract-rows.ts';
import { HeaderAgain, keepRow, textAt } from '../table/header.ts';
import { MergedDown } from '../table/merged-down.ts';
import { columnLetters, type Row, type Workbook } from '../table/sheet.ts';
import { withDots } from '../table/undotted-codes.ts';
import { Divided, Dividers } from './dividing/dividers.ts';
import { MeasureRows } from './dividing/measure-rows.ts';
import { StackedTables } from './dividing/stacked-tables.ts';
import { UnknownDividers } from './dividing/unknown-dividers.ts';
import { stylesOf } from './number-styles.ts';
import type { Candidate } from './survey.ts';
import { ToDateColumns } from './to-date-columns.ts';
import { offerVersionsOfColumns } from './version-columns.ts';
import { WrappedRows } from './wrapped-rows.ts';

/** Reads the given sheets into one context; a column whose number style is needed first is looked through first. */
export async function readSheets(
  workbook: Workbook,
  candidates: readonly Candidate[],
  { answers, fileName }: { answers: Answers; fileName: string },
  sink: LineSink,
  onRows: (rows: number) => void,
): Promise<ReadContext> {
  const json = workbook.container === 'json';
  const divided = new Set<string>();
  let styles: Styles | undefined;
  for (;;)
    try {
      const context = new ReadContext(sink, { json, answers, ...(styles && { styles }) });
      return await run(workbook, candidates, { context, divided, fileName }, onRows);
    } catch (error) {
      if (error instanceof Divided) divided.add(error.place);
      else if (error instanceof StyleNeeded) styles = await stylesOf(workbook, candidates, answers);
      else throw error;
      sink.restart();
    }
}

/** Tables whose rows may name no unit: without a title their figures are nobody's until a person says whose. */
const withoutUnits: ReadonlySet<Candidate['shape']> = new Set(['summary', 'flat', 'register', 'without-accounts']);

/** Forms that read their contracts themselves. */
const ownWorks: ReadonlySet<Candidate['shape']> = new Set(['template', 'contracts']);

function nobody({ head, shape, readable }: Candidate, fileName: string): NamedInTitles | undefined {
  const isSaid = !withoutUnits.has(shape) || unitInTitles(head, readable.header) !== undefined;
  if (isSaid || namesEveryUnit(head, readable.header)) return undefined;
  const named = unitInNames(head, fileName);
  if (named) return named;
  return namesWholeGovernment(head, readable.header) ? undefined : { text: '', ref: '', name: '' };
}

async function run(
  workbook: Workbook,
  candidates: readonly Candidate[],
  { context, divided, fileName }: { context: ReadContext; divided: ReadonlySet<string>; fileName: string },
  onRows: (rows: number) => void,
): Promise<ReadContext> {
  let seen = 0;
  for (const candidate of candidates) {
    const { head, shape, readable } = candidate;
    context.findings.sheet = head.info.name;
    // A mapping supplies the unit itself.
    context.codes.namedUnit = shape === 'mapped' ? undefined : (unitNamedInTitles(head, readable.header) ?? nobody(candidate, fileName));
    offerVersionsOfColumns(context, candidate);
    context.findings.privacy.begin(context.sheet, readable.header);
    const rows = new MeasureRows(candidate);
    for (const measure of rows.passes) {
      context.amounts.only = measure;
      context.codes.part = measure ?? '';
      seen = await readSheet(workbook, candidate, { context, divided, rows, measure }, { seen, onRows });
    }
    context.amounts.only = undefined;
    context.codes.part = '';
  }
  return context;
}

/** Rows below a table, which is signed there. */
const footRows = 16;

/** The longer texts of rows below a header. */
function textsOf(rows: readonly Row[], header: number): { text: string; ref: string }[] {
  return rows.flatMap((row) =>
    row.number <= header
      ? []
      : row.cells.flatMap((_, index) => {
          const text = textAt(row, index);
          return text.length < 6 || text.length > 200 ? [] : [{ text, ref: `${columnLetters(index)}${row.number}` }];
        }),
  );
}

interface Pass {
  context: ReadContext;
  divided: ReadonlySet<string>;
  rows: MeasureRows;
  measure: MeasureName | undefined;
}

/** @returns how many rows were seen by now */
async function readSheet(
  workbook: Workbook,
  candidate: Candidate,
  { context, divided, rows, measure }: Pass,
  { seen: before, onRows }: { seen: number; onRows: (rows: number) => void },
): Promise<number> {
  let seen = before;
  const { head, shape, readable } = candidate;
  const reader = readable.open(context);
  const isFirst = measure === rows.passes[0];
  const contracts = isFirst && !ownWorks.has(shape) ? contractsBeside(context, head, readable.header) : undefined;
  const again = new HeaderAgain(head, readable.header);
  const dividers = new Dividers(context, candidate, divided);
  const named = rows.column ? [rows.column] : [];
  const unread = [...context.findings.privacy.unread.filter((column) => column !== rows.column), ...named];
  context.findings.privacy.keep([...dividers.columns, ...named, ...(contracts?.columns ?? [])]);
  const unknown = new UnknownDividers(context, candidate, unread);
  const toDate = new ToDateColumns(context, candidate);
  const stacked = new StackedTables(context, candidate);
  const carried = [...(readable.carried ?? []), ...dividers.columns];
  const merged = new MergedDown(head.info.merges, new Set(carried.map(({ index }) => index)));
  const wrapped = new WrappedRows(context, candidate);
  const last: Row[] = [];
  const readRow = (row: Row) => {
    const counted = context.lines.rows;
    const whole = rows.of(row, measure);
    if (whole && dividers.take(whole) && unknown.take(whole)) {
      unknown.see(whole);
      reader.row(whole);
      if (isFirst) toDate.row(whole);
      stacked.row(whole, context.lines.rows !== counted);
      contracts?.row(whole);
      if (isFirst && context.lines.rows === counted && last.push(keepRow(whole)) > footRows) last.shift();
    }
    context.findings.privacy.look(row, context.lines.rows !== counted);
  };
  for await (const lot of workbook.rows(head.info)) {
    for (const row of lot) {
      if (row.number <= readable.header.last || again.is(row)) {
        context.findings.privacy.look(row, false);
        if (row.number > readable.header.last) stacked.headerAgain();
      } else for (const whole of wrapped.take(merged.of(head.undotted ? withDots(row, head.undotted) : row))) readRow(whole);
      if ((++seen & 4095) === 0) onRows(seen);
    }
  }
  for (const row of wrapped.end()) readRow(row);
  if (isFirst) context.evidence.foot.push(...textsOf(last, readable.header.last).map((text) => ({ ...text, sheet: context.sheet })));
  reader.end();
  contracts?.end();
  dividers.end();
  unknown.end();
  return seen;
}
