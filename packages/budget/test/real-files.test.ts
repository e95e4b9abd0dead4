import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import {
  accountWords,
  allRegions,
  canonicalCode,
  diff,
  findRegion,
  functionWords,
  identityDifferences,
  type Line,
  lraBalance,
  parseDecimal,
  regionByCode,
  type Sen,
  standardAccounts,
  standardFunctions,
  sum,
} from '../src/index.ts';

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
/** "5.1.02" → the letters of its name, to compare spellings that differ in case, commas and blanks. */
const letters = (name: string) => name.toUpperCase().replace(/[^A-Z]/g, '');

describe.skipIf(!existsSync(folder))('real files (8 tests, skipped where ../shared/data is absent)', () => {
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

  it('all 546 regions of the DJPK table hold every identity, and every one is known by name', async () => {
    const [sheet] = await readExcel(join(folder, 'djpk_apbd_2023.xlsx'));
    const rows = sheet?.data ?? [];
    const names = (rows[4] ?? []).slice(1).map(String);
    expect(names).toHaveLength(546);
    expect(new Set(names.map((name) => findRegion(name)?.code ?? expect.fail(name))).size).toBe(546);
    const labels = rows.map((row) => /^(\d+)\. /.exec(String(row[0]))?.[1]);
    for (const [index, name] of names.entries()) {
      const accounts = new Map<string, Sen>();
      for (const [at, digits] of labels.entries()) {
        if (digits === undefined) continue;
        const cell = rows[at]?.[index + 1];
        const printed = [digits[0], digits[1], digits.slice(2)].filter(Boolean).join('.');
        // Excel stores doubles: sixteen digits hold these amounts to the sen.
        accounts.set(account(printed), parseDecimal(Number(cell ?? 0).toFixed(2)) ?? expect.fail(`${name} ${digits}`));
      }
      expect(accounts.size).toBe(47);
      expect(identityDifferences({ accounts }), name).toEqual([]);
      const { silpa, surplus, netFinancing } = lraBalance(accounts);
      expect(silpa).toBe(surplus + netFinancing);
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
    expect(standardFunctions).toEqual(official.map(([code = '']) => code).toSorted());
    for (const [code = '', , name = ''] of official) expect(letters(functionWords(code)?.id ?? '')).toBe(letters(name));
    const djpk = csv('pangkalpinang_apbd_2023_murni.csv');
    for (const [code = ''] of djpk) expect(accountWords(account(code)), code).toBeDefined();
    const kelompok = csv('ref_rekening_permendagri90_2019_digit3.csv').filter(([code = '']) => /^[456]\.\d$/.test(code));
    expect(kelompok).toHaveLength(9);
    for (const [code = '', , name = ''] of kelompok) expect(letters(accountWords(code)?.id ?? '')).toBe(letters(name));
    expect(standardAccounts.every((code) => canonicalCode('account', code) === code)).toBe(true);
  });

  it('all 514 kabupaten and kota bear the names of the list', () => {
    const rows = csv('ref_kabkota_514.csv');
    expect(rows).toHaveLength(514);
    for (const [code = '', name = ''] of rows) {
      expect(findRegion(name)?.code, name).toBe(code);
      expect(letters(regionByCode(code)?.name ?? '')).toBe(letters(name.replace('Kab ', 'Kabupaten ').replace('Kep.', 'Kepulauan')));
    }
    expect(
      allRegions()
        .filter(({ code }) => code.length === 5)
        .map(({ code }) => code),
    ).toEqual(rows.map(([code]) => code));
  });

  it('the change of the budget of Buru in 2025 is the known one: 413 new, 1 dropped, 2,488 changed', async () => {
    const lines = async (version: string): Promise<Line[]> => {
      const [sheet] = await readExcel(join(folder, `rekap5_buru_2025_${version}.xlsx`));
      const [header = [], ...rows] = sheet?.data ?? [];
      const at = (name: string) => header.indexOf(name);
      const [unit, activity, code, pagu] = [at('KODE SUB UNIT'), at('KODE SUB KEGIATAN'), at('KODE REKENING'), at('PAGU')];
      return rows.flatMap((row, index) =>
        row[code] === null || row[pagu] === null
          ? []
          : {
              unit: canonicalCode('unit', String(row[unit])) ?? '',
              activity: canonicalCode('activity', String(row[activity])) ?? '',
              account: account(String(row[code])),
              fund: '',
              package: '',
              // Excel stores doubles; sixteen digits hold these amounts to the sen.
              amount: parseDecimal(Number(row[pagu]).toFixed(2)) ?? 0n,
              sheet: sheet?.sheet ?? '',
              row: index + 2,
              column: 'W',
            },
      );
    };
    const [murni, perubahan] = [await lines('murni'), await lines('perubahan')];
    expect([sum(murni.map((line) => line.amount)), sum(perubahan.map((line) => line.amount))]).toEqual([
      107_898_357_666_000n,
      101_014_887_849_539n,
    ]);
    const changes = diff(murni, perubahan);
    const count = (test: (change: (typeof changes)[number]) => boolean) => changes.filter(test).length;
    expect({
      added: count(({ before }) => before === undefined),
      dropped: count(({ after }) => after === undefined),
      changed: count(({ before, after }) => before !== undefined && after !== undefined),
    }).toEqual({ added: 413, dropped: 1, changed: 2488 });
  });
});
