import { fiscalYear } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing, serving } from './published.ts';

/** In names of an uploaded file: markup, a formula, the end of a quoted attribute, and a text that runs from right to left. */
const canary = `=cmd|'/C calc'!A1"><script>alert(1)</script>\u202Eevil\u0007\u2028\ud800`;
const origin = 'https://keuangan.pangkalpinangkota.go.id';
let published: Published;
let site: Awaited<ReturnType<typeof serving>>;
let closed: Awaited<ReturnType<typeof serving>>;
let slug: string;
let built: Site;

beforeAll(async () => {
  published = publishing();
  const sample = sampleContent();
  const health = sample.names.find(({ kind, name }) => kind === 'unit' && name === 'Dinas Kesehatan')?.code;
  const edition = await published.publish({
    ...sample,
    government: { ...sample.government, name: `Kota ${canary}` },
    names: sample.names.map((one) => (one.kind === 'unit' && one.name === 'Dinas Kesehatan' ? { ...one, name: `Dinas ${canary}` } : one)),
  });
  slug = edition.units().find(({ code }) => code === health)?.slug ?? '';
  const options = { editions: published.editions, defaultGovernment: '19.71', now: () => '2026-11-23T03:00:00.000Z' };
  built = await builtSite({ ...options, siteAddress: origin });
  site = await serving(built);
  closed = await serving(await builtSite({ ...options, basePath: '/uang', embedOrigins: ['https://portal.example.go.id'] }));
});

afterAll(async () => {
  await Promise.all([site.close(), closed.close()]);
  published.remove();
});

const embeds = () =>
  ['/sematan/anggaran', '/sematan/kurva', '/sematan/per-seratus-ribu', `/sematan/opd/${slug}`, '/sematan/topik/jalan'].flatMap((path) => [
    path,
    `/en${path}`,
  ]);

