import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDecimal, type Sen } from '@sipkadin/budget';
import { readList } from './read-list.ts';

export interface DemoUnit {
  key: string;
  code: string;
  name: string;
  /** Weights of personnel and of all other spending. */
  staff: number;
  size: number;
  /** Prefixes of the activities it carries out. */
  programs: string[];
}

export interface DemoActivity {
  code: string;
  name: string;
  /** Which accounts it spends on; '' for a program or kegiatan. */
  bundle: string;
  weight: number;
}

const list = (file: string) => readList(readFileSync(join(import.meta.dirname, file), 'utf8'));

/** 34 OPD and the hospital; what other sub-units have is first simulated as their OPD's. Names are the city's, as far as sources name them; codes are plausible, not official. */
export const units: DemoUnit[] = list('units.csv').map((row) => ({
  key: row['kunci'] ?? '',
  code: row['kode'] ?? '',
  name: row['nama'] ?? '',
  staff: Number(row['pegawai']),
  size: Number(row['kegiatan']),
  programs: (row['program'] ?? '').split(' '),
}));

/** A puskesmas, school or kelurahan, which has a part of some activities of its OPD. */
export interface DemoSubUnit {
  /** With the key of its OPD: it reports in the same file. */
  unit: DemoUnit;
  /** Its part of the budget. */
  weight: number;
  /** How fast it spends, in thousandths of its OPD. */
  pace: number;
  activities: string[];
}

const subUnits = Map.groupBy(
  list('subunits.csv').flatMap((row): DemoSubUnit[] => {
    const opd = units.find(({ key }) => key === row['induk']);
    if (opd === undefined) throw new Error(`no OPD ${row['induk']}`);
    const unit = { ...opd, code: opd.code.replace(/0000$/, row['nomor'] ?? ''), name: row['nama'] ?? '' };
    return [{ unit, weight: Number(row['bobot']), pace: Number(row['laju']), activities: (row['kegiatan'] ?? '').split(' ') }];
  }),
  ({ unit }) => unit.key,
);

export function subUnitsOf({ key }: DemoUnit): readonly DemoSubUnit[] {
  return subUnits.get(key) ?? [];
}

const activities: DemoActivity[] = list('activities.csv').map((row) => ({
  code: row['kode'] ?? '',
  name: row['nama'] ?? '',
  bundle: row['jenis'] ?? '',
  weight: Number(row['bobot'] || 0),
}));

const accountNames = new Map(list('accounts.csv').map((row) => [row['kode'] ?? '', row['nama'] ?? '']));
const fundNames = new Map(list('funds.csv').map((row) => [row['kode'] ?? '', row['nama'] ?? '']));
const bidangNames = new Map(list('bidang.csv').map((row) => [row['kode'] ?? '', row['nama'] ?? '']));
const activityNames = new Map(activities.map((item) => [item.code, item.name]));

/** Sub kegiatan of a unit: its own programs, and the overhead program of its first bidang. */
export function activitiesOf(unit: DemoUnit): DemoActivity[] {
  const owned = (code: string) => unit.programs.some((prefix) => code === prefix || code.startsWith(`${prefix}.`));
  const overhead = unit.key === 'rsud' ? ['gaji'] : undefined;
  const general = activities
    .filter((item) => item.code.startsWith('X.XX.') && item.bundle !== '' && (overhead === undefined || overhead.includes(item.bundle)))
    .map((item) => ({ ...item, code: item.code.replace('X.XX', unit.code.slice(0, 4)) }));
  const own = activities.filter((item) => item.bundle !== '' && owned(item.code));
  const elsewhere = unit.key === 'dinkes' ? own.filter((item) => item.bundle !== 'rumahsakit') : own;
  return [...general, ...elsewhere];
}

/** Printed code and name of an activity at any level, from its bidang down. */
export function activityName(code: string): string {
  const bidang = code.split('.').slice(0, 2).join('.');
  return activityNames.get(code) ?? activityNames.get(code.replace(bidang, 'X.XX')) ?? bidangNames.get(code) ?? '';
}

/** Every account's and fund's name under its code in the spelling of fiscal year 2025. */
export function accountName(code: string): string {
  return accountNames.get(code) ?? '';
}

export function fundName(code: string): string {
  return fundNames.get(code) ?? '';
}

/** The spelling of fiscal year 2026: one more digit in the fifth and sixth part of accounts and fund sources. */
export function spell2026(code: string): string {
  return code
    .split('.')
    .map((part, index) => (index >= 4 ? `0${part}` : part))
    .join('.');
}

export interface OfficialRow {
  code: string;
  name: string;
  budget: Sen;
  realization: Sen | undefined;
}

/** The city's own totals by jenis, as published (see README.md here for the source). */
export function officialTotals(year: 2023 | 2025): OfficialRow[] {
  return list(`official-${year}.csv`).map((row) => {
    const budget = parseDecimal(row['Anggaran'] ?? '');
    if (budget === undefined) throw new Error(`official-${year}.csv: no amount at ${row['Kode']}`);
    return { code: row['Kode'] ?? '', name: row['Uraian'] ?? '', budget, realization: parseDecimal(row['Realisasi'] ?? '') };
  });
}
