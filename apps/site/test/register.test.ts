import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear, isoDate } from '@sipkadin/budget';
import {
  loadSigningKey,
  logName,
  type PublicAnswer,
  type PublicRegister,
  publishKeyStatement,
  readableFingerprint,
  type SigningKey,
  temporaryKey,
  writeRegister,
} from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing } from './published.ts';

let published: Published;
let site: Site;
let key: SigningKey;
const folder = mkdtempSync(join(tmpdir(), 'register-'));

beforeAll(async () => {
  published = publishing();
  await published.publish(sampleContent());
  key = loadSigningKey(join(folder, 'key.pem'));
  site = await builtSite({
    editions: published.editions,
    defaultGovernment: '19.71',
    publicKey: key.publicKeyPem,
    takesQuestions: true,
    siteAddress: 'https://anggaran.example.go.id',
    now: () => '2026-11-23T03:00:00.000Z',
  });
});
afterAll(() => {
  published.remove();
  rmSync(folder, { recursive: true });
});

async function page(address: string): Promise<string> {
  const response = await site.answer(address);
  expect(response?.status, address).toBe(200);
  // Amounts are kept together by hard spaces.
  return (response?.bytes.toString() ?? '').replaceAll('\u00a0', ' ');
}
const health = () => published.editions.latest('19.71', fiscalYear(2026))?.unit('dinas-kesehatan')?.unit;

const empty: PublicRegister = {
  ...{
    government: '19.71',
    contacts: [],
    takesQuestions: false,
    held: { count: 0, oldest: null },
    declined: 0,
    answers: [],
    documents: [],
  },
};
function write(register: Partial<PublicRegister>, by = key): void {
  writeRegister(published.root, { ...empty, ...register }, by);
  published.editions.refresh();
  site.refresh();
}

test('a figure is handed over with its exact amounts, day, edition and address, and nothing is sent by the site', async () => {
  const html = await page('/tanya/angka?opd=dinas-kesehatan');
  const unit = health();
  const rupiah = (decimal: string | null | undefined) => {
    const [whole = '', cents = ''] = (decimal ?? '').split('.');
    return `Rp${whole.replaceAll(/\B(?=(\d{3})+$)/g, '.')}${/^0*$/.test(cents) ? '' : `,${cents}`}`;
  };
  const texts = [...html.matchAll(/<textarea[^>]*class="hand-text"[^>]*>([^<]*)</g)].map(([, text = '']) => text);
  expect(texts).toHaveLength(3);
  for (const text of texts) {
    expect(text).toContain(`Perihal: ${unit?.name}`);
    expect(text).toContain(rupiah(unit?.budget));
    expect(text).toContain(rupiah(unit?.realization));
    expect(text).toContain('terbitan 1, belum diaudit');
    expect(text).toMatch(/Alamat: https:\/\/anggaran\.example\.go\.id\/opd\/dinas-kesehatan\?tahun=2026&amp;terbitan=1/);
  }
  expect(texts[1]).toContain('UU Nomor 14 Tahun 2008');
  expect(html).toContain('href="https://www.lapor.go.id/" rel="noopener noreferrer"');
  // Without the government's word there is no form, and the page says where else to ask.
  expect(html).not.toContain('method="post"');
  expect(html).toContain('tidak menerima pertanyaan lewat situs ini');
  expect((await page('/opd/dinas-kesehatan')).includes('href="/tanya/angka?opd=dinas-kesehatan"')).toBe(true);
  // What it does not know is one page.
  expect(await site.answer('/tanya/angka?opd=x1')).toBe(await site.answer('/tanya/angka?opd=x2'));
});

