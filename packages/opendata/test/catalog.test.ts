import { expect, test } from 'vitest';
import { atomFeed, hashUri, nameUri, sitemap, sitemapIndex } from '../src/index.ts';

test('a text in XML stays a text: it ends no element, and what XML cannot hold or what turns text around is left out', () => {
  const title = 'A </title><script>&\u0000\u0007\u0085\u202e\ud800"';
  const feed = atomFeed({
    ...{ id: nameUri('a'), title, subtitle: '', author: title, rights: '', language: 'id', self: `/x?a="b"&c`, page: '/' },
    ...{ updated: '2026-11-23T03:00:00.000Z', entries: [] },
  });
  const written = 'A &lt;/title&gt;&lt;script&gt;&amp;\ufffd&quot;';
  expect(feed).toContain(`<title>${written}</title>`);
  expect(feed).toContain(`<name>${written}</name>`);
  expect(feed).toContain('href="/x?a=&quot;b&quot;&amp;c"');
  expect(feed).toContain('<updated>2026-11-23T03:00:00.000Z</updated>');
});

test('a name has one id for ever, and no two names the same', () => {
  expect(nameUri('editions 19.71')).toBe('urn:uuid:cc990d30-c678-8ddd-8723-7d7a87838389');
  expect(nameUri('corrections 19.71')).not.toBe(nameUri('editions 19.71'));
  expect(hashUri('00ff'.repeat(16))).toBe(`ni:///sha-256;${Buffer.from('00ff'.repeat(16), 'hex').toString('base64url')}`);
});

test('lists of addresses escape them', () => {
  const address = 'https://a.example.go.id/x?a=1&b=2';
  expect(sitemap([{ address, changed: '2026-11-23T03:00:00.000Z' }])).toContain(
    '<loc>https://a.example.go.id/x?a=1&amp;b=2</loc><lastmod>',
  );
  expect(sitemapIndex([address])).toContain('<sitemap><loc>https://a.example.go.id/x?a=1&amp;b=2</loc></sitemap>');
});
