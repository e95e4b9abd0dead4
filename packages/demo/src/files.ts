import {
  accountWords,
  ancestor,
  type BudgetVersion,
  csvLine,
  type FiscalYear,
  type IsoDate,
  monthName,
  type Sen,
  type StatementKind,
  templateAmounts,
  templateColumns,
  templateHead,
  templateKinds,
  templateMark,
  toDecimal,
} from '@sipkadin/budget';
import { accountName, activityName, type DemoUnit, fundName, spell2026, units } from './lists/catalogue.ts';
import { cashPlan, progress, type SimulatedLine, type SimulatedYear } from './simulation/year.ts';
import { type WorkbookCell, workbook } from './workbook.ts';

/** A file of the demonstration, as somebody in the city would have uploaded it. */
export interface DemoFile {
  name: string;
  bytes: Buffer;
  /** What the file itself does not say. */
  answers?: Record<string, string>;
}

export const demoGovernment = '19.71';
/** Registered residents: a public fact, as amounts per resident need it. */
export const demoPopulation = { people: 242_285, year: 2024, source: 'Dukcapil Kemendagri, semester II 2024' };

interface TemplateHead {
  kind: StatementKind;
  year: FiscalYear;
  version?: BudgetVersion;
  asOf?: IsoDate;
}

/** Codes of a line in the year's spelling, with names: the template's columns before the amounts. */
function codeCells(year: number, unit: DemoUnit, activity: string, account: string, fund: string): string[] {
  const spell = year >= 2026 ? spell2026 : (code: string) => code;
  return [
    unit.code,
    unit.name,
    activity,
    activity === '' ? '' : activityName(activity),
    account === '' ? '' : spell(account),
    account === '' ? '' : accountName(account) || (accountWords(account)?.id ?? ''),
    fund === '' ? '' : spell(fund),
    fund === '' ? '' : fundName(fund),
  ];
}

/** Our own template (packages/budget/src/statements/template.ts), filled in and marked as simulated. */
function templateRows(head: TemplateHead, lines: readonly { codes: string[]; amounts: string[] }[]): WorkbookCell[][] {
  const rows: WorkbookCell[][] = [
    [templateHead.mark, templateMark],
    [templateHead.kind, templateKinds[head.kind]],
    [templateHead.government, demoGovernment],
    [templateHead.year, String(head.year)],
  ];
  if (head.version) rows.push([templateHead.version, head.version]);
  if (head.kind === 'realization') rows.push([templateHead.basis, 'lra']);
  if (head.asOf) rows.push([templateHead.asOf, head.asOf]);
  rows.push([templateHead.simulated, 'ya'], []);
  rows.push([...Object.values(templateColumns), ...templateAmounts[head.kind]]);
  const width = templateAmounts[head.kind].length;
  // A program's own row has no amount, and as many fields as the others all the same.
  for (const { codes, amounts } of lines)
    rows.push([...codes, ...Array.from({ length: width }, (_, at) => (amounts[at] === undefined ? undefined : { amount: amounts[at] }))]);
  return rows;
}

function asCsv(rows: readonly (readonly WorkbookCell[])[]): Buffer {
  const text = (value: WorkbookCell) => (typeof value === 'object' ? value.amount : (value ?? ''));
  return Buffer.from(rows.map((row) => csvLine(row.map(text))).join(''));
}

const versionNames: Record<string, string> = { murni: 'Murni', perubahan: 'Perubahan' };

/** A version's budget of every unit that `wanted` takes, in our template; programs and kegiatan are named in rows without an amount. */
export function budgetFile(year: SimulatedYear, version: BudgetVersion, form: 'csv' | 'xlsx', wanted = (_: DemoUnit) => true): DemoFile {
  const lines = year.lines.filter((line) => line.budget.has(version) && wanted(line.unit));
  const named = new Set<string>();
  const rows = lines.flatMap((line) => {
    const above = line.activity === '' ? [] : [ancestor(line.activity, 3), ancestor(line.activity, 5)].filter((code) => !named.has(code));
    for (const code of above) named.add(code);
    return [
      ...above.map((code) => ({ codes: codeCells(year.year, line.unit, code, '', ''), amounts: [] })),
      {
        codes: codeCells(year.year, line.unit, line.activity, line.account, line.fund),
        amounts: [toDecimal(line.budget.get(version) ?? 0n)],
      },
    ];
  });
  const sheet = templateRows({ kind: 'budget', year: year.year, version }, rows);
  const bytes = form === 'csv' ? asCsv(sheet) : workbook('Anggaran', sheet);
  return { name: `APBD ${versionNames[version]} ${year.year} (simulasi).${form}`, bytes };
}

