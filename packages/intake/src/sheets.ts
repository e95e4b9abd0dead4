import { type Finding, finding, type Line, type StatementKind, type Words } from '@sipkadin/budget';
import { fieldsOf } from './fields.ts';
import { headersIn, headRows, keepRow, type SheetHead, titlesAbove } from './header.ts';
import { KeyHash } from './key-set.ts';
import { styleOf } from './number.ts';
import { type LineSink, Pass, StyleNeeded, type Styles } from './pass.ts';
import { shapes } from './shapes/list.ts';
import type { Readable, Refused, Shape } from './shapes/shape.ts';
import type { Row, SheetInfo, Workbook } from './sheet.ts';

/** A sheet that a shape can read. */
export interface Candidate {
  head: SheetHead;
  shape: Shape['name'];
  readable: Readable;
}

export interface LeftOut {
  name: string;
  reason: Words;
  hidden: boolean;
}

export interface Survey {
  candidates: Candidate[];
  refused: { head: SheetHead; refusal: Refused }[];
  /** Sheets in which nothing was recognised. */
  unknown: SheetHead[];
  blank: SheetHead[];
}

/** Looks at the first rows of every sheet. */
export async function survey(workbook: Workbook): Promise<Survey> {
  const found: Survey = { candidates: [], refused: [], unknown: [], blank: [] };
  for (const info of workbook.sheets) {
    const head: SheetHead = { info, rows: await firstRows(workbook, info) };
    if (head.rows.length === 0) found.blank.push(head);
    else recognise(head, found);
  }
  return found;
}

function recognise(head: SheetHead, found: Survey): void {
  for (const shape of shapes) {
    const match = shape.recognise(head);
    if (!match) continue;
    if ('refusal' in match) found.refused.push({ head, refusal: match });
    else found.candidates.push({ head, shape: shape.name, readable: match });
    return;
  }
  found.unknown.push(head);
}

async function firstRows(workbook: Workbook, info: SheetInfo): Promise<SheetHead['rows']> {
  const rows: Row[] = [];
  let looked = 0;
  for await (const row of workbook.rows(info)) {
    if (!isEmpty(row)) rows.push(keepRow(row));
    looked++;
    if (rows.length >= headRows || looked >= padding) break;
  }
  return rows;
}

/** Sheets padded with empty rows are not searched to their end. */
const padding = 2000;

function isEmpty(row: Row): boolean {
  return row.cells.every((cell) => cell === undefined || (cell.kind === 'empty' && !cell.formula) || cell.text === '');
}

/** Why a file in which no sheet can be read is refused: the form that most of its sheets have, or what they lack. */
export function whyRefused({ refused, unknown, blank }: Survey): Finding {
  const counts = Map.groupBy(refused, ({ refusal }) => refusal.refusal);
  const [most] = [...counts.values()].sort((a, b) => b.length - a.length);
  if (most?.[0]) {
    const { head, refusal } = most[0];
    return finding(refusal.refusal, {
      sheet: head.info.name,
      ref: refusal.ref ?? '',
      value: refusal.value ?? '',
      expected: refusal.expected ?? '',
    });
  }
  const list = unknown.find(isCodeList);
  if (list) return finding('no-amounts', { sheet: list.info.name });
  return finding('no-table', { sheet: unknown[0]?.info.name ?? blank[0]?.info.name ?? '' });
}

function isCodeList(head: SheetHead): boolean {
  return headersIn(head).some(({ columns }) => {
    const fields = fieldsOf(columns);
    return (
      Object.keys(fields.code).length > 0 || fields.codeColumns.length > 0 || columns.some(({ label }) => /^KODE\b|\bKODE$/.test(label))
    );
  });
}

/** Titles above a candidate's table. */
export function titlesOf({ head, readable }: Candidate): { text: string; ref: string; sheet: string }[] {
  return titlesAbove(head, readable.header).map((title) => ({ ...title, sheet: head.info.name }));
}

/** Reads the given sheets into one pass; a column whose number style is needed first is looked through first. */
export async function readSheets(
  workbook: Workbook,
  candidates: readonly Candidate[],
  answers: Readonly<Record<string, string>>,
  sink: LineSink,
  onRows: (rows: number) => void,
): Promise<Pass> {
  const json = workbook.container === 'json';
  try {
    return await run(workbook, candidates, new Pass(sink, json, answers), onRows);
  } catch (error) {
    if (!(error instanceof StyleNeeded)) throw error;
    sink.restart();
    const styles = await stylesOf(workbook, candidates, answers);
    return await run(workbook, candidates, new Pass(sink, json, answers, styles), onRows);
  }
}

async function run(workbook: Workbook, candidates: readonly Candidate[], pass: Pass, onRows: (rows: number) => void): Promise<Pass> {
  let seen = 0;
  for (const { head, readable } of candidates) {
    pass.sheet = head.info.name;
    const reader = readable.open(pass);
    for await (const row of workbook.rows(head.info)) {
      if (row.number > readable.header.last) reader.row(row);
      if ((++seen & 4095) === 0) onRows(seen);
    }
    reader.end();
  }
  return pass;
}

