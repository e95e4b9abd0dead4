import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { openEdition, temporaryKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { writeData } from '@sipkadin/opendata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesOfCopy } from './attack/copy-files.ts';
import { forgeAndFlood } from './attack/log-flood.ts';
import { newAddresses } from './attack/new-addresses.ts';
import { postAddresses } from './attack/post-addresses.ts';
import { publicAnswers } from './attack/public-answers.ts';
import { publishCity } from './attack/published-city.ts';
import { type RunningServer, startServer } from './attack/running-server.ts';
import { holdBodies } from './attack/slow-bodies.ts';
import { smallArchives } from './attack/small-archives.ts';
import { unfinishedBodies } from './attack/unfinished-bodies.ts';
import { unverifiedFigures } from './attack/unverified-figures.ts';

// Samples of `npm run attack`, which does more of each and takes two minutes. No test looks at a clock.

// With its address a site has a sitemap.
const start = () => startServer([], { SIPKADIN_SECOND_FACTOR: 'optional', SIPKADIN_SITE_ADDRESS: 'https://anggaran.example.go.id' });

let server: RunningServer;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.stop());

test('bodies of 200 MB at every POST address are refused unread, and the server stays small', async () => {
  const each = 2;
  const { counts, broken } = await unfinishedBodies(server, { times: 1, each, sent: 8_000_000 });
  expect(broken).toEqual([]);
  // With a length and without.
  expect(counts['connections']).toBe(postAddresses.length * each * 2);
});

test('one client may have 32 unfinished bodies, and does not keep others from signing in', async () => {
  const path = '/api/auth/sign-in/email';
  const held = holdBodies({ address: server.address, path, count: 40, sent: 10, headers: { 'x-forwarded-for': '203.0.113.1' } });
  await expect.poll(() => held.statuses, { timeout: 30_000 }).toEqual(Array.from({ length: 8 }, () => 429));
  await expect.poll(() => held.open()).toBe(32);
  const answer = await fetch(`${server.address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sipkadin': '1', 'x-forwarded-for': '203.0.113.2', origin: server.address },
    body: JSON.stringify({ email: 'siapa@example.test', password: 'kuda terbang biru' }),
  });
  expect(answer.status).toBe(401);
  held.close();
});

test('what a client sends can neither forge a record nor flood the log', async () => {
  const { broken } = await forgeAndFlood(server, { count: 60, atOnce: 6 });
  expect(broken).toEqual([]);
});

test('new addresses, while figures are read and published, break no answer; and no answer has a name or an amount that nobody published', async () => {
  const place = await publishCity(server, { rows: 500 });
  const { counts, broken } = await newAddresses(server, place, { rate: 100, seconds: 2, rows: 1000, isTimed: false });
  expect(broken).toEqual([]);
  expect(counts['requests']).toBe(200);
  const crawled = await publicAnswers(server, place, { most: 150, withCopy: false });
  expect(crawled.broken).toEqual([]);
  expect(crawled.counts['answers']).toBeGreaterThan(200);
});

test('a text that is planted in a static copy is found in each kind of file', async () => {
  const planted = 'Dinas Burung Kenari';
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-planted-'));
  try {
    const content = sampleContent(1, { units: 1 });
    const names = content.names.map((one) => (one.kind === 'unit' ? { ...one, name: planted } : one));
    const { dir, hash } = await writeEdition(join(folder, 'editions'), { ...content, names }, temporaryKey());
    writeData(openEdition(dir, hash));
    const found: string[] = [];
    for await (const { path, text } of filesOfCopy(folder)) if (text.includes(planted)) found.push(extname(path));
    expect(new Set(found)).toEqual(new Set(['.csv', '.json', '.xlsx', '.parquet', '.zip', '.br', '.gz']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('over HTTP, leadership and strangers see no figure that is not verified', async () => {
  const other = await start();
  try {
    const { counts, broken } = await unverifiedFigures(other, { names: ['leadership'] });
    expect(broken).toEqual([]);
    expect(counts['answers']).toBeGreaterThan(400);
  } finally {
    await other.stop();
  }
});

test('small archives that inflate to much lay the files of one at a time on the disk, and nothing is left after a crash', async () => {
  const other = await start();
  try {
    const { counts, broken } = await smallArchives(other, { refused: 1, allowed: 4, inflated: 120_000_000, isTimed: false });
    expect(broken).toEqual([]);
    expect(counts['archives']).toBe(5);
  } finally {
    await other.stop();
  }
});
