import {
  type CodeName,
  describeFinding,
  type Finding,
  finding,
  monthEnd,
  type Sen,
  type StatementHead,
  type StatementKind,
  toDecimal,
  type Works,
} from '@sipkadin/budget';
import { finalChecks } from './findings/final-checks.ts';
import { type Privacy, renamePersonalSheets } from './findings/privacy.ts';
import { describeFindings, emptyReport, type InspectReport } from './findings/report.ts';
import type { RememberedMapping } from './mapping/choose.ts';
import { listLeftOut } from './marks/words.ts';
import { Answers } from './questions/answers.ts';
import { questions } from './questions/list.ts';
import { mapping } from './questions/mapping.ts';
import { measure } from './questions/measure.ts';
import { numbers } from './questions/numbers.ts';
import { sheet } from './questions/sheet.ts';
import { unit } from './questions/unit.ts';
import type { LineSink } from './reading/lines.ts';
import type { ReadContext } from './reading/read-context.ts';
import { ReadFindings } from './reading/read-findings.ts';
import { readEach } from './reading/several.ts';
import { type Form, formOf } from './scope/form.ts';
import { type Stated, statedIn } from './scope/infer-scope.ts';
import { extentFindings } from './scope/narrowed.ts';
import { simulationIn } from './scope/simulation.ts';
import { headsOf, type Scope, scopeOf, worksOf } from './scope/statement-scope.ts';
import { type Choice, choose, type LeftOut } from './sheets/choose-sheets.ts';
import { readSheets } from './sheets/read-sheets.ts';
import { type Candidate, mappingAsked, type Survey, survey, titlesOf } from './sheets/survey.ts';
import { whyNothingRead, whyRefused } from './sheets/why-refused.ts';
import { Refusal, type Workbook } from './table/sheet.ts';

export interface IntakeOptions {
  answers?: Readonly<Record<string, string>>;
  /** Code of the government that the file is uploaded to. */
  government?: string | undefined;
  /** Column mappings that people gave for earlier files of that government. */
  mappings?: readonly RememberedMapping[];
  onProgress?: (progress: { stage: 'opening' | 'reading' | 'checking'; rows: number }) => void;
}

export interface Intake {
  report: InspectReport;
  /** Empty while questions are open or the file was refused; the sink holds their lines, by kind and slot. */
  statements: { head: StatementHead; names: CodeName[]; slot: number }[];
  /** Absent where no sheet was recognised, or the columns of one are asked. */
  form?: Form;
  /** What the titles of the sheets that were read say, by subject; absent where no sheet was recognised. */
  stated?: Stated;
  /** Contracts, obstacles and targets, with their rows; as `statements`, empty unless the file was read. */
  works: Works[];
}

/**
 * The whole story of one file: look at its sheets, choose those that count, read them, settle what they are
 * about, judge, report. Lines go to the sink as they are read. Never throws for what is in the file.
 */
export async function readWorkbook(workbook: Workbook, name: string, options: IntakeOptions, sink: LineSink): Promise<Intake> {
  return readEach((answers, into) => readOne(workbook, name, { ...options, answers }, into), options.answers ?? {}, sink);
}