test('an embed is at most 20 KB whole, loads nothing, sets nothing, and any site may frame it', async () => {
  for (const path of embeds()) {
    const { status, headers, body, text } = await site.get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(body.length, path).toBeLessThanOrEqual(20 * 1024);
    expect(text, path).not.toMatch(/<script|<link|<img|<form|url\(| src=/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'self' \*$/);
    expect(text).toMatch(/terbitan 1|edition 1/);
    if (!path.includes('/opd/'))
      expect(text, path).toMatch(/data per 31.Okt.2026 \(32 dari 34 OPD\)|data as of 31.Oct.2026 \(32 of 34 departments\)/);
    expect(text).toMatch(/Data simulasi|Simulated data/i);
  }
});

test('a list of origins narrows who may frame embeds; other pages are never framed', async () => {
  for (const path of ['/uang/sematan/kurva', '/uang/en/sematan/anggaran'])
    expect((await closed.get(path)).headers['content-security-policy']).toMatch(
      /frame-ancestors 'self' https:\/\/portal\.example\.go\.id$/,
    );
  for (const path of ['/uang/', '/uang/bagikan', '/uang/tentang', '/uang/oembed'])
    expect((await closed.get(path)).headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
  expect((await closed.get('/uang/bagikan')).headers['content-security-policy']).toContain("frame-src 'self'");
  expect((await closed.get('/uang/bagikan')).text).toContain('Alamat situs ini belum diatur');
});

test('names from files reach embeds, oEmbed and the page to share as text', async () => {
  const places = [...embeds(), `/bagikan?isi=opd-${slug}`, `/opd/${slug}`, oembedOf(`/opd/${slug}`), oembedOf(`/opd/${slug}`, 'xml')];
  for (const path of places) {
    const { text } = await site.get(path);
    expect(text, path).not.toContain('<script>alert');
    expect(text, path).not.toContain('"><script');
  }
  const { html } = JSON.parse((await site.get(oembedOf(`/opd/${slug}`))).text) as { html: string };
  expect(html).toMatch(
    new RegExp(`^<iframe src="${origin}/sematan/opd/${slug}" title="[^"<>]*" width="100%" height="\\d+" [^<>]*></iframe>$`),
  );
  const png = await site.get(`/opd/${slug}?grafik=bagikan.png`);
  expect([png.status, png.headers['content-type'], png.body.readUInt32BE(16), png.body.readUInt32BE(20)]).toEqual([
    ...[200, 'image/png', 1200, 630],
  ]);
  expect(png.body.length).toBeLessThan(300_000);
  // Nothing that XML, an address or a message cannot hold.
  for (const path of [oembedOf(`/opd/${slug}`, 'xml'), '/?grafik=opd-terbesar.svg', `/bagikan?isi=opd-${slug}`]) {
    const answer = await site.get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    if (!path.startsWith('/bagikan')) expect(answer.text, path).not.toMatch(/[\u0007\u202e\ud800]/);
  }
});

const oembedOf = (path: string, format = 'json') => `/oembed?format=${format}&url=${encodeURIComponent(`${origin}${path}`)}`;

test('oEmbed answers for pages that have an embed, of the edition and language of their address, within the asked size', async () => {
  const read = async (address: string) => JSON.parse((await site.get(address)).text) as Record<string, string | number>;
  expect(await read(oembedOf('/'))).toMatchObject({ version: '1.0', type: 'rich', provider_name: 'SIP KADIN', width: 640 });
  expect((await read(oembedOf('/en/topik/jalan?tahun=2026&terbitan=1')))['html']).toContain(
    `src="${origin}/en/sematan/topik/jalan?tahun=2026&amp;terbitan=1"`,
  );
  expect(await read(`${oembedOf('/sematan/kurva')}&maxwidth=400&maxheight=300`)).toMatchObject({ width: 400, height: 300 });
  const xml = await site.get(oembedOf('/sematan/kurva', 'xml'));
  expect([xml.headers['content-type'], xml.text.includes('<type>rich</type>')]).toEqual(['text/xml; charset=utf-8', true]);
  const discovery = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(
    (await site.get('/topik/jalan')).text,
  )?.[1];
  expect((await site.get(discovery?.replaceAll('&amp;', '&').slice(origin.length) ?? '')).status).toBe(200);
});

test('oEmbed refuses in words what it has no embed for', async () => {
  const refusals: [string, number][] = [
    ['/oembed', 400],
    [oembedOf('/', 'yaml'), 501],
    [oembedOf('/tentang'), 404],
    [oembedOf('/opd/tidak-ada'), 404],
    [oembedOf('/?tahun=1999'), 404],
    [oembedOf('/?terbitan=9e9'), 404],
    ['/oembed?url=javascript:alert(1)', 404],
    [`/oembed?url=${encodeURIComponent(`${origin}.example.com/`)}`, 404],
    [`/oembed?url=${encodeURIComponent(origin.replace('//', '//user@'))}`, 404],
    ['/oembed?url=%00', 404],
  ];
  for (const [address, status] of refusals) {
    const answer = await site.get(address);
    expect([address, answer.status, answer.headers['content-type'], answer.text.split('\n').length]).toEqual([
      ...[address, status, 'text/plain; charset=utf-8', 3],
    ]);
  }
  expect((await closed.get(`/uang${oembedOf('/uang/')}`)).status).toBe(404);
});

test('the page to share has a message with sentence, day and lasting address, and the code of its embed', async () => {
  const { text } = await site.get('/bagikan?isi=topik-jalan');
  const [message = '', latest = '', pinned = ''] = [...text.matchAll(/<textarea[^>]*>([^<]*)</g)].map(([, one]) => one);
  const lasting = `${origin}/topik/jalan?tahun=2026&amp;terbitan=1`;
  expect(message).toMatch(
    /^Kota .*Jalan: .*Data per 31.Oktober.2026 \(32 dari 34 OPD; yang lain menurut laporan terakhirnya\), basis SP2D, terbitan 1, belum diaudit\. Data simulasi, bukan angka resmi\. /,
  );
  expect(message.endsWith(lasting)).toBe(true);
  const sent = /href="https:\/\/wa\.me\/\?text=([^"]+)"/.exec(text)?.[1] ?? '';
  expect(decodeURIComponent(sent).endsWith(lasting.replaceAll('&amp;', '&'))).toBe(true);
  expect(latest).toContain(`src=&quot;${origin}/sematan/topik/jalan&quot;`);
  expect(pinned).toContain(`src=&quot;${origin}/sematan/topik/jalan?tahun=2026&amp;amp;terbitan=1&quot;`);
  const other = /href="https:\/\/wa\.me\/\?text=([^"]+)"/.exec((await site.get('/en/belanja')).text)?.[1] ?? '';
  expect(decodeURIComponent(other)).toMatch(/edition 1, unaudited\. .*\/en\/belanja\?tahun=2026&terbitan=1$/);
  expect((await closed.get('/uang/belanja')).text).not.toContain('wa.me');
  expect((await site.get('/bagikan?isi=opd-x')).text).toContain('bukan pilihan');
  expect((await site.get('/topik/jalan')).text).toContain(
    `<meta property="og:image" content="${origin}/topik/jalan?tahun=2026&amp;terbitan=1&amp;grafik=bagikan.png">`,
  );
});

