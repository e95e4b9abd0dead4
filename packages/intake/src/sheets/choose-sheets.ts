import type { Code, Line, StatementKind, Words } from '@sipkadin/budget';
import type { Answers } from '../questions/answers.ts';
import { region } from '../questions/region.ts';
import { everySheet, sheet } from '../questions/sheet.ts';
import { KeyHash } from '../reading/key-set.ts';
import type { LineSink } from '../reading/lines.ts';
import { version } from '../scope/version.ts';
import { year } from '../scope/year.ts';
import { shapes } from '../shapes/list.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Workbook } from '../table/sheet.ts';
import { plain } from '../table/text.ts';
import { Granularity } from './granularity.ts';
import { readSheets } from './read-sheets.ts';
import { type ApartByName, apartByName } from './sheet-names.ts';
import { type Candidate } from './survey.ts';

export interface LeftOut {
  name: string;
  reason: Words;
  hidden: boolean;
}

/** What a sheet's lines are, whatever their order and looks: a hash of each key, and of each key with its amount. */
interface Print {
  /** With the activity of each. */
  keys: Map<number, Code>;
  /** What this sheet calls each activity. */
  names: Map<Code, string>;
  lines: Map<number, number>;
  forms: Granularity;
}

const blank = (): Print => ({ keys: new Map(), names: new Map(), lines: new Map(), forms: new Granularity() });

class Prints implements LineSink {
  print: Print = blank();
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
    this.print.keys.set(this.#hash.start().text(key).value(), line.activity);
    const whole = this.#hash.start().text(`${key}|${line.amount}`).value();
    this.print.lines.set(whole, (this.print.lines.get(whole) ?? 0) + 1);
    this.print.forms.add(kind, line);
  }

  restart(): void {
    this.print = blank();
  }
}

export interface Choice {
  used: Candidate[];
  leftOut: LeftOut[];
  /** Sheets that contradict each other; a person must choose. */
  rivals: Candidate[];
  /** Activities that sheets read together call by different names: the same code was given to both. */
  sharedCodes: Set<Code>;
  /** How the names of the sheets of one form tell them apart. */
  apart?: ApartByName | undefined;
}

const copyOf = (name: string): Words => ({ id: `salinan lembar "${name}" (isinya sama)`, en: `a copy of sheet "${name}" (same content)` });
const partOf = (name: string): Words => ({ id: `bagian dari lembar "${name}"`, en: `part of sheet "${name}"` });
const summaryOf = (names: string): Words => ({ id: `ringkasan lembar "${names}"`, en: `a summary of sheet "${names}"` });
const contradicts = (name: string): Words => ({
  id: `bertentangan dengan lembar "${name}"; perlu dipilih`,
  en: `contradicts sheet "${name}"; a choice is needed`,
});
const withoutHeader: Words = { id: 'tidak mempunyai judul kolom; perlu dipilih', en: 'has no header; a choice is needed' };
const waitsForRegion: Words = { id: 'menunggu daerah dipilih', en: 'waits for a region to be chosen' };
const notChosen: Words = { id: 'tidak dipilih', en: 'not chosen' };

/**
 * The sheets to read. The same report copied to several sheets counts once, whatever is hidden or filtered in each;
 * sheets that complement each other are read together; sheets that contradict each other need a person.
 */
export async function choose(workbook: Workbook, all: readonly Candidate[], answers: Answers): Promise<Choice> {
  const answer = answers.of(sheet);
  const apart = apartByName(ofOneForm(all).map(({ head }) => head.info.name));
  if (answer !== undefined) {
    const used = all.filter(({ head }) => head.info.name === answer);
    if (used.length > 0)
      return {
        used,
        leftOut: all.filter((item) => !used.includes(item)).map((item) => leave(item, notChosen)),
        rivals: [],
        sharedCodes: new Set(),
        apart,
      };
  }
  const same = ofOneForm(all);
  const shape = same[0]?.shape ?? '';
  const leftOut = all.filter((item) => item.shape !== shape).map((item) => leave(item, otherForm(shape)));
  // Sheets of months may be read together: payments of each.
  const wanted = apart?.key === 'year' ? answers.of(year)?.toString() : apart?.key === 'version' ? answers.of(version) : undefined;
  const chosen = same.filter(({ head }) => wanted !== undefined && apart?.values.get(head.info.name) === wanted);
  if (chosen.length > 0) {
    const others = same.filter((item) => !chosen.includes(item)).map((item) => leave(item, notChosen));
    return { used: chosen, leftOut: [...leftOut, ...others], rivals: [], sharedCodes: new Set(), apart };
  }
  // Years and versions are never added up.
  if (same.length <= 1 || (answer === everySheet && apart === undefined))
    return { used: same, leftOut, rivals: [], sharedCodes: new Set() };
  return { ...(await compare(workbook, same, answers, leftOut)), apart };
}

