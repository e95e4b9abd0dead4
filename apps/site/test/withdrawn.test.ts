import { isoDate } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSite, type Published, publishing, serving } from './published.ts';

const now = () => '2026-11-23T03:00:00.000Z';
const errors: unknown[] = [];

describe('a withdrawn edition', () => {
  const reason = 'Berkas keliru terunggah';
  let corrected: Published;
  let there: Awaited<ReturnType<typeof serving>>;
  beforeAll(async () => {
    corrected = publishing();
    const withdrawn = sampleContent(1, { units: 3 });
    const first = await corrected.publish({ ...withdrawn, onePerson: { verified: 2, published: 1 } });
    const none = {
      names: [],
      sources: [],
      lines: [],
      months: [],
      days: [],
      progress: [],
      official: [],
      basis: null,
      version: null,
      note: reason,
    };
    await corrected.publish({
      ...{ ...withdrawn, ...none, number: 2, asOf: isoDate('2026-01-01'), publishedAt: '2026-11-14T02:30:00.000Z' },
      previous: { number: 1, hash: first.hash },
      correction: { kind: 'withdrawal', of: 1, content: null },
    });
    there = await serving(
      await builtSite({ editions: corrected.editions, defaultGovernment: '19.71', now, onError: (error) => errors.push(error) }),
    );
  });
  afterAll(async () => {
    await there.close();
    corrected.remove();
  });

  test.each([
    '/',
    '/opd',
    '/belanja',
    '/belanja/urusan',
    '/belanja/sumber-dana',
    '/pendapatan',
    '/pembiayaan',
    '/terbitan',
    '/asal',
    '/istilah',
    '/tentang',
    '/data',
    '/jelajah',
    '/bagikan',
    '/sematan/anggaran',
    '/sematan/kurva',
    '/sematan/per-seratus-ribu',
  ])('%s renders without figures and states the reason', async (path) => {
    const { status, text } = await there.get(path);
    expect(status).toBe(200);
    expect(text).not.toMatch(/undefined|\[object|NaN|Infinity|>null<|1 Jan 2026/);
    if (text.includes('class="standing"')) expect(text).toContain('menarik terbitan 1; untuk sementara tidak ada angka tahun ini');
    expect(errors).toEqual([]);
  });

  test('the list of editions and the withdrawn edition both state the withdrawal', async () => {
    const { text } = await there.get('/terbitan');
    expect(text).toContain('id="koreksi"');
    expect(text.match(new RegExp(reason, 'g'))).toHaveLength(2);
    expect(text).toContain('diverifikasi dan diterbitkan oleh satu orang');
    const pinned = await there.get('/?terbitan=1');
    expect(pinned.text).toContain('Terbitan 1 sudah ditarik oleh terbitan 2');
    expect(pinned.text).toContain(reason);
    const framed = await there.get('/sematan/anggaran?terbitan=1');
    expect(framed.text).toContain('Terbitan 1 sudah ditarik oleh terbitan 2');
    expect((await there.get('/sematan/anggaran')).text).toContain('menarik terbitan 1; untuk sementara tidak ada angka tahun ini');
    const own = await there.get('/terbitan/1');
    expect(own.text).toContain('Diverifikasi dan diterbitkan oleh satu orang: 2 berkas');
    expect((await there.get('/en/terbitan/2')).text).toContain('withdraws edition 1');
  });
});
