import {
  type BudgetVersion,
  formatRupiah,
  type Language,
  parseDecimal,
  type Sen,
  versionName,
  versionRank,
  type Words,
} from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import { knownOpd, type Reading, rolesOf, type StoredBudget, storedBudgets, type UploadRow } from '@sipkadin/ledger';

type Question = InspectReport['questions'][number];

/** What the ledger holds that helps to answer the questions of a file. */
export interface Records {
  budgets: StoredBudget[];
  /** The OPD of the government, those of which the uploader is an operator first. */
  opd: { code: string; name: string; own: boolean }[];
}

export async function recordsFor(read: Reading, { id, government, uploadedBy }: UploadRow): Promise<Records> {
  const held = (await rolesOf(read, uploadedBy)).filter((role) => role.government === government);
  const units = held.flatMap(({ unit }) => unit ?? []);
  const isOfUnits = held.length > 0 && units.length === held.length;
  const viewer = { person: uploadedBy, units: isOfUnits ? new Set(units) : null };
  const known = await knownOpd(read, government);
  const named = new Map(known.map(({ code, name }) => [code, name]));
  return {
    budgets: await storedBudgets(read, government, viewer, id),
    opd: [
      ...units.map((code) => ({ code, name: named.get(code) ?? code, own: true })),
      ...known.filter(({ code }) => !units.includes(code)).map((one) => ({ ...one, own: false })),
    ],
  };
}

/** The stored budgets whose amounts are those of the file: equal in each akun of the file, of which one at least is not zero. */
export function equalBudgets(report: InspectReport, budgets: readonly StoredBudget[]): StoredBudget[] {
  const totals = budgetTotals(report);
  if (![...totals.values()].some((amount) => amount !== 0n)) return [];
  return budgets.filter((stored) => [...totals].every(([akun, amount]) => amount === (stored.totals.get(akun) ?? 0n)));
}

/** The file's budget by akun, or its plan, which is one; that of its only column while its measure is asked. */
function budgetTotals({ totals }: InspectReport): Map<string, Sen> {
  for (const measure of ['budget', 'cashPlan', 'amount']) {
    const found = ['4', '5', '6.1', '6.2'].flatMap((akun): [string, Sen][] => {
      const amount = parseDecimal(totals[`${measure}:${akun}`] ?? '');
      return amount === undefined ? [] : [[akun, amount]];
    });
    if (found.length > 0) return new Map(found);
  }
  return new Map();
}

/** A report whose questions offer what the ledger knows, with the reason; the questions that have most to go by come first. */
export function withRecords(report: InspectReport, records: Records): InspectReport {
  const questions = report.questions.map((question) => {
    if (question.key === 'version') return { ...question, choices: versionChoices(question, report, records) };
    if (question.key === 'unit') return { ...question, choices: unitChoices(report, records) };
    return question;
  });
  return { ...report, questions: questions.toSorted((a, b) => certainty(b) - certainty(a)) };
}

/** How much speaks for an answer: equal amounts in the ledger, words in the file, a place to look at, or nothing. */
function certainty({ choices, sheet, ref }: Question): number {
  if (choices.some(({ records }) => records?.equal === true)) return 3;
  if (choices.some(({ evidence }) => evidence !== undefined && evidence !== '')) return 2;
  return sheet !== '' || ref !== '' ? 1 : 0;
}

/** In the order of the year; those with the file's amounts come first, then those that the file hints at, then those stored. */
function versionChoices({ choices }: Question, report: InspectReport, { budgets }: Records): Question['choices'] {
  const ofYear = budgets.filter(({ year }) => report.year === null || year === report.year);
  const equal = new Set(equalBudgets(report, ofYear));
  const covers = new Set(report.statements.flatMap((statement) => statement.covers));
  const stored = Map.groupBy(ofYear, ({ version }) => version);
  // Of evidence that contradicts itself, only what the file names can be chosen.
  const isOpen = choices.some(({ evidence }) => evidence === undefined);
  const offered = new Set(choices.map(({ value }) => value));
  const later = isOpen ? [...stored.keys()].filter((version) => !offered.has(version)) : [];
  return [...choices, ...later.map((value) => ({ value, label: namesOf(value) }))]
    .map((choice): Question['choices'][number] => {
      const known = stored.get(choice.value) ?? [];
      const same = known.find((budget) => equal.has(budget));
      const other = known.find((budget) => budget.covers.every((unit) => covers.has(unit))) ?? known[0];
      const budget = same ?? other;
      return budget === undefined
        ? choice
        : { ...choice, records: { text: described(budget, same !== undefined), equal: same !== undefined } };
    })
    .toSorted((a, b) => weight(b) - weight(a) || versionRank(a.value) - versionRank(b.value));
}

const weight = ({ records, evidence }: Question['choices'][number]): number =>
  records?.equal === true ? 3 : evidence === undefined ? (records === undefined ? 0 : 1) : 2;

const namesOf = (version: BudgetVersion): Words => ({ id: versionName(version, 'id'), en: versionName(version, 'en') });

const akunNames = { '4': { id: 'pendapatan', en: 'revenue' }, '5': { id: 'belanja', en: 'spending' } } as const;

function described({ totals, fileName }: StoredBudget, equal: boolean): Words {
  const amounts = (language: Language) =>
    (['4', '5'] as const)
      .filter((akun) => totals.has(akun))
      .map((akun) => `${akunNames[akun][language]} ${formatRupiah(totals.get(akun) ?? 0n, language)}`)
      .join(', ');
  return {
    id: `${equal ? 'total sama' : 'tersimpan'}: ${amounts('id')} (versi tersimpan${fileName === null ? '' : `, berkas ${fileName}`})`,
    en: `${equal ? 'same total' : 'stored'}: ${amounts('en')} (stored version${fileName === null ? '' : `, file ${fileName}`})`,
  };
}

/** The uploader's own OPD, those that the file names, and the whole government; another one can be typed. */
function unitChoices({ findings }: InspectReport, { opd }: Records): Question['choices'] {
  const asked = findings.find(({ code }) => code === 'unit-unclear');
  const text = plain(asked?.value ?? '');
  const isNamed = (name: string) => plain(name) !== '' && text.includes(plain(name));
  const evidence = asked === undefined ? '' : `${asked.sheet}!${asked.ref} "${asked.value}"`;
  const choices = opd
    .filter(({ own, name }) => own || isNamed(name))
    .map(({ code, name }) => ({
      ...{ value: code, label: { id: `${name} (${code})`, en: `${name} (${code})` } },
      ...(isNamed(name) ? { evidence } : {}),
    }));
  const whole = { value: 'semua', label: { id: 'Seluruh pemerintah daerah', en: 'The whole government' } };
  return choices.length === 0 ? [] : [...choices, whole];
}

const plain = (text: string) =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
