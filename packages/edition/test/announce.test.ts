import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fiscalYear } from '@sipkadin/budget';
import { expect, it } from 'vitest';
import { announce } from '../src/folder/announce.ts';
import { readPointer } from '../src/folder/pointer.ts';
import { canonicalJson } from '../src/format/frozen/canonical.ts';
import { sha256 } from '../src/sha256.ts';

const editions = 150;

/** Announces follow each other; a manifest is all that announcing looks at. */
function writeManifests(root: string): string[] {
  const hashes: string[] = [];
  for (let number = 1; number <= editions; number++) {
    const previous = number === 1 ? null : { number: number - 1, hash: hashes.at(-1) };
    const bytes = canonicalJson({ format: 'sipkadin-edition/1', number, previous });
    mkdirSync(join(root, '19.71', '2026', String(number)), { recursive: true });
    writeFileSync(join(root, '19.71', '2026', String(number), 'manifest.json'), bytes);
    hashes.push(sha256(bytes));
  }
  return hashes;
}

const watcher = `
const { parentPort, workerData } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
const stop = new Int32Array(workerData.stop);
let reads = 0, wrong = 0, seen = new Set(), last = 0;
parentPort.postMessage('ready');
while (Atomics.load(stop, 0) === 0) {
  let text;
  try { text = readFileSync(workerData.path, 'utf8'); } catch (error) { if (error.code === 'ENOENT' && last === 0) continue; wrong++; continue; }
  reads++;
  try {
    const { editions } = JSON.parse(text);
    if (editions.length < last || editions.some((edition, index) => edition.number !== index + 1)) wrong++;
    last = editions.length;
    seen.add(last);
  } catch { wrong++; }
}
parentPort.postMessage({ reads, wrong, seen: seen.size });
`;

it('lets a reader in another thread see the list before or after, never between', async () => {
  const root = mkdtempSync(join(tmpdir(), 'sipkadin-announce-'));
  try {
    const hashes = writeManifests(root);
    const stop = new SharedArrayBuffer(4);
    const path = join(root, '19.71', '2026', 'published.json');
    const worker = new Worker(watcher, { eval: true, workerData: { path, stop } });
    const next = () => new Promise<{ reads: number; wrong: number; seen: number }>((resolve) => worker.once('message', resolve));
    await next();
    for (const [index, hash] of hashes.entries()) await announce(root, '19.71', fiscalYear(2026), index + 1, hash);
    const report = next();
    Atomics.store(new Int32Array(stop), 0, 1);
    const { reads, wrong, seen } = await report;
    await worker.terminate();
    expect(wrong).toBe(0);
    // It watched while things changed, or it proved nothing.
    expect(reads).toBeGreaterThan(20);
    expect(seen).toBeGreaterThan(3);
    expect(readPointer(root, '19.71', fiscalYear(2026))).toHaveLength(editions);
    expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

it('keeps every one of many that are announced at once', async () => {
  const root = mkdtempSync(join(tmpdir(), 'sipkadin-announce-'));
  try {
    const hashes = writeManifests(root).slice(0, 20);
    await Promise.all(hashes.map((hash, index) => announce(root, '19.71', fiscalYear(2026), index + 1, hash)));
    expect(readPointer(root, '19.71', fiscalYear(2026))).toHaveLength(20);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
