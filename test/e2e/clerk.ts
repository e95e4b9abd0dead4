import { join } from 'node:path';
import type { Words } from '@sipkadin/budget';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { headOf } from '../../apps/desk/src/features/uploads/findings/group.ts';
import type { Cost, Keyboard } from './keyboard.ts';
import type { RealFile } from './real-files.ts';

/** The part of an upload that the screens are compared with. */
interface Shown {
  state: string;
  statements: { id: string; kind: string }[];
  /** By statement. */
  totals: Record<string, { akun: string; amount: string }[]>;
  report: { findings: { code: string; severity: string; message: Words; general: Words; more: number }[] } | null;
}

/** An answer of the desk to the person signed in on the page. */
export async function ask(page: Page, procedure: string, input: object): Promise<unknown> {
  const { origin } = new URL(page.url());
  const answer = await page.request.get(`${origin}/api/kerja/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { 'x-sipkadin': '1' },
  });
  expect(answer.status(), procedure).toBe(200);
  return ((await answer.json()) as { result: { data: unknown } }).result.data;
}

/** Text that a clerk must read before a file is fixed, and before it is submitted. Notes, fingerprint and history are optional. */
const toFix = ['section:has(> h2:focus)', '.finding-blocking'];
const toSubmit = [
  'section:has(> h2:focus)',
  'section:has(> #seperti-bulan-lalu)',
  '.finding-warning',
  '.facts > div:not(.long)',
  '.changes-total',
  '.changes-counts',
  '.card:has(> #langkah)',
];

/** What the work goes on with after a reading: it must have taken the focus by itself. */
const next = (page: Page) => page.locator('main h2:focus');

/**
 * A clerk drops a file, answers what is asked, reads the summary and submits, all by keyboard, from the list of uploads.
 * @returns the upload's address, and what the way cost up to its end
 */
export async function bring(clerk: Keyboard, folder: string, { name, answers = {}, end }: RealFile): Promise<{ path: string; cost: Cost }> {
  const { page } = clerk;
  await clerk.choosePath(page.locator('input[type=file]'), join(folder, name));
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await next(page).waitFor();
  const asked = await page.locator('main form input[name]').evaluateAll((all) => all.map((field) => field.getAttribute('name') ?? ''));
  expect([...new Set(asked)], name).toEqual(Object.keys(answers));
  if (asked.length > 0) await answer(clerk, answers);

  const shown = (await ask(page, 'uploads.get', { id: page.url().split('/').pop()?.replace(/\?.*/, '') })) as Shown;
  const blocking = shown.report?.findings.filter(({ severity }) => severity === 'blocking') ?? [];
  // One head for all places of a rule.
  const codes = [...new Set(blocking.map(({ code }) => code))];
  const messages = codes.map((code) => headOf(blocking.filter((finding) => finding.code === code)).id);
  const said = await page.locator('main .finding-blocking').allInnerTexts();
  expect(said, name).toEqual(messages.map((message) => expect.stringContaining(message)));
  if ('submitted' in end) {
    expect(codes, name).toEqual([]);
    const totals = shown.statements.map(({ id, kind }) => [
      kind,
      Object.fromEntries((shown.totals[id] ?? []).map(({ akun, amount }) => [akun, amount])),
    ]);
    expect(Object.fromEntries(totals), name).toEqual(end.submitted);
    const statements = page.getByRole('table', { name: 'Isi yang diambil' });
    const amounts = Object.values(end.submitted).flatMap((akun) => Object.entries(akun).toSorted(([a], [b]) => a.localeCompare(b)));
    expect(await statements.locator('td:last-child li').allInnerTexts(), name).toEqual(
      amounts.map(([, total]) => expect.stringContaining(Number(total).toLocaleString('id-ID', { minimumFractionDigits: 2 }))),
    );
    await clerk.read(page.locator(toSubmit.join()).or(statements));
    await clerk.use(page.getByRole('button', { name: 'Langsung ke pengiriman' }));
    await clerk.tick(page.getByRole('checkbox', { name: 'Saya sudah memeriksa ringkasan di atas' }));
    await clerk.use(page.getByRole('button', { name: 'Kirim untuk verifikasi' }));
    await page.locator('p:focus', { hasText: 'Terkirim. Sekarang menunggu verifikator.' }).waitFor();
  } else {
    await clerk.read(page.locator(toFix.join()));
    expect(codes, name).toEqual('refused' in end ? end.refused : end.blocked);
    expect(shown.state, name).toBe('refused' in end ? 'refused' : 'draft');
    await page.getByText('refused' in end ? 'Berkas ini tidak dapat dipakai' : 'Belum dapat dikirim').waitFor();
    expect(await page.getByRole('button', { name: 'Kirim untuk verifikasi' }).count(), name).toBe(0);
  }
  const cost = clerk.spent();
  const { pathname: path } = new URL(page.url());
  await clerk.use(page.getByRole('link', { name: 'Unggah berkas lain' }));
  await page.getByRole('heading', { level: 1, name: 'Unggahan' }).waitFor();
  clerk.spent();
  return { path, cost };
}

async function answer(clerk: Keyboard, answers: Readonly<Record<string, string>>): Promise<void> {
  const { page } = clerk;
  await clerk.read(page.locator('main .card').filter({ has: page.locator('h2:focus') }));
  for (const [key, value] of Object.entries(answers)) {
    const field = page.locator(`main form input[name="${key}"]`);
    const isChoice = (await field.first().getAttribute('type')) === 'radio';
    await (isChoice ? clerk.choose(field, value) : clerk.fill(field, value));
  }
  await clerk.use(page.getByRole('button', { name: 'Jawab dan baca lagi' }));
  await next(page).filter({ hasNotText: 'Pertanyaan' }).waitFor();
}
