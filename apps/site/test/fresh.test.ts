import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear, isoDate } from '@sipkadin/budget';
import type { PublicEditions } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing, serving } from './published.ts';

let published: Published;
let site: Site;
let today = '2026-11-23T03:00:00.000Z';
const content = sampleContent(7, { units: 2 });
const buru = { code: '81.04', name: 'Kabupaten Buru' };

beforeAll(async () => {
  published = publishing();
  await published.publish({ ...content, year: fiscalYear(2025), asOf: isoDate('2025-12-31') });
  await published.publish(content);
  await published.publish({ ...content, government: buru });
  site = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now: () => today });
});
afterAll(() => published.remove());

const text = async (address: string) => (await site.answer(address))?.bytes.toString();

/** Responses of these addresses; a cached one is the same object each time. */
const keptFor = (addresses: readonly string[]) => Promise.all(addresses.map((address) => site.answer(address)));

/** Publishes the next edition of 2026 in another process, as the desk does beside `serve --only public`. */
function publishElsewhere(number: number, note: string): void {
  const hash = published.editions.open('19.71', fiscalYear(2026), number - 1)?.hash;
  const script = `
    import { announce, loadSigningKey, writeEdition } from '@sipkadin/edition';
    import { sampleContent } from '@sipkadin/edition/sample';
    const [root, key, number, note, hash] = process.argv.slice(1);
    const content = { ...sampleContent(7, { units: 2 }), number: Number(number), note, previous: { number: number - 1, hash } };
    const written = await writeEdition(root, content, loadSigningKey(key));
    await announce(root, '19.71', content.year, Number(number), written.hash);`;
  const given = [published.root, join(published.root, '../keys/signing.pem'), String(number), note, String(hash)];
  execFileSync(process.execPath, ['--input-type=module', '-e', script, ...given], { cwd: import.meta.dirname });
}

