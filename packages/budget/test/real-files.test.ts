import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountWords } from '../src/codes/accounts.ts';
import { canonicalCode } from '../src/codes/code.ts';
import { functionWords } from '../src/codes/functions.ts';
import { findRegion, regionByCode } from '../src/government/regions.ts';
import { parseDecimal } from '../src/money/money.ts';
import { identityDifferences } from './identities.ts';

const folder = join(import.meta.dirname, '../../../../shared/data');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
/** Rows of a CSV file without its header. */
function csv(name: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text(name)
    .trim()
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.slice(1);
}
const account = (printed: string) => canonicalCode('account', printed) ?? expect.fail(`${printed} is an account`);
/** All numbers from the first to the last, as text of so many digits. */
const numbers = (first: number, last: number, digits = 1) =>
  Array.from({ length: last - first + 1 }, (_, at) => String(first + at).padStart(digits, '0'));
/** "5.1.02" → the letters of its name, to compare spellings that differ in case, commas and blanks. */
const letters = (name: string) => name.toUpperCase().replace(/[^A-Z]/g, '');

describe.skipIf(!existsSync(folder))('real files (6 tests, skipped where ../shared/data is absent)', () => {
  it('both tables of Pangkalpinang hold every identity to the sen', () => {
    const budget = new Map(
      csv('pangkalpinang_apbd_2023_murni.csv').map(([code = '', , amount = '']) => [account(code), parseDecimal(amount) ?? 0n]),
    );
    expect(budget.size).toBe(29);
    expect(identityDifferences({ accounts: budget, surplus: -4_380_000_000_000n, silpa: 0n })).toEqual([]);
    for (const [column, surplus, silpa] of [
      [2, '-56773392721.90', '0.00'],
      [3, '77144934486.89', '133918327208.79'],
    ] as const) {
      const rows = csv('pangkalpinang_lra_2025_12des.csv').filter(([code = '']) => /^[\d.]+$/.test(code));
      const accounts = new Map(rows.map((row) => [account(row[0] ?? ''), parseDecimal(row[column] ?? '') ?? expect.fail(row.join())]));
      expect(accounts.size).toBe(30);
      const stated = { accounts, surplus: parseDecimal(surplus) ?? 0n, netFinancing: 5_677_339_272_190n, silpa: parseDecimal(silpa) ?? 1n };
      expect(identityDifferences(stated)).toEqual([]);
    }
  });

  it('196 account codes of 2026 mean what their form of 2025 means', () => {
    const rows = csv('ref_rekening_dipakai_buru_2026_digit5.csv');
    const older = new Map(csv('ref_rekening_dipakai_buru_2025_digit4.csv').map(([code = '', name = '']) => [code, name]));
    const shared = rows.filter(([, , old = '']) => older.has(old));
    expect(shared).toHaveLength(196);
    for (const [code = '', name = '', old = ''] of shared) {
      expect(account(code)).toBe(account(old));
      expect(letters(older.get(old) ?? '')).toBe(letters(name));
    }
    const names = new Map(rows.map(([code = '', name = '']) => [account(code), letters(name)]));
    expect(names.size).toBe(rows.length);
  });

  it('all 12,678 account codes of 2019 are read, no two as one', () => {
    const rows = csv('ref_rekening_permendagri90_2019_digit3.csv');
    expect(rows).toHaveLength(12_678);
    const printed = new Set(rows.map(([code = '']) => code));
    expect(new Set([...printed].map(account)).size).toBe(printed.size);
  });

  it('activities, units and fund sources are read, no two as one', () => {
    const activities = csv('ref_program_kegiatan_subkegiatan_buru_2025.csv')
      .map(([code = '']) => code)
      .filter((code) => /^[\d.]+$/.test(code));
    const units = csv('ref_unit_buru_2025.csv').map(([code = '']) => code);
    expect(activities.length).toBeGreaterThan(2000);
    for (const [kind, printed] of [
      ['activity', activities],
      ['unit', units],
      ...['2025', '2026'].map(
        (year) =>
          ['fund', [...text(`ref_sumber_dana_${year}.json`).matchAll(/"kode_dana": ?"([^"]*)"/g)].map(([, code = '']) => code)] as const,
      ),
    ] as const) {
      const read = new Set(printed.map((code) => canonicalCode(kind, code) ?? expect.fail(`${kind} ${code}`)));
      expect(read.size, kind).toBe(new Set(printed).size);
    }
  });

  it('the names of jenis and of fields of duty are the official ones', () => {
    const official = csv('ref_urusan_bidang.csv').filter(([code = '']) => code !== 'X');
    const possible = numbers(1, 9).flatMap((urusan) => [urusan, ...numbers(0, 99, 2).map((bidang) => `${urusan}.${bidang}`)]);
    expect(possible.filter((code) => functionWords(code))).toEqual(official.map(([code = '']) => code).toSorted());
    for (const [code = '', , name = ''] of official) expect(letters(functionWords(code)?.id ?? '')).toBe(letters(name));
    const djpk = csv('pangkalpinang_apbd_2023_murni.csv');
    for (const [code = ''] of djpk) expect(accountWords(account(code)), code).toBeDefined();
    const kelompok = csv('ref_rekening_permendagri90_2019_digit3.csv').filter(([code = '']) => /^[456]\.\d$/.test(code));
    expect(kelompok).toHaveLength(9);
    for (const [code = '', , name = ''] of kelompok) expect(letters(accountWords(code)?.id ?? '')).toBe(letters(name));
  });

  it('all 514 kabupaten and kota bear the names of the list', () => {
    const rows = csv('ref_kabkota_514.csv');
    expect(rows).toHaveLength(514);
    for (const [code = '', name = ''] of rows) {
      expect(findRegion(name)?.code, name).toBe(code);
      expect(letters(regionByCode(code)?.name ?? '')).toBe(letters(name.replace('Kab ', 'Kabupaten ').replace('Kep.', 'Kepulauan')));
    }
    expect(
      numbers(11, 99)
        .flatMap((province) => numbers(1, 99, 2).map((region) => `${province}.${region}`))
        .filter((code) => regionByCode(code)),
    ).toEqual(rows.map(([code]) => code));
  });
});
