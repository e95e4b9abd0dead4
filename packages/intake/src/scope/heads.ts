import {
  type Basis,
  type BudgetVersion,
  type Finding,
  type FiscalYear,
  finding,
  type Government,
  type IsoDate,
  isBudgetVersion,
  monthOf,
  regionByCode,
  type StatementHead,
  yearOf,
} from '@sipkadin/budget';
import type { ReadContext } from '../reading/read-context.ts';
import { asOfChoices, basisChoices, versionChoices } from './choices.ts';
import { type Clue, cluesInName, cluesInTitles, isBasis, periodClues, type Subject, settle } from './evidence.ts';

/** What was settled about a file beyond its amounts; undefined where it does not apply or a question is open. */
export interface Settlement {
  year: FiscalYear | undefined;
  asOf: IsoDate | undefined;
  from: IsoDate | undefined;
  basis: Basis | undefined;
  version: BudgetVersion | undefined;
  government: Government | undefined;
  findings: Finding[];
}

export interface Asked {
  answers: Readonly<Record<string, string>>;
  /** The government that the file was uploaded to. */
  government: string | undefined;
}

/** Weighs everything in the file and its name that says what the file is about. */
export function settleAll(
  context: ReadContext,
  titles: readonly { text: string; ref: string; sheet: string }[],
  name: string,
  asked: Asked,
): Settlement {
  const clues: Clue[] = [
    ...context.evidence.clues,
    ...titles.flatMap((title) => cluesInTitles([title], title.sheet)),
    ...cluesInName(name),
  ];
  const findings: Finding[] = [];
  const kinds = new Set(context.lines.tallies.keys());
  const decide = (
    subject: Subject,
    ...rest: [Parameters<typeof settle>[3], Parameters<typeof settle>[4], Parameters<typeof settle>[5]]
  ) => {
    const settled = settle(subject, kinds.has('register') ? spanned(subject, clues) : clues, asked.answers, ...rest);
    findings.push(...settled.findings);
    return settled.value;
  };
  const measured = kinds.has('realization') || kinds.has('register') || kinds.has('progress');
  const planned = kinds.has('budget') || kinds.has('cash-plan');

  // "s.d. 30 Juni 2025" names a day of the fiscal year, where nothing names the year itself.
  for (const { subject, value, rank, sheet, ref, text } of periodClues(titles, '', undefined))
    if (subject === 'asOf' && rank === 'content')
      clues.push({ subject: 'year', value: value.slice(0, 4), rank: 'dates', sheet, ref, text });
  const yearText = decide('year', 'year-unknown', 'year-conflict', []);
  const year = yearText === undefined ? undefined : Number(yearText);
  clues.push(...periodClues([...titles, ...context.evidence.hints], name, year));
  const asOf = measured ? decide('asOf', 'as-of-unknown', 'as-of-conflict', asOfChoices(year)) : undefined;
  if (asOf !== undefined && context.evidence.lastMonth > monthOf(asOf))
    findings.push(
      finding('months-after-as-of', {
        value: asOf,
        expected: `${asOf.slice(0, 4)}-${String(context.evidence.lastMonth).padStart(2, '0')}`,
      }),
    );
  const from = kinds.has('register') ? decide('from', undefined, 'as-of-conflict', []) : undefined;
  const basis =
    kinds.has('realization') || kinds.has('register') ? decide('basis', 'basis-unknown', 'basis-conflict', basisChoices) : undefined;
  // A realization may say which version it is printed against; a budget must.
  const version =
    planned || kinds.has('realization')
      ? decide('version', planned ? 'version-unknown' : undefined, 'version-conflict', versionChoices)
      : undefined;
  const government = decideGovernment(clues, asked, findings);
  if (
    kinds.has('register') &&
    from !== undefined &&
    asOf !== undefined &&
    clues.some((clue) => clue.rank === 'dates' && clue.value === asOf)
  )
    findings.push(finding('register-period', { value: `${from} – ${asOf}` }));
  for (const date of [from, asOf])
    if (date !== undefined && year !== undefined && yearOf(date) !== year)
      findings.push(finding('date-outside-year', { value: date, expected: String(year) }));
  return {
    year,
    asOf,
    from,
    basis: basis !== undefined && isBasis(basis) ? basis : undefined,
    version: version !== undefined && isBudgetVersion(version) ? version : undefined,
    government,
    findings,
  };
}

/** Sheets of payments that are read together cover the time from the first day of any to the last of any. */
function spanned(subject: Subject, clues: readonly Clue[]): Clue[] {
  const side = subject === 'from' ? 1 : subject === 'asOf' ? -1 : 0;
  const rank = (['content', 'dates'] as const).find((of) => clues.some((clue) => clue.subject === subject && clue.rank === of));
  const own = clues.filter((clue) => clue.subject === subject && clue.rank === rank);
  const bySheet = Map.groupBy(own, ({ sheet }) => sheet);
  const isClear = [...bySheet.values()].every((said) => new Set(said.map(({ value }) => value)).size === 1);
  if (side === 0 || bySheet.size < 2 || !isClear) return [...clues];
  const [outermost] = own.toSorted((a, b) => (a.value < b.value ? -side : side));
  return clues.filter((clue) => !own.includes(clue) || clue.value === outermost?.value);
}

/** A file need not name its government; one that names another than it is uploaded to is stopped. */
function decideGovernment(all: readonly Clue[], asked: Asked, findings: Finding[]): Government | undefined {
  const codes = new Set(all.filter(({ subject }) => subject === 'government').map(({ value }) => value));
  // A regency's report names its province too.
  const clues = all.filter(({ subject, value }) => subject !== 'government' || ![...codes].some((code) => code.startsWith(`${value}.`)));
  const choices = [...codes].map((code) => {
    const name = regionByCode(code)?.name ?? code;
    return { value: code, label: { id: name, en: name } };
  });
  const settled = settle('government', clues, asked.answers, undefined, 'government-conflict', choices);
  findings.push(...settled.findings);
  if (settled.value === undefined) return undefined;
  const government = regionByCode(settled.value) ?? { code: settled.value, name: settled.value };
  if (asked.government !== undefined && asked.government !== government.code) {
    const own = regionByCode(asked.government);
    const named = ({ code, name }: Government) => `${name} (${code})`;
    findings.push(finding('government-other', { value: named(government), expected: own ? named(own) : asked.government }));
  }
  return government;
}

/** The head of each statement in the file. Only for a file of which everything is settled. */
export function headsOf(context: ReadContext, settled: Settlement): StatementHead[] {
  const { year } = settled;
  if (year === undefined) return [];
  return [...context.lines.tallies.values()].map((tally): StatementHead => {
    const cumulative = tally.kind === 'realization' || tally.kind === 'register';
    return {
      kind: tally.kind,
      government: settled.government?.code,
      year,
      asOf: cumulative || tally.kind === 'progress' ? settled.asOf : undefined,
      from: tally.kind === 'register' ? settled.from : undefined,
      basis: cumulative ? settled.basis : undefined,
      version: settled.version,
      covers: tally.covers(),
      lineCount: tally.lines,
      total: tally.total,
      simulated: context.evidence.simulated,
    };
  });
}