/** The sheets of the form that comes first: mapped, then as the shapes are listed. */
function ofOneForm(all: readonly Candidate[]): Candidate[] {
  const order: Shape['name'][] = ['mapped', ...shapes.map(({ name }) => name)];
  const shape = order.find((name) => all.some((item) => item.shape === name));
  return all.filter((item) => item.shape === shape);
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

async function compare(workbook: Workbook, same: readonly Candidate[], answers: Answers, leftOut: LeftOut[]): Promise<Choice> {
  // A visible sheet is what its author meant to show.
  const order = [...same].sort((a, b) => Number(a.head.info.hidden) - Number(b.head.info.hidden) || a.head.info.index - b.head.info.index);
  let used: { item: Candidate; print: Print }[] = [];
  const rivals = new Set<Candidate>();
  const sharedCodes = new Set<Code>();
  for (const item of order) {
    const sink = new Prints();
    const context = await readSheets(workbook, [item], { answers, fileName: '' }, sink, () => {});
    const { print } = sink;
    if (context.findings.isAsked(region)) {
      leftOut.push(...same.filter((other) => other !== item).map((other) => leave(other, waitsForRegion)));
      return { used: [item], leftOut, rivals: [], sharedCodes };
    }
    for (const { kind, code, name } of context.codes.names()) if (kind === 'activity') print.names.set(code, name);
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
    for (const other of used) {
      const common = overlap(other.print, print);
      if (common.rivals) rivals.add(other.item).add(item);
      else for (const code of common.shared) sharedCodes.add(code);
    }
    used.push({ item, print });
  }
  for (const { item, print } of [...used]) {
    const detail = used.filter((other) => other.item !== item && print.forms.isAbove(other.print.forms));
    if (detail.length === 0) continue;
    if (print.forms.sumsUp(detail.map((other) => other.print.forms))) {
      leftOut.push(leave(item, summaryOf(detail.map((other) => other.item.head.info.name).join('", "'))));
      used = used.filter((other) => other.item !== item);
    } else for (const other of [item, ...detail.map((fine) => fine.item)]) rivals.add(other);
  }
  // Rows that go on without a header may as well be rows that someone put aside.
  for (const { item } of used.filter((other) => other.item.continues !== undefined))
    for (const other of used) if (other.item === item || other.item.head.info.name === item.continues) rivals.add(other.item);
  // Until someone chooses, one of those that contradict each other is shown, never their sum.
  const [shown, ...waiting] = rivals;
  const why = (item: Candidate) => (item.continues === undefined ? contradicts(shown?.head.info.name ?? '') : withoutHeader);
  leftOut.push(...waiting.map((item) => leave(item, why(item))));
  return { used: used.map(({ item }) => item).filter((item) => !waiting.includes(item)), leftOut, rivals: [...rivals], sharedCodes };
}

function contains(whole: Print, part: Print): boolean {
  for (const [line, count] of part.lines) if ((whole.lines.get(line) ?? 0) < count) return false;
  return true;
}

/**
 * Whether two sheets have different amounts for the same line. Where a form made by hand keeps one code for activities of
 * quite other names, their lines are not the same: `shared` are the codes of those.
 */
function overlap(a: Print, b: Print): { rivals: boolean; shared: Set<Code> } {
  const shared = new Set<Code>();
  for (const [key, activity] of a.keys) {
    if (!b.keys.has(key)) continue;
    if (!areOtherNames(a.names.get(activity) ?? '', b.names.get(activity) ?? '')) return { rivals: true, shared };
    shared.add(activity);
  }
  return { rivals: false, shared };
}

/** Less than half of the words in common: no misspelling, another name. */
function areOtherNames(a: string, b: string): boolean {
  const [first, second] = [new Set(plain(a).split(' ')), new Set(plain(b).split(' '))];
  if (a === '' || b === '') return false;
  return first.intersection(second).size * 2 < first.union(second).size;
}
