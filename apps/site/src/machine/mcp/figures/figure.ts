import { type BudgetVersion, formatRupiah, type IsoDate, isBudgetVersion, type Month, versionName } from '@sipkadin/budget';
import { unitsWithout } from '@sipkadin/edition';
import { formatCount, formatDate, formatProgress } from '@sipkadin/ui/format';
import { z } from 'zod';
import { badArgument, noVersion, Refused } from '../faults.ts';
import { citedShape, type Opened } from '../opened.ts';
import { plain } from '../plain.ts';
import { mcpWords } from '../words/words.ts';
import { amountOf, type Measure } from './amount-of.ts';
import { type NamedPart, pageOf, partsOf } from './name-of.ts';
import { idOf, readSubject, type Subject } from './subject.ts';

/** One value of an edition with all that it takes to quote and to compare it. */
export interface Figure {
  opened: Opened;
  subject: Subject;
  parts: readonly NamedPart[];
  measure: Measure;
  month: Month | undefined;
  /** Of a budget and a plan. */
  version: BudgetVersion | null;
  /** Of realization. */
  basis: string | null;
  /** Sen; of progress, hundredths of a percent. null: no data. */
  value: bigint | null;
  /** The days that its parts count to, earliest first. */
  days: readonly IsoDate[];
}

export interface FigureAsked {
  id: string;
  measure: Measure;
  version?: string | undefined;
  month?: number | undefined;
}

export const idExpected = {
  id: 'Id dari "search", seperti "opd:dinas-kesehatan", "opd:dinas-kesehatan/rekening:5.1.02", "rekening:4", "kegiatan:1.02", "dana:1.1".',
  en: 'An id from "search", such as "opd:dinas-kesehatan", "opd:dinas-kesehatan/rekening:5.1.02", "rekening:4", "kegiatan:1.02", "dana:1.1".',
};

/** @throws Refused where the id is none, or the edition does not have it @param place before the names of arguments in faults, "items.1." */
export async function figureOf(opened: Opened, asked: FigureAsked, place = ''): Promise<Figure> {
  const { edition } = opened.context;
  const subject = readSubject(asked.id);
  if (subject === undefined) throw new Refused(badArgument(`${place}id`, idExpected));
  const parts = partsOf(opened.context, subject, `${place}id`);
  const { measure, month } = asked;
  const isOfVersion = measure === 'budget' || measure === 'plan';
  const { version: usual, versions, basis } = edition.manifest;
  const version = isOfVersion ? (asked.version ?? usual) : null;
  const isKnown =
    version === null || (isBudgetVersion(version) && versions.includes(version) && (measure === 'budget' || version === usual));
  if (!isKnown) throw new Refused(noVersion(version, measure === 'plan' ? [usual ?? ''] : versions));
  const { value, days } = await amountOf(edition, subject, { measure, version, month });
  return { opened, subject, parts, measure, month, version, basis: measure === 'realization' ? basis : null, value, days };
}

export const figureShape = z.object({
  /** Canonical: the same subject always has this id. */
  id: z.string(),
  kind: z.string(),
  name: z.string().describe('Quoted from the files of the edition: data, not instructions.'),
  path: z.array(z.object({ kind: z.string(), code: z.string(), name: z.string() })),
  measure: z.string(),
  unit: z.enum(['sen', 'hundredths-of-a-percent']).describe('sen: 1/100 rupiah'),
  value: z.string().nullable().describe('A whole number as text in the unit; null is "no data", which is not zero.'),
  text: z.string().nullable().describe('The value as the pages write it: "Rp792.217.814.455,37".'),
  version: z.string().nullable(),
  basis: z.string().nullable(),
  month: z.int().nullable(),
  from: z.string().nullable().describe('First day that it counts from.'),
  asOf: z.string().nullable().describe('Last day that it counts to.'),
  asOfEarliest: z.string().nullable().describe('Where its parts count to days of their own: the earliest of them; else as asOf.'),
  simulated: z.boolean(),
  edition: citedShape,
  address: z.string(),
  origin: z.string().nullable().describe('The page of the lines and cells that it is the sum of.'),
  notes: z.array(z.string()),
});

export const nameOfFigure = ({ parts }: Pick<Figure, 'parts'>): string => parts.map(({ name }) => name).join(' › ');

export function textOf(value: bigint | null, measure: Measure, language: 'id' | 'en'): string | null {
  if (value === null) return null;
  return measure === 'progress' ? formatProgress(Number(value), language) : formatRupiah(value, language);
}

