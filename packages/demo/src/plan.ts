import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FiscalYear, fiscalYear, type IsoDate, isoDate } from '@sipkadin/budget';
import { budgetFile, cashPlanFile, type DemoFile, progressFile, realizationFile, rekapFile } from './files.ts';
import { type DemoUnit, units } from './lists/catalogue.ts';
import { historyYears, placesOf2025, simulateHistory, withoutPlan } from './simulation/history.ts';
import { simulate2025 } from './simulation/simulate-2025.ts';
import { simulate2026, withoutPlan2026 } from './simulation/simulate-2026.ts';
import type { SimulatedYear } from './simulation/year.ts';
import { withYearEnd } from './simulation/year-end-2025.ts';
import { contractsFile, obstaclesFile, targetsFile } from './works-files.ts';

/** What of the years before is a public fact: see README.md. */
const archiveNote =
  'Arsip tahun sebelumnya. Jumlah per kelompok rekening menurut DJPK; pembagian per OPD dan bulan, rencana kas, dan versi anggaran yang lain simulasi.';
const yearEndNote =
  'Angka 31 Desember 2025 masih sementara. Jumlah per kelompok rekening menurut DJPK; rincian per OPD, kegiatan, dan bulan simulasi.';

/** How far a file is taken: most are verified; a few stop earlier, so that every queue of the desk has something in it. */
export interface UploadStep {
  file: () => DemoFile;
  /** The day on which the simulation has it arrive. */
  on: IsoDate;
  until: 'read' | 'submitted' | 'returned' | 'verified';
}

/** Uploads of one stage may be read side by side; then the year is published. */
export interface Stage {
  uploads: UploadStep[];
  publish?: { year: FiscalYear; note?: string };
}

const officialFile = (year: 2023 | 2025, name: string, answers: Record<string, string>) => (): DemoFile => ({
  name,
  bytes: readFileSync(join(import.meta.dirname, `lists/official-${year}.csv`)),
  answers: { year: String(year), government: '19.71', unit: 'semua', ...answers },
});

const verified = (on: IsoDate, file: () => DemoFile): UploadStep => ({ file, on, until: 'verified' });

function months(year: SimulatedYear, from: number, to: number): UploadStep[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).flatMap((month) => {
    const late = (year.late ?? []).filter((report) => report.month === month);
    return [
      verified(reportedOn(year, month), () => realizationFile(year, month, month % 4 === 1 ? 'xlsx' : 'csv')),
      verified(reportedOn(year, month), () => progressFile(year, month)),
      ...late.map(({ unit, on }) => verified(on, () => realizationFile(year, month, 'csv', unitNamed(unit)))),
    ];
  });
}

function reportedOn(year: SimulatedYear, month: number): IsoDate {
  return month >= 12 ? isoDate(year.year + 1, 1, 8) : isoDate(year.year, month + 1, 8);
}

function unitNamed(key: string): DemoUnit {
  const found = units.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no unit ${key}`);
  return found;
}

/**
 * 2021 to 2024: OPD and kind of spending by month, without activities, so that a year is a few thousand lines. A city that begins with
 * the system in 2025 brings them in afterwards, all in one day.
 */
function historyStages(): Stage[] {
  const places = placesOf2025();
  const on = isoDate('2025-01-03');
  return historyYears.map((number): Stage => {
    const year = simulateHistory(number, places);
    const planned = (unit: DemoUnit) => !withoutPlan[number]?.includes(unit.key);
    return {
      uploads: [
        ...year.versions.flatMap((version) => [
          verified(on, () => budgetFile(year, version, 'csv')),
          verified(on, () => cashPlanFile(year, version, planned)),
        ]),
        ...year.dates.map((_, index) => verified(on, () => realizationFile(year, index + 1, 'csv'))),
      ],
      publish: { year: fiscalYear(number), note: archiveNote },
    };
  });
}

interface DemoScope {
  /** With the years 2021 to 2024 and the end of 2025, from which forecasts are learnt; tests do without. */
  history?: boolean;
}

/** The whole demonstration, in the order in which a city would have lived it. */
export function demoStages({ history = false }: DemoScope = {}): Stage[] {
  const before = simulate2025();
  const now = simulate2026();
  const education = unitNamed('disdik');
  return [
    {
      uploads: [verified(isoDate('2023-01-09'), officialFile(2023, 'APBD Kota Pangkalpinang 2023 murni (DJPK).csv', { version: 'murni' }))],
      publish: { year: fiscalYear(2023) },
    },
    ...(history ? historyStages() : []),
    {
      uploads: [
        verified(isoDate('2025-01-06'), () => budgetFile(before, 'murni', 'xlsx')),
        verified(isoDate('2025-01-13'), () => cashPlanFile(before, 'murni')),
        ...months(before, 1, 6),
      ],
      publish: { year: fiscalYear(2025) },
    },
    {
      uploads: [
        verified(isoDate('2025-08-04'), () => budgetFile(before, 'perubahan', 'csv')),
        verified(isoDate('2025-08-06'), () => cashPlanFile(before, 'perubahan')),
        ...months(before, 7, 12),
        verified(
          isoDate('2026-01-12'),
          officialFile(2025, 'LRA Kota Pangkalpinang per 12 Desember 2025 (DJPK).csv', {
            asOf: '2025-12-12',
            basis: 'lra',
            version: 'perubahan',
          }),
        ),
        ...(history ? [verified(isoDate('2026-01-13'), () => realizationFile(withYearEnd(before), 13, 'csv'))] : []),
      ],
      publish: { year: fiscalYear(2025), ...(history ? { note: yearEndNote } : {}) },
    },
    {
      uploads: [
        verified(isoDate('2026-01-14'), () => budgetFile(now, 'murni', 'csv', (candidate) => candidate !== education)),
        verified(isoDate('2026-01-14'), () => rekapFile(now, 'murni', education)),
        verified(isoDate('2026-01-19'), () => cashPlanFile(now, 'murni', ({ key }) => !withoutPlan2026.includes(key))),
        verified(isoDate('2026-01-26'), () => targetsFile(now)),
        ...months(now, 1, 9),
      ],
      publish: { year: fiscalYear(2026) },
    },
    {
      uploads: [
        verified(isoDate('2026-10-09'), () => contractsFile(now, 9)),
        verified(isoDate('2026-10-09'), () => obstaclesFile(now, isoDate('2026-09-30'))),
        ...months(now, 10, 10),
        verified(isoDate('2026-11-08'), () => obstaclesFile(now, isoDate('2026-10-31'))),
      ],
      publish: { year: fiscalYear(2026) },
    },
    {
      uploads: [
        verified(isoDate('2026-11-08'), () => contractsFile(now, 10)),
        { file: () => realizationFile(now, 10, 'csv', unitNamed('satpol')), on: isoDate('2026-11-09'), until: 'submitted' },
        { file: () => realizationFile(now, 10, 'xlsx', unitNamed('girimaya')), on: isoDate('2026-11-10'), until: 'returned' },
        { file: () => realizationFile(now, 9, 'csv', unitNamed('perikanan')), on: isoDate('2026-11-12'), until: 'read' },
        { file: () => ({ ...officialFile(2025, 'LRA tanpa tanggal.csv', {})(), answers: {} }), on: isoDate('2026-11-13'), until: 'read' },
      ],
    },
  ];
}
