import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  csvLine,
  type IsoDate,
  type Sen,
  sum,
  templateHead,
  templateMark,
  toDecimal,
  type WorksKind,
  worksColumns,
  worksTemplateKinds,
} from '@sipkadin/budget';
import { type DemoFile, demoGovernment } from './files.ts';
import { activityName, type DemoUnit, units } from './lists/catalogue.ts';
import { readList } from './lists/read-list.ts';
import { rupiah } from './simulation/slots.ts';
import type { SimulatedYear } from './simulation/year.ts';

const list = (file: string) => readList(readFileSync(join(import.meta.dirname, 'lists', file), 'utf8'));

/** One of the project's own forms about works, marked as simulated. */
function worksFile(name: string, kind: WorksKind, year: number, asOf: IsoDate | undefined, rows: readonly string[][]): DemoFile {
  const head = [
    [templateHead.mark, templateMark],
    [templateHead.kind, worksTemplateKinds[kind]],
    [templateHead.government, demoGovernment],
    [templateHead.year, String(year)],
    ...(asOf === undefined ? [] : [[templateHead.asOf, asOf]]),
    [templateHead.simulated, 'ya'],
    [],
  ];
  return { name, bytes: Buffer.from([...head, [...worksColumns(kind)], ...rows].map((row) => csvLine(row)).join('')) };
}

/** Contracts of some OPD as they were on the day of a month's report; what was paid follows the payments of their activity. */
export function contractsFile(year: SimulatedYear, month: number): DemoFile {
  const asOf = year.dates[month - 1];
  if (asOf === undefined) throw new Error(`${year.year} has no month ${month}`);
  const rows = list('contracts.csv').map((row) => {
    const [unit, activity] = [unitOf(row['unit'] ?? ''), row['kegiatan'] ?? ''];
    const { budget, realized } = ofActivity(year, unit, activity, month);
    const share = BigInt(row['bagian'] ?? '0');
    const value = whole((budget * share) / 1000n);
    const isSigned = row['nomor'] !== '' && (row['tanggal'] ?? '') <= asOf;
    const cells = codesOf(unit, activity);
    const estimate = toDecimal(whole((value * 1035n) / 1000n));
    if (!isSigned) return [...cells, '', '', row['pekerjaan'] ?? '', estimate, '', '', '', '', '', '0'];
    const paid = toDecimal(whole((realized * share) / 1000n));
    const days = [row['mulai'] ?? '', row['selesai'] ?? '', row['adendum'] ?? ''];
    return [
      ...cells,
      ...[row['nomor'] ?? '', row['tanggal'] ?? '', row['pekerjaan'] ?? ''],
      ...[estimate, toDecimal(value), row['penyedia'] ?? '', ...days, paid],
    ];
  });
  return worksFile(`Kontrak per ${asOf} (simulasi).csv`, 'contract', year.year, asOf, rows);
}

/** What held up works on a day, as the OPD wrote it. */
export function obstaclesFile(year: SimulatedYear, asOf: IsoDate): DemoFile {
  const rows = list('obstacles.csv')
    .filter((row) => row['per'] === asOf)
    .map((row) => [
      ...codesOf(unitOf(row['unit'] ?? ''), row['kegiatan'] ?? ''),
      ...['penyebab', 'kendala', 'tindak lanjut', 'pembuka', 'janji', 'jabatan', 'publik'].map((column) => row[column] ?? ''),
    ]);
  return worksFile(`Kendala per ${asOf} (simulasi).csv`, 'obstacle', year.year, asOf, rows);
}

/** Cumulative physical targets in percent: as usual, early and late in the year. */
const targetCurves = [
  [2, 6, 12, 20, 29, 39, 50, 61, 72, 83, 93, 100],
  [4, 10, 18, 27, 37, 48, 58, 68, 78, 87, 95, 100],
  [0, 2, 6, 12, 20, 30, 42, 55, 68, 81, 92, 100],
] as const;

/** Monthly physical targets of the activities that have contracts or obstacles. */
export function targetsFile(year: SimulatedYear): DemoFile {
  const named = [...list('contracts.csv'), ...list('obstacles.csv')].map((row) => `${row['unit']}|${row['kegiatan']}`);
  const rows = [...new Set(named)].map((key, index) => {
    const [unit = '', activity = ''] = key.split('|');
    return [...codesOf(unitOf(unit), activity), ...(targetCurves[index % targetCurves.length] ?? []).map(String)];
  });
  return worksFile(`Target fisik ${year.year} (simulasi).csv`, 'target', year.year, undefined, rows);
}

const whole = (amount: Sen) => (amount / rupiah) * rupiah;

function unitOf(key: string): DemoUnit {
  const unit = units.find((candidate) => candidate.key === key);
  if (!unit) throw new Error(`no unit ${key}`);
  return unit;
}

function codesOf(unit: DemoUnit, activity: string): string[] {
  return [unit.code, unit.name, activity, activityName(activity)];
}

function ofActivity(year: SimulatedYear, unit: DemoUnit, activity: string, month: number): { budget: Sen; realized: Sen } {
  const lines = year.lines.filter((line) => line.unit.key === unit.key && line.activity === activity && line.account.startsWith('5'));
  if (lines.length === 0) throw new Error(`${unit.key} has no activity ${activity}`);
  const version = year.versions.at(-1) ?? 'murni';
  return {
    budget: sum(lines.map((line) => line.budget.get(version) ?? 0n)),
    realized: sum(lines.map((line) => line.realized[month - 1] ?? 0n)),
  };
}
