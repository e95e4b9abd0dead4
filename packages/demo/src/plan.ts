import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FiscalYear, fiscalYear, type IsoDate, isoDate } from '@sipkadin/budget';
import { budgetFile, cashPlanFile, type DemoFile, progressFile, realizationFile, rekapFile } from './files.ts';
import { units } from './lists/catalogue.ts';
import { simulate2025 } from './simulation/simulate-2025.ts';
import { simulate2026 } from './simulation/simulate-2026.ts';
import type { SimulatedYear } from './simulation/year.ts';

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
    const on = month === 12 ? isoDate(year.year + 1, 1, 8) : isoDate(year.year, month + 1, 8);
    return [
      verified(on, () => realizationFile(year, month, month % 4 === 1 ? 'xlsx' : 'csv')),
      verified(on, () => progressFile(year, month)),
    ];
  });
}

/** The whole demonstration, in the order in which a city would have lived it. */
export function demoStages(): Stage[] {
  const before = simulate2025();
  const now = simulate2026();
  const unit = (key: string) => {
    const found = units.find((candidate) => candidate.key === key);
    if (!found) throw new Error(`no unit ${key}`);
    return found;
  };
  const education = unit('disdik');
  return [
    {
      uploads: [verified(isoDate('2023-01-09'), officialFile(2023, 'APBD Kota Pangkalpinang 2023 murni (DJPK).csv', { version: 'murni' }))],
      publish: { year: fiscalYear(2023) },
    },
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
      ],
      publish: { year: fiscalYear(2025) },
    },
    {
      uploads: [
        verified(isoDate('2026-01-14'), () => budgetFile(now, 'murni', 'csv', (candidate) => candidate !== education)),
        verified(isoDate('2026-01-14'), () => rekapFile(now, 'murni', education)),
        verified(isoDate('2026-01-19'), () => cashPlanFile(now, 'murni')),
        ...months(now, 1, 9),
      ],
      publish: { year: fiscalYear(2026) },
    },
    { uploads: months(now, 10, 10), publish: { year: fiscalYear(2026) } },
    {
      uploads: [
        { file: () => realizationFile(now, 10, 'csv', unit('satpol')), on: isoDate('2026-11-09'), until: 'submitted' },
        { file: () => realizationFile(now, 10, 'xlsx', unit('girimaya')), on: isoDate('2026-11-10'), until: 'returned' },
        { file: () => realizationFile(now, 9, 'csv', unit('perikanan')), on: isoDate('2026-11-12'), until: 'read' },
        { file: () => ({ ...officialFile(2025, 'LRA tanpa tanggal.csv', {})(), answers: {} }), on: isoDate('2026-11-13'), until: 'read' },
      ],
    },
  ];
}
