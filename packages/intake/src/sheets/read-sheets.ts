import type { Answers } from '../questions/answers.ts';
import { numbers } from '../questions/numbers.ts';
import { StyleNeeded, type Styles } from '../reading/amounts.ts';
import type { LineSink } from '../reading/lines.ts';
import { ReadContext } from '../reading/read-context.ts';
import { type NamedInTitles, namesWholeGovernment, unitInTitles, unitNamedInTitles } from '../scope/unit-in-titles.ts';
import { HeaderAgain } from '../table/header.ts';
import { MergedDown } from '../table/merged-down.ts';
import { styleOf } from '../table/number.ts';
import type { Workbook } from '../table/sheet.ts';
import type { Candidate } from './survey.ts';

/** Reads the given sheets into one context; a column whose number style is needed first is looked through first. */
export async function readSheets(
  workbook: Workbook,
  candidates: readonly Candidate[],
  answers: Answers,
  sink: LineSink,
  onRows: (rows: number) => void,
): Promise<ReadContext> {
  const json = workbook.container === 'json';
  try {
    return await run(workbook, candidates, new ReadContext(sink, { json, answers }), onRows);
  } catch (error) {
    if (!(error instanceof StyleNeeded)) throw error;
    sink.restart();
    const styles = await stylesOf(workbook, candidates, answers);
    return await run(workbook, candidates, new ReadContext(sink, { json, answers, styles }), onRows);
  }
}

/** Tables whose rows may name no unit: without a title their figures are nobody's until a person says whose. */
const withoutUnits: ReadonlySet<Candidate['shape']> = new Set(['summary', 'flat']);

function nobody({ head, shape, readable }: Candidate): NamedInTitles | undefined {
  const isSaid = !withoutUnits.has(shape) || unitInTitles(head, readable.header) !== undefined;
  return isSaid || namesWholeGovernment(head, readable.header) ? undefined : { text: '', ref: '', name: '' };
}

async function run(
  workbook: Workbook,
  candidates: readonly Candidate[],
  context: ReadContext,
  onRows: (rows: number) => void,
): Promise<ReadContext> {
  let seen = 0;
  for (const { head, shape, readable } of candidates) {
    context.findings.sheet = head.info.name;
    // A mapping supplies the unit itself.
    context.codes.namedUnit =
      shape === 'mapped' ? undefined : (unitNamedInTitles(head, readable.header) ?? nobody({ head, shape, readable }));
    context.findings.privacy.begin(context.sheet, readable.header);
    const reader = readable.open(context);
    const again = new HeaderAgain(head, readable.header);
    const merged = new MergedDown(head.info.merges, new Set(readable.carried?.map(({ index }) => index)));
    for await (const lot of workbook.rows(head.info)) {
      for (const row of lot) {
        const before = context.lines.rows;
        if (row.number > readable.header.last && !again.is(row)) reader.row(merged.of(row));
        context.findings.privacy.look(row, context.lines.rows !== before);
        if ((++seen & 4095) === 0) onRows(seen);
      }
    }
    reader.end();
  }
  return context;
}

async function stylesOf(workbook: Workbook, candidates: readonly Candidate[], answers: Answers): Promise<Styles> {
  const styles = new Map<string, 'id' | 'en' | undefined>();
  const answer = answers.of(numbers);
  for (const { head, readable } of candidates) {
    const seen = readable.amounts.map(() => new Set<'id' | 'en'>());
    for await (const lot of workbook.rows(head.info)) {
      for (const row of lot) {
        if (row.number <= readable.header.last) continue;
        for (const [at, { index }] of readable.amounts.entries()) {
          const cell = row.cells[index];
          const style = cell?.kind === 'text' ? styleOf(cell.text) : undefined;
          if (style === 'id' || style === 'en') seen[at]?.add(style);
        }
      }
    }
    // One program writes a sheet: a column that proves nothing follows its neighbours if they all agree.
    const together = new Set(seen.flatMap((proven) => [...proven]));
    for (const [at, { letters }] of readable.amounts.entries()) {
      const own = seen[at]?.size ? seen[at] : together;
      const [only, other] = [...(own ?? [])];
      styles.set(`${head.info.name}!${letters}`, answer ?? (other ? undefined : only));
    }
  }
  return styles;
}