describe('cached responses', () => {
  test('pages that are asked for are made from a new edition before it is switched to', async () => {
    const own = publishing();
    const first = await own.publish(content);
    let opened = 0;
    const counted = (at: PublicEditions): PublicEditions => ({
      ...at,
      open: (...which) => {
        opened++;
        return at.open(...which);
      },
    });
    const editions = { ...own.editions, snapshot: () => counted(own.editions.snapshot()) };
    const served = await serving(await builtSite({ editions, defaultGovernment: '19.71', now: () => today }));
    const asked = ['/', '/opd', '/belanja', '/opd?cari=dinas'];
    const encoded = { 'accept-encoding': 'br' };
    for (const address of [...asked, ...asked]) await served.get(address, encoded);
    await own.publish({ ...content, number: 2, note: 'Koreksi.', previous: { number: 1, hash: first.hash } });
    await expect.poll(async () => (await served.get('/')).text, { timeout: 10_000 }).toContain('terbitan 2');
    opened = 0;
    for (const address of ['/', '/opd', '/belanja']) expect((await served.get(address)).text, address).toContain('terbitan 2');
    expect(opened).toBe(0);
    expect((await served.get('/opd?cari=dinas')).text).toContain('terbitan 2');
    expect((await served.get('/data')).text).toContain('terbitan 2');
    await served.close();
    own.remove();
  });

  test('a search and a question of an assistant are answered once until an edition is published', async () => {
    const own = publishing();
    const first = await own.publish(content);
    let opened = 0;
    const counted = (at: PublicEditions): PublicEditions => ({ ...at, list: (...which) => (opened++, at.list(...which)) });
    const editions = { ...own.editions, snapshot: () => counted(own.editions.snapshot()) };
    const built = await builtSite({ editions, defaultGovernment: '19.71', now: () => today });
    const served = await serving(built);
    const search = () => built.answer('/opd?cari=dinas', { acceptEncoding: 'gzip' });
    const question = async (id: number | string, text = 'dinas') => {
      const body = JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'search', arguments: { question: text } } });
      const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
      const answer = await fetch(`${served.base}/mcp`, { method: 'POST', headers, body });
      return (await answer.json()) as { id: unknown; result: { structuredContent: { edition: { edition: number } } } };
    };
    const before = [await search(), await question(1)] as const;
    expect(await search()).toBe(before[0]);
    opened = 0;
    expect(await question('again')).toEqual({ ...before[1], id: 'again' });
    expect(opened).toBe(0);
    expect(await question(2, 'kesehatan')).not.toMatchObject({ result: before[1].result });
    await own.publish({ ...content, number: 2, note: 'Koreksi.', previous: { number: 1, hash: first.hash } });
    built.refresh();
    expect((await search())?.bytes).not.toEqual(before[0]?.bytes);
    expect((await question(3)).result.structuredContent.edition.edition).toBe(2);
    await served.close();
    own.remove();
  });

  const others = ['/opd?tahun=2025', '/p/81.04/opd', '/p/81.04/', '/api/publik/byUnit?input=%7B%22year%22%3A2025%7D'];
  const changed = ['/', '/opd', '/en/terbitan', '/api/publik/byUnit', '/opd?terbitan=1'];

  test('an edition published by another process appears, and only the pages it changes are rendered again', async () => {
    const [before, kept] = [await keptFor(changed), await keptFor(others)];
    expect(await keptFor(changed)).toEqual(before);
    publishElsewhere(2, 'Koreksi dari proses lain.');
    await expect.poll(() => text('/'), { timeout: 10_000 }).toContain('Koreksi dari proses lain.');
    const after = await keptFor(others);
    for (const [index, response] of after.entries()) expect(response, others[index]).toBe(kept[index]);
    const made = await keptFor(changed);
    for (const [index, response] of made.entries()) expect(response, changed[index]).not.toBe(before[index]);
    expect(await text('/opd?terbitan=1')).toContain('Anda melihat terbitan 1, bukan yang terbaru.');
  });

  test('a new year appears on every page of its government and changes no other page', async () => {
    const addresses = ['/p/81.04/opd', '/opd?tahun=2025'];
    const [own, other] = await keptFor(addresses);
    await published.publish({ ...content, government: buru, year: fiscalYear(2025), asOf: isoDate('2025-12-31') });
    site.refresh();
    const [ownAfter, otherAfter] = await keptFor(addresses);
    expect(ownAfter?.bytes.toString()).toContain('/p/81.04/opd?tahun=2025');
    expect(ownAfter).not.toBe(own);
    expect(otherAfter).toBe(other);
  });

  test('a new day changes pages that say how late reports are and no others, a new government every page', async () => {
    const [before, lasting] = await keptFor(['/opd', '/belanja?tahun=2025']);
    today = '2026-12-11T03:00:00.000Z';
    site.refresh();
    const [nextDay, same] = await keptFor(['/opd', '/belanja?tahun=2025']);
    expect(nextDay).not.toBe(before);
    expect(same).toBe(lasting);
    await published.publish({ ...content, government: { code: '35.29', name: 'Kabupaten Sumenep' } });
    site.refresh();
    expect(await text('/opd')).toContain('Kabupaten Sumenep');
  });

  test('a damaged edition of one government does not break the pages of others, and its own show the one before', async () => {
    const manifest = join(published.root, '35.29', '2026', '2', 'manifest.json');
    const hash = published.editions.open('35.29', fiscalYear(2026), 1)?.hash ?? '';
    await published.publish({
      ...{ ...content, government: { code: '35.29', name: 'Kabupaten Sumenep' }, number: 2 },
      previous: { number: 1, hash },
    });
    rmSync(manifest);
    writeFileSync(manifest, '{}');
    const fresh = await builtSite({ editions: published.reopen(), defaultGovernment: '19.71', now: () => today });
    expect((await fresh.answer('/opd'))?.status).toBe(200);
    const before = await fresh.answer('/p/35.29/opd');
    expect([before?.status, before?.bytes.toString()]).toEqual([
      200,
      expect.stringContaining('Terbitan terbaru (2) sedang tidak dapat dibaca di server ini. Yang ditampilkan terbitan 1.'),
    ]);
  });
});

test('what was public at the last look is served, by each of its addresses, while the folder of editions cannot be read', async () => {
  let broken = false;
  const refresh = () => {
    if (broken) throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
    return published.editions.refresh();
  };
  const own = await builtSite({ editions: { ...published.editions, refresh }, defaultGovernment: '19.71', now: () => today });
  const ready = await own.answer('/opd');
  broken = true;
  // Later than the last look at the folder.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  try {
    expect(await own.answer('/opd')).toBe(ready);
    expect(await own.answer('/opd?tidak=dikenal')).toBe(ready);
    // Made from what was public at the last look, whose files were read before.
    expect((await own.answer('/belanja'))?.status).toBe(200);
    broken = false;
    expect((await own.answer('/terbitan'))?.status).toBe(200);
  } finally {
    vi.useRealTimers();
  }
});
