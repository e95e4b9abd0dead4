import {
  type Basis,
  type BudgetVersion,
  type Finding,
  type FiscalYear,
  finding,
  type Government,
  type IsoDate,
  monthEnd,
  monthOf,
  regionByCode,
  type StatementHead,
  type StatementKind,
  type Works,
  type WorksKind,
  yearOf,
} from '@sipkadin/budget';
import type { Answers } from '../questions/answers.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { plain } from '../table/text.ts';
import { basis } from './basis.ts';
import { versionHints } from './document-dates.ts';
import { government } from './government.ts';
import { cluesInName, cluesInTitles, infer, periodClues, type Title } from './infer-scope.ts';
import { asOf, from } from './period.ts';
import { type Clue, hasRealization, type ScopeKey, type ScopeQuestion } from './scope-question.ts';
import { version } from './version.ts';
import { year } from './year.ts';

/** Scope of a file; a field is undefined where it does not apply or its question is open. */
export interface Scope {
  year: FiscalYear | undefined;
  asOf: IsoDate | undefined;
  from: IsoDate | undefined;
  basis: Basis | undefined;
  version: BudgetVersion | undefined;
  government: Government | undefined;
  findings: Finding[];
}

interface Given {
  answers: Answers;
  fileName: string;
  /** Code of the government that the file was uploaded to. */
  government: string | undefined;
}

/** Infers the scope of a file's statements from its content, its name and the answers. */
export function scopeOf({ evidence, lines, works }: ReadContext, titles: readonly Title[], given: Given): Scope {
  const { answers, fileName } = given;
  const kinds = new Set([...lines.tallies.keys(), ...works.kinds]);
  // "Bulan September" above realization is of that month alone or to its end, unless its column says "s.d. bulan ini".
  const monthsEnd = !kinds.has('realization') || evidence.toDate;
  const clues: Clue[] = [
    ...evidence.clues,
    ...cluesInTitles(titles),
    ...yearsOfPeriods(titles),
    ...yearOfAnswer(answers),
    ...cluesInName(fileName),
  ];
  const findings: Finding[] = [];
  const decide = <Value>(question: ScopeQuestion<ScopeKey, Value>, known?: FiscalYear) => {
    // Realization of several years ends on several days.
    const isEach = evidence.each.has(question.key) && (question.key !== 'year' || !hasRealization(kinds));
    const offered = evidence.offered.get(question.key);
    const inferred = infer(question, { clues, kinds, answers, year: known, offered, isEach });
    findings.push(...inferred.findings);
    return inferred.value;
  };
  const itsYear = decide(year);
  clues.push(...periodClues([...titles, ...evidence.realization, ...evidence.hints], fileName, itsYear, monthsEnd));
  clues.push(...versionHints([...titles, ...evidence.foot], itsYear, hasRealization(kinds)));
  const stated = decide(asOf, itsYear);
  const isWithin = stated === undefined || itsYear === undefined || kinds.has('register') || yearOf(stated) === itsYear;
  const last = isWithin ? stated : undefined;
  if (stated !== undefined && last === undefined)
    findings.push(
      finding('as-of-outside-year', {
        value: stated,
        expected: String(itsYear),
        question: { key: 'asOf', choices: [...asOf.choices(itsYear, [])] },
      }),
    );
  if (last !== undefined && evidence.lastMonth > monthOf(last)) {
    const month = `${last.slice(0, 4)}-${String(evidence.lastMonth).padStart(2, '0')}`;
    findings.push(finding('months-after-as-of', { value: last, expected: month }));
  }
  const first = decide(from, itsYear);
  const scope = {
    year: itsYear,
    asOf: last,
    from: first,
    basis: decide(basis),
    version: decide(version),
    government: governmentOf(decide(government), given.government, findings),
    findings,
  };
  const cuts = titles.find(({ text }) => isListOfCuts(text));
  if (cuts && kinds.has('budget'))
    findings.push(finding('list-of-cuts', { sheet: cuts.sheet, ref: cuts.ref, value: cuts.text.slice(0, 120) }));
  const isByDates = clues.some(({ rank, value }) => rank === 'dates' && value === last);
  if (kinds.has('register') && first !== undefined && last !== undefined && isByDates)
    findings.push(finding('register-period', { value: `${first} – ${last}` }));
  for (const date of [first, last])
    if (date !== undefined && itsYear !== undefined && yearOf(date) !== itsYear)
      findings.push(finding('date-outside-year', { value: date, expected: String(itsYear) }));
  return scope;
}