/** The same in SIPD's flat "rekap 5" form, spending only. */
export function rekapFile(year: SimulatedYear, version: BudgetVersion, unit: DemoUnit): DemoFile {
  const pairs = ['URUSAN', 'SKPD', 'SUB UNIT', 'BIDANG URUSAN', 'PROGRAM', 'KEGIATAN', 'SUB KEGIATAN', 'SUMBER DANA', 'REKENING'];
  const header = ['NO', 'TAHUN', ...pairs.flatMap((name) => [`KODE ${name}`, `NAMA ${name}`]), 'PAGU'];
  const spell = year.year >= 2026 ? spell2026 : (code: string) => code;
  const lines = year.lines.filter((line) => line.unit.key === unit.key && line.budget.has(version) && line.account.startsWith('5'));
  const rows = lines.map((line, index): WorkbookCell[] => {
    const opd = units.find((candidate) => candidate.code === unit.code.replace(/\d{4}$/, '0000')) ?? unit;
    const named = (code: string): [string, string] => [code, activityName(code)];
    const urusan = ancestor(line.activity, 1);
    return [
      String(index + 1),
      String(year.year),
      ...[urusan, urusanNames[urusan] ?? ''],
      ...[opd.code, opd.name],
      ...[line.unit.code, line.unit.name],
      ...named(ancestor(line.activity, 2)),
      ...named(ancestor(line.activity, 3)),
      ...named(ancestor(line.activity, 5)),
      ...named(line.activity),
      ...[spell(line.fund), fundName(line.fund)],
      ...[spell(line.account), accountName(line.account)],
      { amount: toDecimal(line.budget.get(version) ?? 0n) },
    ];
  });
  const titles = [
    ['DATA SIMULASI'],
    ['PEMERINTAH KOTA PANGKALPINANG'],
    [`REKAPITULASI BELANJA 5 - APBD ${versionNames[version]?.toUpperCase()} TAHUN ANGGARAN ${year.year}`],
  ];
  const bytes = workbook('Simulasi', [...titles, [], [], [], header, ...rows]);
  return { name: `Rekap 5 ${unit.name} ${year.year} ${version} (simulasi).xlsx`, bytes };
}

const urusanNames: Record<string, string> = {
  '1': 'URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR',
  '2': 'URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR',
  '3': 'URUSAN PEMERINTAHAN PILIHAN',
};

/** A version's cash plan of every unit that `wanted` takes. */
export function cashPlanFile(year: SimulatedYear, version: BudgetVersion, wanted = (_: DemoUnit) => true): DemoFile {
  const rows = year.lines
    .filter((line) => line.budget.has(version) && wanted(line.unit))
    .map((line) => ({
      codes: codeCells(year.year, line.unit, line.activity, line.account, line.fund),
      amounts: cashPlan(line, version).map(toDecimal),
    }));
  const sheet = templateRows({ kind: 'cash-plan', year: year.year, version }, rows);
  return { name: `Anggaran kas ${year.year} ${version} (simulasi).csv`, bytes: asCsv(sheet) };
}

/** Cumulative realization s.d. a month of all units that report it, or of one. */
export function realizationFile(year: SimulatedYear, month: number, form: 'csv' | 'xlsx', only?: DemoUnit): DemoFile {
  const asOf = year.dates[month - 1];
  if (!asOf) throw new Error(`${year.year} has no month ${month}`);
  const lines = year.lines.filter(
    (line) => (only ? line.unit.key === only.key : reports(year, line.unit, month)) && amount(line, month) !== 0n,
  );
  const rows = lines.map((line) => ({
    codes: codeCells(year.year, line.unit, line.activity, line.account, line.fund),
    amounts: [toDecimal(amount(line, month))],
  }));
  const sheet = templateRows({ kind: 'realization', year: year.year, asOf }, rows);
  // A date after the twelfth is the end of a year whose twelfth report was of an earlier day.
  const until = month > 12 ? '31 Desember' : monthName(month, 'id');
  const name = `Realisasi s.d. ${until} ${year.year}${only ? ` ${only.name}` : ''} (simulasi).${form}`;
  return { name, bytes: form === 'csv' ? asCsv(sheet) : workbook('Realisasi', sheet) };
}

export function progressFile(year: SimulatedYear, month: number): DemoFile {
  const asOf = year.dates[month - 1];
  if (!asOf) throw new Error(`${year.year} has no month ${month}`);
  const rows = progress(year)
    .filter(({ unit }) => reports(year, unit, month))
    .map(({ unit, activity, done }) => ({
      codes: codeCells(year.year, unit, activity, '', ''),
      amounts: [toDecimal(BigInt(done[month - 1] ?? 0))],
    }));
  const sheet = templateRows({ kind: 'progress', year: year.year, asOf }, rows);
  return { name: `Fisik s.d. ${monthName(month, 'id')} ${year.year} (simulasi).csv`, bytes: asCsv(sheet) };
}

function amount(line: SimulatedLine, month: number): Sen {
  return line.realized[month - 1] ?? 0n;
}

/** Whether a unit is in that month's file of all units. */
function reports(year: SimulatedYear, unit: DemoUnit, month: number): boolean {
  const isLate = year.late?.some((report) => report.unit === unit.key && report.month === month);
  return month <= (year.reported.get(unit.key) ?? 13) && !year.silent?.get(unit.key)?.includes(month) && !isLate;
}
