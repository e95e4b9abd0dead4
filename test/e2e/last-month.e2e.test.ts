import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalOf, withSheet } from '@sipkadin/intake/mutant';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../browser.ts';
import { ask, bring } from './clerk.ts';
import { Keyboard } from './keyboard.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

const cases = join(import.meta.dirname, '../../../shared/cases/files');
const byActivity = '20-money-by-sub-kegiatan.xlsx';
const byRegion = '01-regions-several-years.xlsx';
const mistyped = '30-one-mistyped-parent.xlsx';
const health = '1.02.0.00.0.00.01.0000';

describe.skipIf(!existsSync(cases))('a form in its second month, in a browser', () => {
  let desk: RunningDesk;
  let clerk: Keyboard;
  beforeAll(async () => {
    desk = await startDesk({ '19.71': 'lra', '34': 'lra' });
    clerk = new Keyboard(await desk.signIn('satu', 'operator', ['19.71', '34']));
  });
  afterAll(() => desk?.close());

  /** The file of the month after, under the same name: some texts and amounts are others. */
  async function monthAfter(name: string, changes: readonly (readonly [string, string])[]): Promise<void> {
    const next = withSheet(await originalOf(join(cases, name)), (text) =>
      changes.reduce((changed, [before, after]) => changed.replace(before, after), text),
    );
    writeFileSync(join(desk.folder, name), next);
  }

  it('is answered once, and is then brought from drop to submitted by keys and decisions of less than 20 seconds', async () => {
    const activity = { name: byActivity, government: '19.71', answers: { unit: health, basis: 'lra', version: 'murni' } };
    const region = { name: byRegion, government: '34', answers: { year: '2023', version: 'murni' } };
    await clerk.open('/kerja/unggah', '19.71');
    const june = await bring(clerk, cases, {
      ...activity,
      end: { submitted: { budget: { '5': '10000000.00' }, realization: { '5': '3000000.00' } } },
    });
    await monthAfter(byActivity, [
      ['PER 30 JUNI 2025', 'PER 31 JULI 2025'],
      ['<c r="D3" t="n"><v>1000000</v>', '<c r="D3" t="n"><v>1500000</v>'],
    ]);
    const july = await bring(clerk, desk.folder, {
      ...{ name: byActivity, government: '19.71' },
      end: { submitted: { budget: { '5': '10000000.00' }, realization: { '5': '3500000.00' } } },
    });
    await clerk.open('/kerja/unggah', '34');
    const first = await bring(clerk, cases, { ...region, end: { submitted: { budget: { '5': '1000.00' } } } });
    await monthAfter(byRegion, [
      ['<c r="F6" t="n"><v>2800</v>', '<c r="F6" t="n"><v>2900</v>'],
      ['<c r="F5" t="n"><v>4000</v>', '<c r="F5" t="n"><v>4100</v>'],
    ]);
    const second = await bring(clerk, desk.folder, {
      ...{ name: byRegion, government: '34' },
      end: { submitted: { budget: { '5': '1000.00' } } },
    });
    const table = Object.entries({ june, july, first, second }).map(([name, { cost }]) => {
      const { keys, minds, words, acting, seconds } = cost;
      return `${name.padEnd(8)}${keys} keys, ${minds} decisions: ${acting.toFixed(1)} s; with ${words} words read ${seconds.toFixed(1)} s`;
    });
    process.stdout.write(`${table.join('\n')}\n`);
    expect(july.cost.acting).toBeLessThan(20);
    expect(second.cost.acting).toBeLessThan(20);
  });

  it('shows what was taken over, and asks it at the press of one key', async () => {
    const { page } = clerk;
    await monthAfter(byActivity, [
      ['PER 30 JUNI 2025', 'PER 31 AGUSTUS 2025'],
      ['<c r="D3" t="n"><v>1000000</v>', '<c r="D3" t="n"><v>1700000</v>'],
    ]);
    await clerk.open('/kerja/unggah', '19.71');
    await clerk.choosePath(page.locator('input[type=file]'), join(desk.folder, byActivity));
    const said = page.locator('section:has(> #seperti-bulan-lalu)');
    await said.waitFor();
    expect((await said.innerText()).replaceAll('\u00a0', ' ')).toContain(`${byActivity}: `);
    expect(await said.innerText()).toContain('Dasar realisasi LRA');
    expect(await violations(page)).toEqual([]);
    await clerk.use(said.getByRole('button', { name: 'Bukan begitu, tanyakan saja' }));
    await page.getByRole('heading', { level: 2, name: 'Pertanyaan' }).waitFor();
    expect(await said.count()).toBe(0);
    const id = page.url().split('/').pop()?.replace(/\?.*/, '');
    expect(await ask(page, 'uploads.get', { id })).toMatchObject({ state: 'asked', answers: {}, takenOver: [] });
    // The stored version whose amounts these are is the first choice, and says so.
    const version = page.locator('fieldset', { has: page.locator('input[name=version]') });
    expect((await version.locator('label').first().innerText()).replaceAll('\u00a0', ' ')).toMatch(
      /murni.*\n?.*total sama: belanja Rp10\.000\.000 \(versi tersimpan, berkas 20-money/is,
    );
    expect(await violations(page)).toEqual([]);
  });

  it('shows a finding in its sheet, and its cell is corrected by keyboard', async () => {
    const { page } = clerk;
    await clerk.open('/kerja/unggah', '19.71');
    await clerk.choosePath(page.locator('input[type=file]'), join(cases, mistyped));
    await clerk.use(page.getByRole('link', { name: /^Lihat di berkas/ }));
    const grid = page.getByRole('grid');
    const chosen = page.getByRole('gridcell', { selected: true });
    await chosen.filter({ hasText: '5.2.02' }).waitFor();
    await clerk.reach(grid);
    const name = page.locator('.cell-name');
    for (const [key, cell] of [
      ['ArrowDown', 'A6'],
      ['ArrowRight', 'B6'],
      ['PageUp', 'B2'],
      ['Control+ArrowUp', 'B1'],
      ['End', 'D1'],
      ['PageDown', 'D5'],
      ['Control+Home', 'A1'],
      ['j', 'A5'],
      ['Control+End', 'D6'],
      ['Home', 'A6'],
    ] as const) {
      await clerk.press(key);
      expect([key, await name.innerText()]).toEqual([key, cell]);
    }
    await clerk.press('Control+g');
    await clerk.type('a5');
    await clerk.press('Enter');
    await clerk.press('Enter');
    await clerk.type('5.1.02');
    await clerk.fill(page.getByLabel('Alasan'), 'DPA halaman 3');
    expect(await violations(page)).toEqual([]);
    await clerk.use(page.getByRole('button', { name: 'Catat perbaikan' }));
    await chosen.filter({ hasText: /5\.1\.02\s+5\.2\.02/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await clerk.use(page.getByRole('button', { name: 'Simpan dan baca ulang berkas' }));
    await page.getByRole('heading', { name: 'Perbaikan sel di SIP KADIN (1)' }).waitFor();
    const id = page.url().split('/').pop()?.replace(/\?.*/, '');
    const { corrections, report } = (await ask(page, 'uploads.get', { id })) as {
      corrections: object[];
      report: { findings: { code: string }[] };
    };
    expect(corrections).toMatchObject([{ row: 5, column: 'A', old: '5.2.02', value: '5.1.02', reason: 'DPA halaman 3' }]);
    expect(report.findings.map(({ code }) => code)).not.toContain('sum-code-differs');
    expect(await violations(page)).toEqual([]);
    await clerk.use(page.getByRole('link', { name: 'A5' }));
    await chosen.waitFor();
    await chosen.filter({ hasText: /5\.1\.02\s+5\.2\.02/ }).waitFor();
  });

  it('met no error', () => {
    expect(desk.complaints).toEqual([]);
    expect(desk.errors).toEqual([]);
  });
});