/** "Daftar Pemotongan …", "Rincian Penghematan Belanja": what is taken from a budget; not "APBD setelah efisiensi". */
function isListOfCuts(title: string): boolean {
  const words = plain(title);
  if (/\b(?:SETELAH|SESUDAH|HASIL|PASCA)\b/.test(words)) return false;
  return /^(?:(?:DAFTAR|RINCIAN|REKAP\w*|USULAN|LAMPIRAN|DATA) )*(?:PEMOTONGAN|PENGURANGAN|PENGHEMATAN|EFISIENSI|RASIONALISASI|REFOCUSING)\b/.test(
    words,
  );
}

/** "s.d. 30 Juni 2025" names a day of the fiscal year, where nothing names the year itself. */
function yearsOfPeriods(titles: readonly Title[]): Clue[] {
  return periodClues(titles, '', undefined, true)
    .filter(({ subject, rank }) => subject === 'asOf' && rank === 'content')
    .map((clue) => ({ ...clue, subject: 'year', value: clue.value.slice(0, 4), rank: 'dates' }));
}

/** The day that a person answered lies in the fiscal year, where nothing in the file names the year. */
function yearOfAnswer(answers: Answers): Clue[] {
  const day = answers.of(asOf);
  return day === undefined ? [] : [{ subject: 'year', value: day.slice(0, 4), rank: 'dates', sheet: '', ref: '', text: day }];
}

/**
 * The government of a file, or undefined while it is asked. A file that states another than it is uploaded to is stopped; one
 * that only its name gives to another is asked about.
 */
function governmentOf(named: Government | undefined, uploadedTo: string | undefined, findings: Finding[]): Government | undefined {
  if (named === undefined || uploadedTo === undefined || uploadedTo === named.code) return named;
  const own = regionByCode(uploadedTo) ?? { code: uploadedTo, name: uploadedTo };
  const inWords = ({ code, name }: Government) => (code === name ? code : `${name} (${code})`);
  const values = { value: inWords(named), expected: inWords(own) };
  const byName = findings.findIndex(({ code }) => code === 'government-from-file-name');
  if (byName < 0) {
    findings.push(finding('government-other', values));
    return named;
  }
  const choices = [own, named].map(({ code, name }) => ({ value: code, label: { id: name, en: name } }));
  findings.splice(byName, 1, finding('government-in-file-name', { ...values, question: { key: 'government', choices } }));
  return undefined;
}

/** The head of each statement in the file. Only for a file whose questions are all answered. */
export function headsOf({ lines, evidence }: ReadContext, scope: Scope): StatementHead[] {
  const { year: itsYear } = scope;
  if (itsYear === undefined) return [];
  const { planMonth } = evidence;
  const planDay = (kind: StatementKind) => (kind === 'cash-plan' && planMonth !== undefined ? monthEnd(itsYear, planMonth) : undefined);
  return [...lines.tallies.values()].map((tally): StatementHead => {
    const cumulative = tally.kind === 'realization' || tally.kind === 'register';
    return {
      kind: tally.kind,
      government: scope.government?.code,
      year: itsYear,
      asOf: cumulative || tally.kind === 'progress' ? scope.asOf : planDay(tally.kind),
      from: tally.kind === 'register' ? scope.from : undefined,
      basis: cumulative ? scope.basis : undefined,
      version: scope.version,
      covers: tally.covers(),
      lineCount: tally.lines,
      total: tally.total,
      simulated: evidence.simulated !== undefined,
    };
  });
}

/** The contracts, obstacles and targets in the file. Only for a file whose questions are all answered. */
export function worksOf({ works, evidence }: ReadContext, scope: Scope): Works[] {
  const { year: itsYear } = scope;
  if (itsYear === undefined) return [];
  const head = (kind: WorksKind) => ({
    government: scope.government?.code,
    year: itsYear,
    asOf: kind === 'target' ? undefined : scope.asOf,
    covers: works.covers(kind),
    simulated: evidence.simulated !== undefined,
  });
  const { contract, obstacle, target } = works.rows;
  const all: Works[] = [
    { kind: 'contract', head: head('contract'), rows: contract },
    { kind: 'obstacle', head: head('obstacle'), rows: obstacle },
    { kind: 'target', head: head('target'), rows: target },
  ];
  return all.filter(({ rows }) => rows.length > 0);
}