async function readOne(workbook: Workbook, name: string, options: IntakeOptions, sink: LineSink): Promise<Intake> {
  const blank = emptyReport(name, workbook.container);
  try {
    const { onProgress = () => {} } = options;
    // Of a table of many regions the one is meant that it is uploaded for.
    const upload: Record<string, string> = options.government === undefined ? {} : { region: options.government };
    const answers = new Answers({ ...upload, ...options.answers });
    onProgress({ stage: 'opening', rows: 0 });
    const held = renamePersonalSheets(workbook);
    const found = await survey(workbook, { answer: answers.of(mapping), remembered: options.mappings ?? [] });
    const copied = found.lists
      .slice(0, 1)
      .map(({ info, upload }) => finding('marked-copy', { sheet: info.name, value: upload?.id ?? '', expected: upload?.hash ?? '' }));
    const before = [...held, ...copied, ...answers.toNoQuestion(questions)];
    const asked = mappingAsked(found);
    if (asked || found.candidates.length === 0) {
      const { list, privacy } = new ReadFindings();
      lookAtUnread(privacy, found, []);
      const report = { ...blank, personalData: privacy.counts() };
      const findings = [...workbook.notes, ...before, ...list.items];
      return asked
        ? askForMapping(report, asked, { workbook, found, findings })
        : refuse(report, [...findings, whyRefused(found)], leftOutOf(found));
    }
    const choice = await choose(workbook, found.candidates, answers);
    sink.restart();
    const used = choice.used.length > 0 ? choice.used : found.candidates.slice(0, 1);
    const context = await readSheets(workbook, used, { answers, fileName: name }, sink, (rows) => onProgress({ stage: 'reading', rows }));
    onProgress({ stage: 'checking', rows: context.lines.rows });
    lookAtUnread(context.findings.privacy, found, used);
    finalChecks(context);
    if (!context.lines.waiting) context.lines.dropEmpty();
    const titles = used.flatMap(titlesOf);
    context.evidence.simulated ??= simulationIn(titles);
    // A sheet that is called by its year or version, among others.
    const named = used.length === 1 ? choice.apart?.values.get(used[0]?.head.info.name ?? '') : undefined;
    if (choice.apart && choice.apart.key !== 'month' && named !== undefined && choice.rivals.length === 0)
      context.evidence.add(choice.apart.key, named, '', used[0]?.head.info.name ?? '');
    const scope = scopeOf(context, titles, { answers, fileName: name, government: options.government });
    if (context.lines.tallies.size > 0) scope.findings.push(...extentFindings({ used, fileName: name, ...ofLines(context) }, answers));
    const form = formOf(found.candidates, workbook.container, [...titles, ...context.evidence.hints], name);
    return {
      ...describeIntake(blank, { workbook, found, choice: { ...choice, used }, context, scope, before }),
      form,
      stated: statedIn(titles, scope.year),
    };
  } catch (error) {
    if (error instanceof Refusal) return refuse(blank, [error.finding], []);
    throw error;
  }
}

/** What the lines that were read are about, by which a title narrows them or does not. */
function ofLines({ codes, lines }: ReadContext): { units: string[]; kinds: number } {
  const tallies = [...lines.tallies.values()];
  const units = tallies.flatMap((tally) => tally.units()).map((code) => codes.nameOf('unit', code));
  return { units: [...new Set(units)], kinds: new Set(tallies.flatMap((tally) => [...tally.within(2).keys()])).size };
}

interface Story {
  workbook: Workbook;
  found: Survey;
  choice: Choice;
  context: ReadContext;
  scope: Scope;
  /** Found before any sheet was read. */
  before: Finding[];
}

