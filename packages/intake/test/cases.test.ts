import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import type { InspectReport } from '../src/findings/report.ts';
import { readWorkbook } from '../src/intake.ts';

/*
 * The small inputs that were read wrongly, as ../shared/cases/files/README.md says what is right. They lie beside the project;
 * where they are not, each test is skipped by its name. The golden cases beside this file hold the same kinds in other words.
 */
const folder = join(import.meta.dirname, '../../../../shared/cases/files');

async function inspect(name: string, answers: Record<string, string> = {}): Promise<InspectReport> {
  const book = await openWorkbook(join(folder, name), name);
  try {
    return (await readWorkbook(book, name, { answers }, { line: () => {}, restart: () => {} })).report;
  } finally {
    book.close();
  }
}

const codes = ({ findings }: InspectReport) => findings.map(({ code }) => code);
const keys = ({ questions }: InspectReport) => questions.map(({ key }) => key);

interface Case {
  answers?: Record<string, string>;
  outcome?: InspectReport['outcome'];
  shape?: string;
  totals?: Record<string, string>;
  asks?: string[];
  asksNot?: string[];
  finds?: string[];
  findsNot?: string[];
  fields?: Readonly<Record<string, string | number>>;
}

const whole = { version: 'murni', unit: 'semua' };

const cases: Record<string, Case> = {
  '01-regions-several-years.xlsx': {
    answers: { region: '34', year: '2023', version: 'murni' },
    outcome: 'read',
    totals: { 'budget:5': '1000.00' },
  },
  '02-year-column-two-years-added.xlsx': {
    answers: { ...whole, year: '2023', measure: 'budget' },
    outcome: 'read',
    totals: { 'budget:5': '1000.00' },
  },
  '04-code-stored-as-float.xlsx': {
    answers: { version: 'murni' },
    outcome: 'read',
    totals: { 'budget:4': '500.00', 'budget:5': '600.00' },
  },
  '05-percent-read-as-rupiah.xlsx': { answers: whole, totals: { 'budget:5': '1000000000.00' }, finds: ['column-of-percentages'] },
  '06-list-of-cuts-as-whole-government.xlsx': { answers: { ...whole, year: '2025' }, finds: ['list-of-cuts'] },
  '08-lra_juni.xlsx': { answers: whole, outcome: 'asked', asks: ['asOf'] },
  '09-rekap_perubahan_3.xlsx': { outcome: 'asked', asks: ['version'] },
  '10-7_lra_20251207-141502.xlsx': {
    answers: { ...whole, asOf: '2025-11-30' },
    outcome: 'read',
    fields: { asOf: '2025-11-30', year: 2025 },
  },
  '11-pdf-amount-on-wrapped-line.xlsx': { answers: whole, outcome: 'read', totals: { 'budget:5': '1000.00', 'realization:5': '400.00' } },
  '12-region-name-alone-in-title.xlsx': {
    answers: { version: 'murni' },
    outcome: 'asked',
    asks: ['unit'],
    totals: { 'budget:5': '1000.00', 'realization:5': '400.00' },
  },
  '14-non-urusan-X.XX.xlsx': { answers: { version: 'murni' }, outcome: 'read', totals: { 'budget:5': '63276000.25' } },
  '15-no-urut-holds-the-codes.xlsx': {
    answers: whole,
    totals: { 'budget:5': '1000.00', 'realization:5': '400.00' },
    asksNot: ['mapping'],
  },
  '17-rfk-with-money-physical-blank.xlsx': {
    answers: { ...whole, basis: 'sp2d' },
    outcome: 'read',
    totals: { 'budget:5': '1000.00', 'realization:5': '500.00' },
  },
  '18-web-archive.xls': {
    answers: whole,
    outcome: 'read',
    totals: { 'budget:5': '1000000000.00', 'realization:5': '500000000.00' },
    fields: { container: 'mhtml' },
  },
  '19-sep-line.csv': {
    answers: { version: 'murni' },
    outcome: 'read',
    totals: { 'budget:5': '10000000.25' },
    findsNot: ['csv-ragged-rows'],
  },
  '20-money-by-sub-kegiatan.xlsx': { answers: { version: 'murni' }, totals: { 'budget:5': '10000000.00', 'realization:5': '3000000.00' } },
  '21-sub-kegiatan-parents-repeated.json': {
    answers: { version: 'murni', year: '2025' },
    outcome: 'read',
    totals: { 'budget:5': '10000000.00' },
  },
  '23-interest-below-sen.xlsx': {
    answers: whole,
    outcome: 'read',
    totals: { 'budget:4': '900.00', 'realization:4': '700.74' },
    finds: ['amount-rounded'],
    findsNot: ['total-differs'],
  },
  '25-rak-until-july.xlsx': {
    answers: { version: 'murni', year: '2025', asOf: '2025-07-31', basis: 'sp2d' },
    totals: { 'budget:5': '1000.00', 'realization:5': '500.00' },
    findsNot: ['column-missing'],
  },
  '27-code-and-name-in-one-cell-all-levels.xlsx': {
    answers: { version: 'murni', year: '2025' },
    outcome: 'read',
    totals: { 'budget:5': '14300000.00' },
  },
  '28-bidang-resumes-below-another.xlsx': {
    answers: { version: 'murni', asOf: '2025-06-30', basis: 'lra' },
    outcome: 'read',
    totals: { 'budget:5': '180.00', 'realization:5': '70.00' },
    findsNot: ['total-differs'],
  },
  '30-one-mistyped-parent.xlsx': {
    answers: whole,
    outcome: 'read',
    totals: { 'budget:5': '500.00', 'realization:5': '100.00' },
    findsNot: ['codes-outdated'],
  },
  '31-names-only-reason.csv': { outcome: 'refused', findsNot: ['no-amounts'] },
  '33-quoted-line-break.csv': {
    answers: { version: 'murni' },
    outcome: 'read',
    totals: { 'budget:5': '10000000.25' },
    findsNot: ['csv-ragged-rows'],
  },
};

describe('the small inputs that were read wrongly', () => {
  it.skipIf(!existsSync(folder)).each(Object.entries(cases))(
    '%s',
    async (name, { answers, outcome, totals = {}, asks = [], asksNot = [], finds = [], findsNot = [], fields = {} }) => {
      const report = await inspect(name, answers);
      expect(report).toMatchObject({ ...fields, ...(outcome && { outcome }), totals });
      expect(keys(report)).toEqual(expect.arrayContaining(asks));
      expect(codes(report)).toEqual(expect.arrayContaining(finds));
      expect(keys(report).filter((key) => asksNot.includes(key))).toEqual([]);
      expect(codes(report).filter((code) => findsNot.includes(code))).toEqual([]);
    },
  );
});
