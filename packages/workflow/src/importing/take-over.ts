import { dayInJakarta, type IsoInstant, isIsoDate, type Month, monthEnd, monthName, monthOf, yearOf } from '@sipkadin/budget';
import type { Form, InspectReport } from '@sipkadin/intake';
import type { RememberedAnswers, StoredBudget, TakenOver } from '@sipkadin/ledger';

type Question = InspectReport['questions'][number];

interface Known {
  form: Form;
  /** Answers with which earlier files of the form were read, the newest first. */
  earlier: readonly RememberedAnswers[];
  /** Stored budgets with the amounts of the file. */
  equal: readonly StoredBudget[];
  uploader: string;
  receivedAt: IsoInstant;
}

/**
 * Answers to the open questions of a file that need not be asked again: a person gave them for the last file of the same form, or
 * they follow from what is stored. An answer that may be another one this time is not among them.
 */
export function answersToTake(report: InspectReport, known: Known): Record<string, TakenOver> {
  const taken = report.questions.flatMap((question): [string, TakenOver][] => {
    const answer = answerTo(question, report, known);
    return answer !== undefined && isOffered(question, answer.value) ? [[question.key, answer]] : [];
  });
  return Object.fromEntries(taken);
}

/** An OPD that is not among those offered can be typed. */
function isOffered({ key, choices }: Question, value: string): boolean {
  return choices.length === 0 || key === 'unit' || choices.some((choice) => choice.value === value);
}

function answerTo(question: Question, report: InspectReport, known: Known): TakenOver | undefined {
  const { key } = question;
  const records = key === 'year' ? yearStored(report, known) : undefined;
  const [last] = known.earlier;
  if (records !== undefined || last === undefined) return records;
  const given = key === 'year' ? last.about.year?.toString() : last.answers[key];
  if (given === undefined) return undefined;
  const same: TakenOver = { value: given, how: 'same', from: last.upload };
  switch (key) {
    case 'year':
      return isSameYear(last, known) ? same : undefined;
    case 'asOf':
      return nextDay(given, report, last, known);
    case 'month':
      return nextMonth(question, given, last, known);
    case 'version': {
      const isEqual = question.choices.some(({ value, records: stored }) => value === given && stored?.equal === true);
      return isEqual && last.about.year === report.year ? same : undefined;
    }
    case 'unit':
      return isSameOpd(given, last, known) ? same : undefined;
    case 'part':
      return given === '*' ? same : undefined;
    case 'mapping':
    case 'extent':
    case 'from':
    case 'stage':
      return undefined;
    default:
      return namesPeriod(given) ? undefined : same;
  }
}

/**
 * The year of the stored budget whose amounts stand beside the file's realization, where all that have them are of one year. A
 * budget alone may be that of another year with the amounts of the last.
 */
function yearStored({ statements }: InspectReport, { equal }: Known): TakenOver | undefined {
  const [first] = equal;
  if (!statements.some(({ kind }) => kind === 'realization')) return undefined;
  if (first === undefined || equal.some(({ year }) => year !== first.year)) return undefined;
  return { value: String(first.year), how: 'records', from: first.upload };
}

/** How the month that a file's name or titles hint at follows that of the earlier file. */
function monthsOf({ about }: RememberedAnswers, { form }: Known): { before: Month; now: Month } | undefined {
  const [[before, ...others], [now, ...more]] = [about.months, form.months];
  return before === undefined || now === undefined || others.length + more.length > 0 ? undefined : { before, now };
}

/** After December comes another year; of files without a month, those received in one calendar year are of one fiscal year. */
function isSameYear(last: RememberedAnswers, known: Known): boolean {
  const months = monthsOf(last, known);
  if (months !== undefined) return months.now >= months.before;
  if (last.about.months.length + known.form.months.length > 0) return false;
  return dayInJakarta(last.at).slice(0, 4) === dayInJakarta(known.receivedAt).slice(0, 4);
}

/** "lra_juni" was answered as "to 30 June": "lra_juli" is to 31 July. */
function nextDay(given: string, { year }: InspectReport, last: RememberedAnswers, known: Known): TakenOver | undefined {
  const months = monthsOf(last, known);
  if (months === undefined || year === null || !isIsoDate(given)) return undefined;
  if (given !== monthEnd(yearOf(given), months.before) || monthOf(given) !== months.before) return undefined;
  const value = monthEnd(year, months.now);
  return { value, how: value === given ? 'same' : 'next-month', from: last.upload };
}

/** Of a table of several months, the one that the file's name hints at, where it did the last time. */
function nextMonth({ choices }: Question, given: string, last: RememberedAnswers, known: Known): TakenOver | undefined {
  const months = monthsOf(last, known);
  if (months === undefined || monthIn(given) !== months.before) return undefined;
  const choice = choices.find(({ value }) => monthIn(value) === months.now);
  return choice && { value: choice.value, how: choice.value === given ? 'same' : 'next-month', from: last.upload };
}

function monthIn(text: string): Month | undefined {
  const months = Array.from({ length: 12 }, (_, at) => at + 1);
  return months.find((month) =>
    (['id', 'en'] as const).some((language) => monthName(month, language).toLowerCase() === text.toLowerCase().trim()),
  );
}

/** The titles name the same OPD, or name none and the same person sends the next month of the only OPD for which they sent the form. */
function isSameOpd(given: string, last: RememberedAnswers, known: Known): boolean {
  if (known.form.opd !== last.about.opd) return false;
  if (known.form.opd !== '') return true;
  const months = monthsOf(last, known);
  const own = known.earlier.every(({ actor, answers }) => actor === known.uploader && answers['unit'] === given);
  return own && months !== undefined && months.now > months.before;
}

/** A part or a sheet that is called by a month, a quarter or a year is another one the next time. */
function namesPeriod(value: string): boolean {
  const months = Array.from({ length: 12 }, (_, at) => at + 1).flatMap((month) => [monthName(month, 'id'), monthName(month, 'en')]);
  const words = [...months, ...months.map((name) => name.slice(0, 3)), 'TRIWULAN', 'TW', 'SEMESTER', 'SMT', 'QUARTER', 'TAHAP', '20\\d\\d'];
  return new RegExp(`\\b(?:${words.join('|')})\\b`, 'i').test(value.replaceAll('_', ' '));
}