function describeIntake(blank: InspectReport, { workbook, found, choice, context, scope, before }: Story): Intake {
  const findings = [...workbook.notes, ...before, ...context.findings.list.items, ...scope.findings, ...questionsOf(choice, context)];
  const hidden = choice.used.filter(({ head }) => head.info.hidden);
  for (const { head } of hidden) findings.push(finding('hidden-sheet-used', { sheet: head.info.name, value: head.info.name }));
  const { simulated } = context.evidence;
  if (simulated)
    findings.push(finding('figures-simulated', { sheet: simulated.sheet, ref: simulated.ref, value: simulated.text.slice(0, 120) }));
  for (const code of choice.sharedCodes)
    findings.push(finding('code-shared', { sheet: choice.used[0]?.head.info.name ?? '', value: code }));
  const lines = sum(context, (tally) => tally.lines);
  const filled = sum(context, (tally) => tally.nonZero);
  // An open question about numbers or an OPD may be the only reason that no lines were read.
  const { findings: reading } = context;
  const isPage = choice.used[0]?.shape === 'summary';
  const { works } = context;
  const nothing = isPage ? filled === 0 && works.count === 0 : lines + works.count === 0 && !reading.isAsked(unit);
  const isForm = !reading.isAsked(numbers) && nothing;
  // A form without a single amount is reported only if no other finding explains that there are no lines.
  if (isForm && !context.lines.waiting && !findings.some(({ severity }) => severity === 'blocking'))
    findings.push(...choice.used.slice(0, 1).map(whyNothingRead));
  const mapping = found.mapping.describe(choice.used.map(({ head }) => head));
  if (mapping) findings.push(mapping.finding);
  const asked = findings.some(({ severity }) => severity === 'question');
  const refused =
    !context.lines.waiting && (isForm || (lines + works.count === 0 && findings.some(({ severity }) => severity === 'blocking')));
  const openMeasure = reading.isAsked(measure);
  const heads = asked || refused ? [] : headsOf(context, scope);
  const names = context.codes.names();
  const report: InspectReport = {
    ...blank,
    shape: choice.used[0]?.shape ?? null,
    outcome: refused ? 'refused' : asked ? 'asked' : 'read',
    sheetsUsed: choice.used.map(({ head }) => head.info.name),
    sheetsLeftOut: inOrder(workbook, [...choice.leftOut, ...leftOutOf(found)]),
    government: scope.government ?? null,
    year: scope.year ?? null,
    asOf: scope.asOf ?? null,
    from: scope.from ?? null,
    basis: scope.basis ?? null,
    budgetVersion: scope.version ?? null,
    units: unitsOf(context),
    rows: context.lines.rows,
    lines,
    unfunded: context.lines.unfunded,
    totals: totalsOf(context, openMeasure),
    statements: [...context.lines.tallies.values()]
      .filter(({ lines: kept }) => kept > 0)
      .map((tally) => ({
        kind: tally.kind,
        lines: tally.lines,
        total: toDecimal(tally.total),
        covers: tally.covers(),
        ...planScope(tally.kind, context, scope),
      })),
    works: [...works.kinds].map((kind) => ({ kind, rows: works.rows[kind].length, covers: works.covers(kind) })),
    reconciliation: context.findings.reconciliation,
    mapping: mapping?.view ?? null,
    simulated: context.evidence.simulated !== undefined,
    personalData: context.findings.privacy.counts(),
    ...describeFindings(refused ? findings.filter(({ severity }) => severity !== 'question') : findings),
  };
  return { report, statements: heads.map((head) => ({ head, names, slot: 0 })), works: asked || refused ? [] : worksOf(context, scope) };
}

/** Sheets of which no line comes are part of the file all the same. */
function lookAtUnread(privacy: Privacy, { candidates, refused, unknown }: Survey, used: readonly Candidate[]): void {
  const unread = candidates.filter((candidate) => !used.includes(candidate));
  for (const { head } of [...unread, ...refused, ...unknown.map((head) => ({ head }))]) privacy.lookAtHead(head);
}

/** A table without a mapping: its first rows and a guess for each column, for a person to confirm. */
function askForMapping(
  blank: InspectReport,
  { view, finding }: NonNullable<ReturnType<typeof mappingAsked>>,
  { workbook, found, findings }: Pick<Story, 'workbook' | 'found'> & { findings: readonly Finding[] },
): Intake {
  const others = leftOutOf(found).filter(({ name }) => !view.sheets.includes(name));
  const sheetsLeftOut = inOrder(workbook, others);
  return {
    report: { ...blank, outcome: 'asked', mapping: view, sheetsLeftOut, ...describeFindings([...findings, finding]) },
    statements: [],
    works: [],
  };
}

function questionsOf({ rivals, apart }: Choice, { findings, answers }: ReadContext): Finding[] {
  const open = findings.questions(answers);
  if (rivals.length === 0) return open;
  const sheets = rivals.map(({ head }) => head.info.name);
  const continues = rivals.some((rival) => rival.continues !== undefined);
  return [...answers.unusable(sheet), sheet.asFinding({ sheets, continues, apart: apart !== undefined }, []), ...open];
}