test('the pages of an OPD that has reported less far, and of its works, have the day of its own report', async () => {
  const edition = published.editions.latest('19.71', fiscalYear(2026));
  const early = edition
    ?.units()
    .find(({ slug, lastAsOf }) => lastAsOf !== null && lastAsOf !== edition.manifest.asOf && edition.unit(slug)?.nodes.length);
  const work = edition?.unit(early?.slug ?? '')?.nodes[0];
  const day = async (address: string) => /data per (?:<[^>]*>)?(\d+.\p{L}+.\d+)/u.exec((await site.get(address)).text)?.[1];
  const [ofUnit, ofWork, ofOrigin] = [
    await day(`/opd/${early?.slug}`),
    await day(`/opd/${early?.slug}/${work?.code}`),
    await day(`/asal?ukuran=realisasi&opd=${early?.slug}&rekening=5`),
  ];
  expect(ofUnit).toMatch(/2026$/);
  expect([ofWork, ofOrigin]).toEqual([ofUnit, ofUnit]);
  expect(ofUnit).not.toBe(await day('/'));
});

test('search engines are asked to list pages and not their embeds, and networks may read the picture of a link', async () => {
  expect((await site.get('/robots.txt')).text).toContain('\nAllow: /*?*grafik=bagikan.png\n');
  const { text } = await site.get('/sitemap.xml');
  expect([text.includes(`${origin}/topik/jalan<`), text.includes('/sematan/')]).toEqual([true, false]);
});

test('a banner has the figures of the pages: shares that add up, what is missing named, and a code of the lasting address', () => {
  const of = (unit?: string) => built.banner({ government: '19.71', unit, language: 'id' })?.facts;
  const whole = of();
  const rupiah = (text: string) => Number(text.replace(/\D/g, ''));
  for (const [at, sum] of [100, 100_000].entries())
    expect(whole?.lists[at]?.rows.reduce((all, { share }) => all + rupiah(share), 0)).toBe(sum);
  expect([whole?.lead, whole?.sentence, whole?.bar?.planText]).toEqual([
    ...['Rp65', 'dari tiap Rp100 belanja yang direncanakan sudah dibayarkan', 'Rencana sampai tanggal laporan: 71,6%'],
  ]);
  expect(whole?.foot[0]).toMatch(/^Angka per 31.Oktober.2026 \(\d+ dari \d+ OPD; yang lain menurut laporan terakhirnya\) · /);
  expect(whole?.check?.address).toBe(`${origin}/?tahun=2026&terbitan=1`);
  expect(whole?.simulated).toBe('Data simulasi. Bukan angka resmi.');
  expect(of(slug)?.title).toContain('<script>');
  const silent = of('DINAS perhubungan');
  expect([silent?.bar, silent?.sentence]).toEqual([null, expect.stringMatching(/belum melaporkan/)]);
  expect(silent?.figures.map(({ value }) => value)).toEqual(['Rp18,1\u00a0miliar', '–']);
  expect(of('dinas-pangan-dan-pertanian')?.bar).toMatchObject({ plan: null, planText: 'rencana kas belum diterbitkan' });
  expect(of('tidak-ada')).toBeUndefined();
  expect(built.banner({ government: '12.34', language: 'id' })).toBeUndefined();
});