async function stylesOf(workbook: Workbook, candidates: readonly Candidate[], answers: Readonly<Record<string, string>>): Promise<Styles> {
  const styles = new Map<string, 'id' | 'en' | undefined>();
  const answer = answers.numbers === 'id' || answers.numbers === 'en' ? answers.numbers : undefined;
  for (const { head, readable } of candidates) {
    const seen = readable.amounts.map(() => new Set<'id' | 'en'>());
    for await (const row of workbook.rows(head.info)) {
      if (row.number <= readable.header.last) continue;
      for (const [at, { index }] of readable.amounts.entries()) {
        const cell = row.cells[index];
        const style = cell?.kind === 'text' ? styleOf(cell.text) : undefined;
        if (style === 'id' || style === 'en') seen[at]?.add(style);
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

/** What a sheet's lines are, whatever their order and looks: a hash of each key, and of each key with its amount. */
interface Print {
  keys: Set<number>;
  lines: Map<number, number>;
}

class Prints implements LineSink {
  print: Print = { keys: new Set(), lines: new Map() };
  readonly #hash = new KeyHash();

  line(kind: StatementKind, line: Line): void {
    const key = [
      kind,
      line.unit,
      line.activity,
      line.account,
      line.fund,
      line.package,
      line.month ?? '',
      line.document ?? '',
      line.date ?? '',
    ].join('|');
    this.print.keys.add(this.#hash.start().text(key).value());
    const whole = this.#hash.start().text(`${key}|${line.amount}`).value();
    this.print.lines.set(whole, (this.print.lines.get(whole) ?? 0) + 1);
  }

  restart(): void {
    this.print = { keys: new Set(), lines: new Map() };
  }
}

export interface Choice {
  used: Candidate[];
  leftOut: LeftOut[];
  /** Sheets that contradict each other; a person must choose. */
  rivals: Candidate[];
}

const copyOf = (name: string): Words => ({ id: `salinan lembar "${name}" (isinya sama)`, en: `a copy of sheet "${name}" (same content)` });
const partOf = (name: string): Words => ({ id: `bagian dari lembar "${name}"`, en: `part of sheet "${name}"` });
const contradicts = (name: string): Words => ({
  id: `bertentangan dengan lembar "${name}"; perlu dipilih`,
  en: `contradicts sheet "${name}"; a choice is needed`,
});
const notChosen: Words = { id: 'tidak dipilih', en: 'not chosen' };

/**
 * The sheets to read. The same report copied to several sheets counts once, whatever is hidden or filtered in each;
 * sheets that complement each other are read together; sheets that contradict each other need a person.
 */
export async function choose(workbook: Workbook, all: readonly Candidate[], answers: Readonly<Record<string, string>>): Promise<Choice> {
  if (answers.sheet !== undefined) {
    const used = all.filter(({ head }) => head.info.name === answers.sheet);
    if (used.length > 0)
      return { used, leftOut: all.filter((item) => !used.includes(item)).map((item) => leave(item, notChosen)), rivals: [] };
  }
  const shape = shapes.find(({ name }) => all.some((item) => item.shape === name))?.name;
  const same = all.filter((item) => item.shape === shape);
  const leftOut = all.filter((item) => item.shape !== shape).map((item) => leave(item, otherForm(shape ?? '')));
  if (same.length <= 1) return { used: same, leftOut, rivals: [] };
  return compare(workbook, same, answers, leftOut);
}

function otherForm(shape: string): Words {
  return {
    id: `bentuk tabel lain dari lembar yang dibaca (${shape}); unggah tersendiri bila perlu`,
    en: `another form of table than the sheets that were read (${shape}); upload it separately if needed`,
  };
}

function leave({ head }: Candidate, reason: Words): LeftOut {
  return { name: head.info.name, reason, hidden: head.info.hidden };
}

async function compare(
  workbook: Workbook,
  same: readonly Candidate[],
  answers: Readonly<Record<string, string>>,
  leftOut: LeftOut[],
): Promise<Choice> {
  // A visible sheet is what its author meant to show.
  const order = [...same].sort((a, b) => Number(a.head.info.hidden) - Number(b.head.info.hidden) || a.head.info.index - b.head.info.index);
  let used: { item: Candidate; print: Print }[] = [];
  const rivals = new Set<Candidate>();
  for (const item of order) {
    const sink = new Prints();
    await readSheets(workbook, [item], answers, sink, () => {});
    const { print } = sink;
    if (print.lines.size === 0) {
      leftOut.push(leave(item, { id: 'tidak berisi jumlah', en: 'holds no amounts' }));
      continue;
    }
    const whole = used.find((other) => contains(other.print, print));
    if (whole) {
      const equal = contains(print, whole.print);
      leftOut.push(leave(item, (equal ? copyOf : partOf)(whole.item.head.info.name)));
      continue;
    }
    const parts = used.filter((other) => contains(print, other.print));
    leftOut.push(...parts.map((other) => leave(other.item, partOf(item.head.info.name))));
    used = used.filter((other) => !parts.includes(other));
    for (const other of used) if (overlap(other.print, print)) rivals.add(other.item).add(item);
    used.push({ item, print });
  }
  // Until someone chooses, one of those that contradict each other is shown, never their sum.
  const [shown, ...waiting] = rivals;
  leftOut.push(...waiting.map((item) => leave(item, contradicts(shown?.head.info.name ?? ''))));
  return { used: used.map(({ item }) => item).filter((item) => !waiting.includes(item)), leftOut, rivals: [...rivals] };
}

function contains(whole: Print, part: Print): boolean {
  for (const [line, count] of part.lines) if ((whole.lines.get(line) ?? 0) < count) return false;
  return true;
}

function overlap(a: Print, b: Print): boolean {
  for (const key of a.keys) if (b.keys.has(key)) return true;
  return false;
}
