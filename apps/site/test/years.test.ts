import { fiscalYear, isoDate } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { builtSite, publishing, serving } from './published.ts';

/** What a camera reads in a QR code that is drawn as one dashed line through its rows, from left to right and back. */
function readQr(line: string, dashes: string): string {
  const size = Number(/h(\d+)/.exec(line)?.[1]);
  const [scale, margin] = [4, 4];
  const width = (size + 2 * margin) * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  let at = 0;
  for (const [index, run] of dashes.split(' ').entries()) {
    for (let step = 0; step < Number(run); step++, at++) {
      const [y, along] = [Math.floor(at / (size + 1)), at % (size + 1)];
      if (index % 2 === 1) continue;
      const x = y % 2 === 0 ? along : size - 1 - along;
      for (let row = 0; row < scale; row++) {
        const from = ((y + margin) * scale + row) * width + (x + margin) * scale;
        for (let pixel = from; pixel < from + scale; pixel++) data.fill(0, pixel * 4, pixel * 4 + 3);
      }
    }
  }
  return decodeQR({ width, height: width, data });
}

const now = () => '2026-11-23T03:00:00.000Z';

test('links to the same page of another year', async () => {
  const own = publishing();
  const small = sampleContent(7, { units: 2 });
  await own.publish(sampleContent(7, { units: 3 }));
  const days = small.days.map((day) => ({ ...day, asOf: isoDate(day.asOf.replace('2026', '2025')) }));
  await own.publish({ ...small, days, year: fiscalYear(2025), asOf: isoDate('2025-10-31') });
  const [, , third] =
    own.editions
      .latest('19.71', fiscalYear(2026))
      ?.units()
      .filter(({ code }) => code !== '') ?? [];
  const served = await serving(await builtSite({ editions: own.editions, defaultGovernment: '19.71', now }));
  expect((await served.get('/opd?urut=nama')).text).toContain('href="/opd?tahun=2025&amp;urut=nama"');
  const before = await served.get('/opd?tahun=2025');
  expect(before.text).toContain('APBD Perubahan 2025');
  expect(before.text).toContain('href="/opd"');
  expect(before.text).toContain('/opd/dinas-kesehatan?tahun=2025');
  expect((await served.get('/opd/dinas-kesehatan?tahun=2025')).text).toContain('href="/opd/dinas-kesehatan"');
  // The same activity on the same day of the year before, by code and name.
  const activity = own.editions
    .latest('19.71', fiscalYear(2026))
    ?.unit('dinas-kesehatan')
    ?.nodes.find(({ kind }) => kind === 'sub');
  const page = await served.get(`/opd/dinas-kesehatan/${activity?.code}`);
  expect(page.text.includes('Pada tanggal yang sama tahun lalu (31\u00a0Oktober\u00a02025)')).toBe(true);
  expect(page.text.includes(`href="/opd/dinas-kesehatan/${activity?.code}?tahun=2025">Halaman`)).toBe(true);
  expect((await served.get(`/opd/dinas-kesehatan/${activity?.code}?tahun=2025`)).text).toContain('Tidak ada terbitan 2024');
  // What the other year does not know leads to its home page, and the page says so.
  const alone = await served.get(`/opd/${third?.slug}`);
  expect(alone.text).toContain('Isi halaman ini tidak ada di tahun 2025; tautannya ke beranda tahun itu.');
  expect(alone.text).toContain('href="/?tahun=2025"');
  expect(before.text).not.toContain('Isi halaman ini tidak ada');
  await served.close();
  own.remove();
});

test('a changed budget that some OPD are not in is no cut of their money', async () => {
  const own = publishing();
  const content = sampleContent(7, { units: 3 });
  const opd = content.lines.find(({ measure }) => measure === 'budget')?.unit;
  const lines = content.lines.filter((line) => line.version !== 'perubahan' || line.measure !== 'budget' || line.unit !== opd);
  await own.publish({ ...content, lines });
  const served = await serving(await builtSite({ editions: own.editions, defaultGovernment: '19.71', now }));
  for (const page of ['/', '/opd', '/perubahan'])
    expect((await served.get(page)).text, page).toContain('APBD Perubahan dalam terbitan ini tidak memuat 1 dari 3 OPD.');
  const { text } = await served.get('/perubahan');
  expect(/<h1>(.*?)<\/h1>/s.exec(text)?.[1]).toMatch(
    /1.OPD tidak ada dalam APBD Perubahan, jadi perubahan seluruh belanja belum dapat dibaca/,
  );
  expect(text).toContain('Tidak ada dalam APBD Perubahan: Dinas Pendidikan dan Kebudayaan.');
  await served.close();
  own.remove();
});

test('a new edition appears when it is announced, and the one before can still be opened', async () => {
  const own = publishing();
  const small = sampleContent(7, { units: 3 });
  const first = await own.publish(small);
  const built = await builtSite({ editions: own.editions, defaultGovernment: '19.71', siteAddress: 'https://contoh.go.id', now });
  const served = await serving(built);
  expect((await served.get('/')).text).toContain('terbitan 1');
  await own.publish({ ...small, number: 2, note: 'Koreksi: satu baris.', previous: { number: 1, hash: first.hash } });
  built.refresh();
  const after = await served.get('/');
  expect(after.text).toContain('terbitan 2');
  expect(after.text).toContain('Koreksi: satu baris.');
  // On paper, a page has the address of its own edition, which a reader of QR codes finds too; never what was searched for.
  for (const [path, address] of [
    ['/en/opd?urut=nama', '/en/opd?tahun=2026&urut=nama&terbitan=2'],
    ['/opd?terbitan=1', '/opd?tahun=2026&terbitan=1'],
    ['/terbitan/1', '/terbitan/1?tahun=2026'],
    ['/opd?cari=dinas', '/opd?tahun=2026&terbitan=2'],
  ] as const) {
    const [, line = '', dashes = '', text = ''] =
      /<div class="print-foot">.*?<path d="([^"]+)" stroke-dasharray="([^"]+)".*?<p>(.*?)<\/p>/s.exec((await served.get(path)).text) ?? [];
    expect(text.replaceAll('&amp;', '&')).toContain(`<br/>https://contoh.go.id${address}<br/>`);
    expect(readQr(line, dashes), path).toBe(`https://contoh.go.id${address}`);
  }
  const pinned = await served.get('/opd?terbitan=1');
  expect(pinned.text).toContain('Anda melihat terbitan 1, bukan yang terbaru.');
  expect(pinned.text).toContain('terbitan=1');
  expect((await served.get('/terbitan/2')).text).toContain(first.hash);
  await served.close();
  own.remove();
});
