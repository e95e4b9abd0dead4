import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FiscalYear, fiscalYear, parseDecimal, type Sen, sum } from '@sipkadin/budget';
import { openEditions, packReference } from '@sipkadin/edition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compactReference, referenceFromFiles } from '../../../tools/reference-data.ts';
import { shippedPath, shippedReference } from '../src/commands/files/all-regions/shipped.ts';
import { here } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-reference-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Spending of all regions at the end of a year. */
function spending(
  years: ReturnType<typeof shippedReference>['years'],
  year: FiscalYear,
): { regions: number; budget: Sen; realization: Sen } {
  const amounts = [...years.values()].flatMap((byYear) => byYear.get(year)?.get('5') ?? []);
  return {
    regions: amounts.length,
    budget: sum(amounts.map(({ budget }) => budget)),
    realization: sum(amounts.map(({ realization }) => realization)),
  };
}

describe('figures of all regions', () => {
  it('come with the program, are published, verified, and a changed amount is found', async () => {
    const data = join(folder, 'data');
    expect(await here(['government', 'add', '81.04', '--data', data])).toMatchObject({ status: 0 });
    const first = await here(['import', '--all-regions', '--data', data, '--lang', 'en']);
    expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/^1\t[0-9a-f]{64}\n$/) });
    expect(first.stderr).toContain('546 regions with the budget of 2023, 509 with year-end figures; 2025 provisional');
    const small = put(
      'akhir-tahun.csv',
      'code,year,month,account,budget,realization\n19.71,2024,12,4,100,90.5\n19.71,2024,12,5,110,100\n19.72,2024,12,4,1,1\n',
    );
    expect(await here(['import', '--all-regions', small, '--data', data])).toMatchObject({ status: 3, stdout: '' });
    writeFileSync(small, readFileSync(small, 'utf8').replace('19.72,2024,12', '19.71,2024,11'));
    expect(await here(['import', '--all-regions', small, '--as-of', '2025-03-31', '--provisional', 'none', '--data', data])).toMatchObject({
      status: 0,
    });

    const editions = join(data, 'editions');
    const { manifest, content } = openEditions(editions).reference() ?? expect.fail('no reference');
    expect(manifest).toMatchObject({
      number: 2,
      previous: { number: 1 },
      budgetYear: 2023,
      provisional: null,
      counts: { budgets: 546, years: 1 },
    });
    expect(content.years.get('19.71')?.get(fiscalYear(2024))?.get('4')).toEqual({ budget: 10_000n, realization: 9_050n });
    expect(manifest.sources.map(({ kind, day }) => [kind, day])).toEqual([
      ['budgets', '2023-05-12'],
      ['residents', null],
      ['years', '2025-03-31'],
    ]);
    const verify = () => here(['verify', '--data', data]);
    expect((await verify()).status).toBe(0);
    const dir = join(editions, 'acuan/2');
    expect(await here(['verify', '--edition', dir, '--key', join(data, 'signing-key.pem.pub')])).toMatchObject({ status: 0 });
    const budgets = join(dir, 'budgets.csv');
    const text = readFileSync(budgets, 'utf8');
    writeFileSync(budgets, text.replace('432630504600.00', '432630504600.01'));
    const changed = await here(['verify', '--edition', dir, '--key', join(data, 'signing-key.pem.pub')]);
    expect(changed).toMatchObject({ status: 1, stdout: expect.stringContaining('budgets.csv  changed') });
    expect(changed.stdout).toContain('totals.json  figure');
    expect((await verify()).stdout).toContain('acuan/2  budgets.csv');
    writeFileSync(budgets, text);
    appendFileSync(join(dir, 'manifest.json'), ' ');
    expect((await verify()).status).toBe(1);
  });

  it('fit into 250 KB, and sum up to what DJPK and Dukcapil state', () => {
    const { years, residents, budgets } = shippedReference();
    expect(statSync(shippedPath).size).toBeLessThan(250_000);
    const totals = ([2021, 2022, 2023, 2024, 2025] as const).map((year) => {
      const { regions, budget, realization } = spending(years, fiscalYear(year));
      return [regions, ...[budget, realization].map((sen) => (Number(sen / 1_000_000_000_000n) / 100).toFixed(2))];
    });
    expect(totals).toEqual([
      [483, '876.68', '821.12'],
      [483, '889.58', '868.80'],
      [509, '988.90', '916.14'],
      [509, '1112.47', '1051.90'],
      [509, '1115.26', '938.82'],
    ]);
    const people = [...(residents?.of ?? [])];
    const count = (length: number) => people.reduce((all, [code, one]) => all + (code.length === length ? one : 0), 0);
    expect([count(2), count(5)]).toEqual([284_973_643, 284_973_643]);
    expect(budgets?.of.get('19.71')?.get('5.1.01')).toBe(43_263_050_460_000n);
  });

  const files = join(import.meta.dirname, '../../../../shared/data');
  it.skipIf(!existsSync(join(files, 'djpk_apbd_2023.xlsx')))('are those of the files, to the sen', async () => {
    const read = (await referenceFromFiles()) ?? expect.fail('no files');
    expect(packReference(compactReference(read))).toEqual(packReference(shippedReference()));
    // Read once more, by nothing but the separators of the file.
    const rows = readFileSync(join(files, 'djpk_realization.csv'), 'utf8').trim().split('\n').slice(1);
    const cells = rows
      .map((row) => row.split(','))
      .filter((row) => row[7]?.startsWith('DJPK/Datmin') && row[4] === '5' && row[2] === '2024');
    const added = sum(cells.map((row) => parseDecimal(row[6] ?? '') ?? 0n));
    expect(spending(read.years, fiscalYear(2024))).toMatchObject({ regions: 509, realization: added });
  });
});