function sum(context: ReadContext, of: (tally: { lines: number; nonZero: number }) => number): number {
  let total = 0;
  for (const tally of context.lines.tallies.values()) total += of(tally);
  return total;
}

/** The day of a cash plan that is known for one day: what tells it from a plan by month. */
function planScope(kind: StatementKind, { evidence: { planMonth } }: ReadContext, { year, version }: Scope) {
  if (kind !== 'cash-plan' || planMonth === undefined || year === undefined) return {};
  return { of: { year, asOf: monthEnd(year, planMonth), version: version ?? null, totals: {} } };
}

const totalKeys: Partial<Record<StatementKind, string>> = {
  budget: 'budget',
  'cash-plan': 'cashPlan',
  realization: 'realization',
  register: 'realization',
};

/** Totals by measure, then by akun and kelompok. While the measure of the only column is an open question, it is "amount". */
function totalsOf(context: ReadContext, openMeasure: boolean): Record<string, string> {
  const totals: Record<string, string> = {};
  for (const tally of context.lines.tallies.values()) {
    const key = openMeasure ? 'amount' : totalKeys[tally.kind];
    // A plan to a day is no plan of the year.
    if (key === undefined || tally.lines === 0 || (tally.kind === 'cash-plan' && context.evidence.planMonth !== undefined)) continue;
    // Revenue, spending and financing added up would mean nothing.
    if (tally.within(1).size <= 1) totals[key] = toDecimal(tally.total);
    for (const parts of [1, 2] as const)
      for (const [account, amount] of tally.within(parts)) totals[`${key}:${account}`] = toDecimal(netOf(account, amount, tally));
  }
  return totals;
}

/** Of akun 6 what comes in (6.1) less what goes out (6.2); of every other account the amount itself. */
function netOf(account: string, amount: Sen, tally: { within(parts: 1 | 2): ReadonlyMap<string, Sen> }): Sen {
  return account === '6' ? amount - 2n * (tally.within(2).get('6.2') ?? 0n) : amount;
}

function unitsOf(context: ReadContext): InspectReport['units'] {
  const { contract, obstacle, target } = context.works.rows;
  const ofWorks = [...contract, ...obstacle, ...target].flatMap((row) => (row.unit === '' ? [] : [row.unit]));
  const codes = new Set([...[...context.lines.tallies.values()].flatMap((tally) => tally.units()), ...ofWorks]);
  return [...codes].sort().map((code) => ({ code, name: context.codes.nameOf('unit', code) }));
}

function leftOutOf({ refused, unknown, blank, lists }: Survey): LeftOut[] {
  return [
    ...refused.map(({ head, refusal }) => {
      const words = { code: refusal.refusal, value: refusal.value ?? '', expected: refusal.expected ?? '' };
      return { ...place(head), reason: { id: describeFinding(words, 'id').message, en: describeFinding(words, 'en').message } };
    }),
    ...unknown.map((head) => ({
      ...place(head),
      reason: { id: 'tidak ada tabel anggaran yang dikenali', en: 'no budget table was recognised' },
    })),
    ...blank.map((head) => ({ ...place(head), reason: { id: 'kosong', en: 'empty' } })),
    ...lists.map((head) => ({ ...place(head), reason: listLeftOut })),
  ];
}

function place(head: Survey['blank'][number]): { name: string; hidden: boolean } {
  return { name: head.info.name, hidden: head.info.hidden };
}

function inOrder(workbook: Workbook, leftOut: LeftOut[]): LeftOut[] {
  const order = new Map(workbook.sheets.map(({ name, index }) => [name, index] as const));
  return leftOut.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
}

function refuse(blank: InspectReport, findings: readonly Finding[], sheetsLeftOut: LeftOut[]): Intake {
  return { report: { ...blank, sheetsLeftOut, ...describeFindings(findings) }, statements: [], works: [] };
}
