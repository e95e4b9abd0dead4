import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalOf } from '@sipkadin/intake/mutant';
import Sqlite from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../browser.ts';
import { ask, bring } from './clerk.ts';
import { changedJanuary, changesShown, planted } from './january.ts';
import { type Cost, Keyboard } from './keyboard.ts';
import { followObstacle } from './obstacle-walk.ts';
import { askFigure } from './question-walk.ts';
import { realFiles as allFiles, type RealFile } from './real-files.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';
import { hangWallboard, newWallboard, standThrough } from './wallboard.ts';

const real = join(import.meta.dirname, '../../../shared/data');
/**
 * The three files that go on to an edition, one of each layout; with `npm test -- --all` every real file. What the others hold is
 * tested without a browser: packages/intake/test/real-files.test.ts reads each of them.
 */
const isAll = process.env['SIPKADIN_TEST_ALL'] === '1';
const realFiles = allFiles.filter(({ published }) => isAll || published !== undefined);
const governments = { '35.29': 'lra', '81.04': 'spj', '12.13': 'lra', '12.15': 'lra', '19.71': 'lra', '51': 'lra' };

// The real files are not part of the project; without them other tests take the demonstration's files to an edition.
describe.skipIf(!existsSync(real))(
  `the keyboard walk: ${realFiles.length} of ${allFiles.length} files of ../shared/data, in a browser`,
  () => {
    let desk: RunningDesk;
    let clerks: readonly [Keyboard, Keyboard];
    let verifier: Keyboard;
    let publisher: Keyboard;

    beforeAll(async () => {
      desk = await startDesk(governments);
      const sit = async (name: string, role: string) => new Keyboard(await desk.signIn(name, role, Object.keys(governments)));
      const people = await Promise.all([
        sit('satu', 'operator'),
        sit('dua', 'operator'),
        sit('tiga', 'verifier'),
        sit('empat', 'publisher'),
      ]);
      [clerks, verifier, publisher] = [[people[0], people[1]], people[2], people[3]];
    });
    afterAll(() => desk?.close());

    async function verify(path: string, government: string): Promise<void> {
      await verifier.open(path, government);
      await decide();
    }

    async function decide(): Promise<void> {
      const { page } = verifier;
      await verifier.use(page.getByRole('button', { name: 'Langsung ke keputusan' }));
      await page.getByRole('button', { name: 'Verifikasi: angka ini benar' }).waitFor();
      const reason = page.locator('textarea[name="confirm-reason"]');
      if ((await reason.count()) > 0) await verifier.fill(reason, 'sesuai berkas asli');
      await verifier.use(page.getByRole('button', { name: 'Verifikasi: angka ini benar' }));
      await page.locator(':focus', { hasText: 'Terverifikasi. Penerbit dapat menerbitkannya.' }).waitFor();
    }

    const published = (number: number, year: number) =>
      publisher.page.locator('[role=status]:focus', { hasText: `Terbitan ${number} tahun ${year} sudah terbit` }).waitFor();

    async function publish(government: string, year: number, number: number): Promise<void> {
      await publisher.open('/kerja/', government);
      await publisher.use(publisher.page.getByRole('link', { name: 'terverifikasi menunggu terbit' }));
      await publisher.use(publisher.page.getByRole('button', { name: `Terbitkan tahun ${year}` }));
      await published(number, year);
    }

    it('knows the result of every file of the folder', () => {
      const data = readdirSync(real).filter((name) => !/^(?:README|LICENSE)/.test(name));
      expect(allFiles.map(({ name }) => name).toSorted()).toEqual(data.toSorted());
      expect(realFiles).toHaveLength(isAll ? data.length : 3);
    });

    it('lets a person without a mouse skip the menu', async () => {
      await clerks[0].use(clerks[0].page.getByRole('link', { name: 'Langsung ke isi' }));
      expect(await clerks[0].page.locator('main:focus').count()).toBe(1);
    });

    it('changes the government at Enter alone, however many are passed over', async () => {
      const { page } = clerks[0];
      const before = page.url();
      await clerks[0].use(page.locator('.governments summary'));
      await clerks[0].reach(page.getByRole('link', { name: 'Kabupaten Buru', exact: true }));
      expect(page.url()).toBe(before);
      await clerks[0].press('Enter');
      await page.locator('.side-foot > a[href="/p/81.04/"]').waitFor();
      await page.locator('.governments:not([open]) summary:focus').waitFor();
    });

    it('takes each by keyboard alone from its upload to its end within two minutes of a person, three of them on to an edition', async () => {
      const costs = new Map<string, Cost>();
      const brought = new Map(realFiles.map(({ name }) => [name, Promise.withResolvers<string>()]));
      async function bringAll(clerk: Keyboard, files: readonly RealFile[]) {
        let standing = '';
        for (const file of files) {
          const { name, government } = file;
          if (government !== standing) await clerk.open('/kerja/unggah', government);
          standing = government;
          const { path, cost } = await bring(clerk, real, file);
          costs.set(name, cost);
          brought.get(name)?.resolve(path);
        }
      }
      async function publishAll() {
        for (const { name, government, published } of realFiles) {
          if (published === undefined) continue;
          await verify((await brought.get(name)?.promise) ?? '', government);
          await publish(government, published, 1);
        }
      }
      // Two clerks, the verifier and the publisher work at the same time, as they would.
      const { true: buru = [], false: others = [] } = Object.groupBy(realFiles, ({ government }) => `${government === '81.04'}`);
      await Promise.all([bringAll(clerks[0], buru), bringAll(clerks[1], others), publishAll()]);
      process.stdout.write(`${tableOf(costs)}\n`);
      expect([...costs].filter(([, { seconds }]) => seconds > 120)).toEqual([]);
    });

    it('sums up for the leadership what was brought, to the sen', async () => {
      expect(await ask(verifier.page, 'monitor.summary', { government: '35.29' })).toMatchObject({
        year: 2026,
        month: 6,
        total: { budget: '277644068187.00', realization: '111527108238.00' },
        units: [{ reporting: 'reported' }],
      });
    });

    it('opens the overview for leadership, who have no inbox, in each government and language', async () => {
      const page = await desk.signIn('wali', 'leadership', ['35.29', '81.04']);
      await page.waitForURL(/\/kerja\/pimpinan(\?|$)/);
      expect(await page.getByRole('link', { name: 'Kotak masuk' }).count()).toBe(0);
      await page.locator('.governments summary').click();
      await page.locator('.governments a:not([aria-current])').click();
      await page.waitForURL(/\/kerja\/pimpinan\?pemda=/);
      const titled = () => page.waitForFunction(() => document.title === `${document.querySelector('main h1')?.textContent} · SIP KADIN`);
      await titled();
      const indonesian = await page.title();
      await page.getByRole('button', { name: 'English' }).click();
      await titled();
      expect(await page.title()).not.toBe(indonesian);
      await page.context().close();
    });

    async function read(page: Page, path: string): Promise<string> {
      const response = await page.goto(`${desk.address}${path}`);
      expect(response?.status(), path).toBe(200);
      return said(page);
    }

    /** What a page says, with plain spaces: amounts are kept together by hard ones. */
    const said = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');

    it('shows a citizen without JavaScript the amounts, each with its way back to the cell', async () => {
      const citizen = await desk.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
      expect(await read(citizen, '/p/35.29/?tahun=2026')).toContain('Rp111,5 miliar');
      const [amount] = await citizen.locator('main a[href*="/asal"]').all();
      await amount?.click();
      const origin = await said(citizen);
      expect(origin).toContain('lra sumenep 2026.xlsx');
      expect(origin).toContain('DINKES INDUK');
      expect(origin).toContain('111.527.108.238');

      expect(await read(citizen, '/p/19.71/?tahun=2023')).toContain('Rp969,7 miliar');
      expect(await read(citizen, '/p/81.04/?tahun=2026')).toContain('Rp45,8 miliar');
      expect(await citizen.content()).not.toContain('PEGAWAI');
    });

    it('shows of a changed January exactly what was changed, publishes it, withdraws it and returns to it', async () => {
      const name = 'register_buru_2026_jan_perbaikan.xlsx';
      writeFileSync(join(desk.folder, name), changedJanuary(await originalOf(join(real, 'register_buru_2026_jan.xlsx'))));
      await clerks[0].open('/kerja/unggah', '81.04');
      const file = { name, government: '81.04', end: { submitted: { register: { '5': '45776113995.00' } } } };
      const { path } = await bring(clerks[0], desk.folder, file);

      await verifier.open(path, '81.04');
      await verifier.use(verifier.page.getByRole('link', { name: 'Lihat semua perubahan' }));
      await verifier.page.getByText('Pembanding: terbitan 1').waitFor();
      expect(await changesShown(verifier.page)).toEqual(planted);
      await verifier.use(verifier.page.getByRole('link', { name: 'Kembali ke unggahan' }));
      await decide();
      await publish('81.04', 2026, 2);

      await correct('Tarik kembali', 'Kuitansi rapat ternyata keliru');
      await published(3, 2026);
      await correct('Kembali ke terbitan 2', 'Kuitansi rapat ternyata benar');
      await published(4, 2026);
    });

    /** The act upon the row of 2026 that has it, with its reason. */
    async function correct(act: string, reason: string): Promise<void> {
      const { page } = publisher;
      await publisher.use(page.getByRole('row', { name: ', 2026' }).getByRole('button', { name: act }));
      const dialog = page.getByRole('dialog');
      await publisher.fill(dialog.getByRole('textbox', { name: 'Alasan' }), reason);
      await publisher.use(dialog.getByRole('button', { name: act }));
    }

    it('keeps every edition open to all, each with its own amounts, and each verifies alone', async () => {
      const citizen = await desk.open({ javaScriptEnabled: false });
      const totals = ['45.764.295.995', '45.776.113.995', '45.764.295.995', '45.776.113.995'];
      for (const [index, total] of totals.entries()) {
        const number = index + 1;
        expect(await read(citizen, `/p/81.04/terbitan/${number}?tahun=2026`)).toContain(`Terbitan ${number}`);
        expect(await read(citizen, `/p/81.04/asal?ukuran=realisasi&tahun=2026&terbitan=${number}`)).toContain(total);
        const folder = join(desk.folder, 'editions', '81.04', '2026', `${number}`);
        expect(await desk.sipkadin('verify', '--edition', folder)).toMatchObject({ code: 0 });
      }
      expect(await read(citizen, '/p/81.04/asal?ukuran=realisasi&tahun=2026')).toContain('45.776.113.995');
      expect(await read(citizen, '/p/81.04/terbitan?tahun=2026')).toContain('Kuitansi rapat ternyata keliru');
    });

    it('leads a person with every role from link to link through every screen of the desk, each without a breach of axe', async () => {
      const page = await desk.signIn('semua', 'operator,verifier,publisher,leadership,auditor,admin', ['35.29', '81.04']);
      const formOf = (href: string) =>
        href.replace(/\?.*/, '').replace(/(?<=\/)(?:[us]\d+|[\d.]{5,}|(?<=orang\/)(?!undang)[^/]+)(?=$|\/berkas$)/, '…');
      const seen = new Set<string>();
      const titles = new Set<string>();
      const wrong: string[] = [];
      const waiting = ['/kerja/?pemda=81.04'];
      for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
        if (seen.has(formOf(href))) continue;
        seen.add(formOf(href));
        const before = await page.locator('main h1').elementHandle();
        await page.evaluate((to) => history.pushState({}, '', to), href);
        await page.waitForFunction(
          ([old, first]) => {
            const title = document.querySelector('main h1');
            return title !== null && (first || title !== old) && document.querySelector('.skeleton') === null;
          },
          [before, seen.size === 1] as const,
        );
        // Of a long table, a few rows say what all of them do.
        wrong.push(...(await violations(page, 'tbody tr:nth-child(n + 5), li:nth-child(n + 12)')).map((text) => `${href}: ${text}`));
        titles.add(await page.title());
        waiting.push(...(await page.locator('a[href^="/kerja/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))));
      }
      expect(wrong).toEqual([]);
      expect(titles.size, 'each screen has a title of its own').toBe(seen.size);
      expect([...seen].map((form) => form.replace('/kerja/', '')).toSorted()).toEqual([
        ...['', 'akun', 'aturan', 'baris/…', 'dokumen', 'indeks', 'kalender', 'kendala', 'kendala/tulis', 'kesehatan', 'kewajiban', 'log'],
        ...[
          'orang',
          'orang/undang',
          'orang/…',
          'pemetaan',
          'pengaturan',
          'peringatan',
          'peringatan/perlu-dilihat',
          'pertanyaan',
          'perubahan/…',
        ],
        ...['pimpinan', 'pimpinan/opd/…', 'prognosis', 'rapat', 'terbitan', 'unggah', 'unggah/…', 'unggah/…/berkas', 'verifikasi'],
      ]);
    });

    it('shows the published figures on a wallboard for eight hours without growing, through a lost network, until its link is withdrawn', async () => {
      const admin = await desk.signIn('pengelola', 'admin', ['81.04']);
      const link = await newWallboard(admin, desk, 'Ruang rapat');
      const wall = await hangWallboard(desk, link);
      const measured = await standThrough(wall, 8);
      const [first, last] = [measured[0], measured.at(-1)];
      expect((last?.heap ?? 0) - (first?.heap ?? 0), JSON.stringify(measured)).toBeLessThan(1_000_000);
      expect((last?.nodes ?? 0) - (first?.nodes ?? 0), JSON.stringify(measured)).toBeLessThan(500);
      const heading = await wall.locator('h1').textContent();
      await wall.context().setOffline(true);
      await wall.clock.runFor(61_000);
      await wall.getByText('Sambungan terputus').waitFor();
      await wall.reload();
      await wall.getByText('Sambungan terputus').waitFor();
      expect(await wall.locator('h1').textContent()).toBe(heading);
      await wall.context().setOffline(false);
      await wall.clock.runFor(16_000);
      await wall.getByText('Sambungan terputus').waitFor({ state: 'detached' });
      // The policy of the page names the frames: with other cameras, as with a new release, it loads itself anew.
      const camera = [{ place: 'Namlea', address: 'https://cctv.example.test/', works: '' }];
      expect(await desk.sipkadin('government', 'set', '81.04', '--setting', `cameras=${JSON.stringify(camera)}`)).toMatchObject({
        code: 0,
      });
      await Promise.all([wall.waitForEvent('load'), wall.clock.runFor(61_000)]);
      await wall.getByText('/ 5').waitFor();
      await admin.getByRole('button', { name: 'Cabut tautan Ruang rapat' }).click();
      await admin.getByRole('button', { name: 'Cabut tautan Ruang rapat' }).click();
      await admin.getByText('dicabut').waitFor();
      await wall.clock.runFor(61_000);
      await wall.getByText('Tautan layar ini sudah dicabut').waitFor();
      expect(await wall.evaluate(() => localStorage.getItem('sipkadin-layar'))).toBeNull();
      // The network was cut on purpose, and the link withdrawn.
      desk.complaints.splice(0, desk.complaints.length, ...desk.complaints.filter((text) => !text.includes('/layar')));
      await wall.context().close();
    });

    it('keeps files that were chosen together in line, and lets each be taken back', async () => {
      const page = await desk.signIn('banyak', 'operator', ['81.04']);
      await page.goto(`${desk.address}/kerja/unggah?pemda=81.04`);
      let asked = 0;
      const held = Promise.withResolvers<void>();
      await page.route('**/api/kerja/unggah?*', async (route) => {
        asked++;
        await held.promise;
        await route.fulfill({ json: { id: 'u000001', sameAs: false } });
      });
      const chosen = ['a.csv', 'b.csv', 'c.csv'].map((name) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(name) }));
      await page.setInputFiles('input[type=file]', chosen);
      await page.getByText('Mengirim a.csv').waitFor();
      await page.getByText('c.csv menunggu giliran dikirim').waitFor();
      await page.getByRole('button', { name: 'Batalkan b.csv' }).click();
      expect(await violations(page)).toEqual([]);
      held.resolve();
      for (const name of ['a.csv', 'c.csv']) await page.getByText(`${name}: diterima`).waitFor();
      expect([asked, await page.getByText('b.csv').count()]).toEqual([2, 0]);
    });

    it('reports that a link was used; a link from a mail waits for a press of the button', async () => {
      const page = await desk.open({ viewport: { width: 360, height: 740 } });
      await page.goto(desk.links.get('satu') ?? '');
      await page.getByText('Tautan ini sudah dipakai').waitFor();
      const mailed = (await desk.invite('rina', 'auditor', ['81.04'])).replace('#', '#surel-');
      // Opened by a mail server that looks where it leads, it is not used up.
      for (let looks = 0; looks < 2; looks++) {
        await page.goto('about:blank');
        await page.goto(mailed);
        await page.getByRole('button', { name: 'Masuk', exact: true }).waitFor();
      }
      expect(await page.locator('input').count()).toBe(0);
      await page.getByRole('button', { name: 'Masuk', exact: true }).click();
      await page.getByRole('button', { name: 'Menu' }).waitFor();
      expect(page.url()).not.toContain('#');
    });

    it('follows an obstacle from the OPD that writes it to the promise that a meeting takes down', () => followObstacle(desk, '35.29'));

    it('takes a question from a citizen with a phone to its public answer, beside the texts for LAPOR and PPID and the register of documents', () =>
      askFigure(desk, '35.29'));

    it('broke no content security policy and met no error on any page of the desk or the public, nor in the server', () => {
      expect(desk.complaints).toEqual([]);
      expect(desk.errors).toEqual([]);
    });

    it('verifies, and names the one amount that somebody changes in the database', async () => {
      // Of a setting that a command changed, the public register knows within a minute; what is entered at the desk is in it at once.
      const entry = { list: 'tpad12', item: 'lkpd', state: 'not-yet', address: '', issuedOn: null, sha256: '', note: '' };
      const data = { ...entry, government: '81.04', year: 2026 };
      const entered = await publisher.page.request.post(`${desk.address}/api/kerja/documents.enter`, {
        headers: { 'x-sipkadin': '1' },
        data,
      });
      expect(entered.status()).toBe(200);
      const sound = await desk.sipkadin('verify');
      expect(sound.code, sound.stdout + sound.stderr).toBe(0);
      expect(sound.stdout.split('\n')).toEqual([
        ...['19.71/2023/1  ok', '35.29/2026/1  ok', '81.04/2026/1  ok', '81.04/2026/2  ok', '81.04/2026/3  ok', '81.04/2026/4  ok'],
        expect.stringMatching(new RegExp(`^ok: ${isAll ? 17 : 6} pernyataan, 6 terbitan, \\d+ catatan audit dalam rantai yang utuh$`)),
        '',
      ]);
      const db = new Sqlite(join(desk.folder, 'ledger.sqlite'));
      const line = db.prepare('select statement, position, amount, row from line where amount = ? limit 1').get(76993000000n) as {
        statement: number;
        position: number;
        row: number;
      };
      db.exec('drop trigger line_no_update');
      db.prepare('update line set amount = amount + 100 where statement = ? and position = ?').run(line.statement, line.position);
      db.close();
      const { code, stdout: report } = await desk.sipkadin('verify');
      expect(code).toBe(1);
      expect(report).toContain('lra_tree_sumenep_2026.xlsx');
      expect(report).toContain('DINKES INDUK');
      expect(report).toContain(`G${line.row}`);
      expect(report).toMatch(/769[.,]?930[.,]?001/);
      expect(report).toMatch(/769[.,]?930[.,]?000/);
    });
  },
);

/** What each file costs a person, the dearest first. */
function tableOf(costs: ReadonlyMap<string, Cost>): string {
  const rows = [...costs]
    .toSorted(([, a], [, b]) => b.seconds - a.seconds)
    .map(([name, { keys, minds, words, seconds }]) => [name, `${keys}`, `${minds}`, `${words}`, seconds.toFixed(1)]);
  const line = ([name = '', ...numbers]: string[]) => name.padEnd(48) + numbers.map((text) => text.padStart(12)).join('');
  return [['file', 'keys', 'decisions', 'words read', 'seconds'], ...rows].map(line).join('\n');
}