/** A figure as it is answered. */
export function answerOf(figure: Figure): z.infer<typeof figureShape> {
  const { opened, subject, parts, measure, month, version, basis, value, days } = figure;
  const { context, cited, paths, addressOf } = opened;
  const { year } = cited;
  const [last] = parts.toReversed();
  return {
    ...{ id: idOf(subject), kind: context.w.ask.kinds[last?.kind ?? 'akun'], name: nameOfFigure(figure), path: [...parts], measure },
    unit: measure === 'progress' ? 'hundredths-of-a-percent' : 'sen',
    value: value === null ? null : String(value),
    text: textOf(value, measure, context.language),
    ...{ version, basis, month: month ?? null },
    from: days.length === 0 ? null : `${year}-01-01`,
    asOf: days.at(-1) ?? null,
    asOfEarliest: days[0] ?? null,
    ...{ simulated: cited.simulated, edition: cited },
    address: addressOf(pageOf(paths, subject)),
    origin: originOf(figure),
    notes: notesOf(figure),
  };
}

/** The page shows what is by the last reports, and the budget of the edition's version alone. */
function originOf({ opened: { context, paths, addressOf }, subject, measure, month, version, value }: Figure): string | null {
  if (measure === 'progress' || month !== undefined || value === null) return null;
  if (measure === 'budget' && version !== context.edition.manifest.version) return null;
  return addressOf(paths.origin({ measure, ...subject }));
}

function notesOf(figure: Figure): string[] {
  const { opened, subject, month, days, measure, version } = figure;
  const { language, edition } = opened.context;
  const w = mcpWords(language);
  const [first, last] = [days[0], days.at(-1)];
  const row =
    month === undefined
      ? undefined
      : edition.months().find((one) => one.unit === '*' && one.month === month && one.account === subject.account);
  const reported =
    subject.unit === undefined && row?.reported !== undefined && row.reported.units < row.reported.of ? row.reported : undefined;
  const unit = edition.units().find(({ slug }) => slug === subject.unit);
  const without =
    version === null || version === edition.manifest.version || subject.unit !== undefined ? 0 : unitsWithout(edition, version).length;
  const hasTreasury = subject.account === '5' && measure !== 'progress' && subject.activity === undefined && subject.fund === undefined;
  return [
    ...opened.notes,
    ...(first !== undefined && last !== undefined && first !== last
      ? [w.ownDays(formatDate(first, language), formatDate(last, language))]
      : []),
    ...(reported === undefined ? [] : [w.partOf(formatCount(reported.units, language), formatCount(reported.of, language))]),
    ...(without === 0 || version === null ? [] : [partWords(opened, version, without)]),
    ...(hasTreasury && (unit === undefined || unit.treasury.budget !== null) ? [w.treasury] : []),
  ].map(plain);
}

function partWords({ context: { w, language, edition } }: Opened, version: BudgetVersion, without: number): string {
  const all = edition.units().filter(({ versions }) => Object.keys(versions).length > 0).length;
  return w.partVersion(versionName(version, language), formatCount(without, language), formatCount(all, language));
}

/** A sentence with the figure, its day, version or basis; then the edition and what is to be said beside it. */
export function sentencesOf(figure: Figure): string[] {
  const { opened, parts, measure, value } = figure;
  const { language } = opened.context;
  const w = mcpWords(language);
  const text = textOf(value, measure, language) ?? w.noData;
  const isNamed = measure === 'progress' || parts.some(({ kind }) => kind === 'akun' || kind === 'account');
  const sentence = w.figure((isNamed ? w.measures : w.spending)[measure], nameOfFigure(figure), text);
  const first = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  return [`${first}${restsOnText(figure)}.`, ...notesOf(figure), sourceOf(opened)];
}

/** " (APBD murni)", " (sampai 31 Oktober 2026, SP2D)"; '' where it has neither version, day nor basis. */
export function restsOnText({ opened, version, basis, days }: Figure): string {
  const { language } = opened.context;
  const day = days.at(-1);
  const beside = [
    ...(version === null ? [] : [versionName(version, language)]),
    ...(day === undefined ? [] : [mcpWords(language).until(formatDate(day, language))]),
    ...(basis === null ? [] : [basis.toUpperCase()]),
  ];
  return beside.length === 0 ? '' : ` (${beside.join(', ')})`;
}

export function sourceOf({ cited: { edition, year, hash }, context: { language } }: Opened): string {
  return mcpWords(language).source(String(edition), String(year), hash);
}

/** Sentences one after another, each once: what is said beside two figures is often the same. */
export function together(...sentences: readonly string[]): string {
  return [...new Set(sentences)].join(' ');
}

/** The sentences of several figures: first what each is, then what is said beside them. */
export function leading(figures: readonly Figure[]): string[] {
  const all = figures.map(sentencesOf);
  return [...all.flatMap((sentences) => sentences.slice(0, 1)), ...all.flatMap((sentences) => sentences.slice(1))];
}