test('contacts, the form and answers come from the signed register alone', async () => {
  const answer: PublicAnswer = {
    ...{ number: 7, year: fiscalYear(2026), edition: 1, unit: health()?.code ?? '', activity: '', account: '' },
    ...{ question: '<img src=x onerror=alert(1)> Mengapa turun?', edited: true, askedOn: isoDate('2026-11-10') },
    ...{ answer: '</p><script>alert(2)</script> Pengadaan bergeser.', answeredOn: isoDate('2026-11-13') },
  };
  const contacts: PublicRegister['contacts'] = [
    { channel: 'ppid', office: 'PPID Utama', address: 'ppid@example.go.id', place: 'Jl. Merdeka 1' },
    { channel: 'lapor', office: 'Pemkot', address: 'https://www.lapor.go.id/instansi/kota', place: '' },
  ];
  const register = { takesQuestions: true, contacts, answers: [answer], held: { count: 2, oldest: isoDate('2026-11-01') }, declined: 1 };
  write(register, loadSigningKey(join(folder, 'other.pem')));
  expect(await page('/tanya')).toContain('Belum ada pertanyaan warga yang dijawab');
  expect(await page('/data.json')).not.toContain('contactPoint');
  write(register);
  const { dataset: datasets } = JSON.parse(await page('/data.json'));
  expect(datasets[0].contactPoint).toEqual({ '@type': 'vcard:Contact', fn: 'PPID Utama', hasEmail: 'mailto:ppid@example.go.id' });
  expect(JSON.parse(await page('/data.jsonld'))['dcat:dataset'][0]['dcat:contactPoint']).toMatchObject({ 'vcard:fn': 'PPID Utama' });
  const form = await page('/tanya/angka?opd=dinas-kesehatan');
  expect(form).toContain('action="/api/tanya" method="post"');
  expect(form).toContain(`name="opd" value="${answer.unit}"`);
  expect(form).toContain('mailto:ppid@example.go.id?subject=');
  expect(form).toContain('href="https://www.lapor.go.id/instansi/kota"');
  for (const address of ['/tanya', '/en/tanya', '/tanya/angka?opd=dinas-kesehatan', '/opd/dinas-kesehatan']) {
    const html = await page(address);
    expect(html, address).toContain('&lt;img src=x onerror=alert(1)&gt; Mengapa turun?');
    expect(html, address).not.toMatch(/<img src=x|<script>alert/);
  }
  const list = await page('/tanya');
  expect(list).toContain('1 pertanyaan warga sudah dijawab');
  expect(list).toContain('2 pertanyaan menunggu jawaban, yang terlama 22 hari. 1 tidak diterbitkan.');
  expect(list).toContain('Dijawab 13 November 2026 (3 hari) · jawaban berumur 10 hari');
  expect(list).toContain('disunting petugas');
  expect(await page('/opd/dinas-perhubungan')).not.toContain('Mengapa turun?');
});

test('a register that was changed on the disk is not shown', async () => {
  const path = join(published.root, '19.71', 'register.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('Pengadaan bergeser', 'Pengadaan dibatalkan'));
  const reopened = await builtSite({ editions: published.reopen(), defaultGovernment: '19.71', publicKey: key.publicKeyPem });
  expect((await reopened.answer('/tanya'))?.bytes.toString()).toContain('Belum ada pertanyaan warga yang dijawab');
  writeFileSync(path, '{"register":');
  const damaged = await builtSite({ editions: published.reopen(), defaultGovernment: '19.71', publicKey: key.publicKeyPem });
  expect((await damaged.answer('/tanya'))?.status).toBe(200);
});

test('a process that knows the former key alone finds the present one beside the editions', async () => {
  const next = temporaryKey();
  const { hash } = published.editions.list('19.71', fiscalYear(2026))[0] ?? { hash: '' };
  const stated = { reason: 'Setahun sekali', by: '', time: '2026-11-20T00:00:00.000Z', size: 1, root: `${'A'.repeat(43)}=` };
  await publishKeyStatement(published.root, { former: key, next, log: logName({ hash }), ...stated });
  writeRegister(published.root, { ...empty, held: { count: 2, oldest: isoDate('2026-11-01') } }, next);
  for (const publicKey of [key.publicKeyPem, undefined]) {
    const editions = published.reopen();
    const after = await builtSite({ editions, defaultGovernment: '19.71', ...(publicKey !== undefined && { publicKey }) });
    expect((await after.answer('/kunci.pem'))?.bytes.toString()).toBe(next.publicKeyPem);
    expect((await after.answer('/tanya'))?.bytes.toString()).toContain('2 pertanyaan menunggu jawaban');
    const about = (await after.answer('/tentang'))?.bytes.toString() ?? '';
    for (const { id } of [key, next]) expect(about).toContain(readableFingerprint(id));
  }
  // A key that a person named, and that the statements do not lead from, is not replaced by one that they name.
  const other = temporaryKey().publicKeyPem;
  const elsewhere = await builtSite({ editions: published.reopen(), defaultGovernment: '19.71', publicKey: other });
  expect((await elsewhere.answer('/kunci.pem'))?.bytes.toString()).toBe(other);
});
