import {
  logName,
  logOf,
  nodeCryptography,
  publishKeyStatement,
  readableFingerprint,
  rootOfEntries,
  type SigningKey,
  temporaryKey,
  writeLog,
} from '@sipkadin/edition';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from '../browser.ts';

interface Served {
  page: Page;
  base: string;
  /** Of the editions that are served, signed with this key. */
  root: string;
  key: SigningKey;
  /** Serves the folder anew, with this public key. */
  serve: (publicKey: string) => void;
}

/** Replaces the key of a site before the eyes of one browser: first as it should be, then because the key was lost. */
export async function walkKeys({ page, base, root, key, serve }: Served): Promise<void> {
  const look = async (expected: 'good' | 'bad') => {
    await page.goto(`${base}/periksa`);
    await page.locator(`#periksa[data-outcome=${expected}]`).waitFor();
    return page.locator('main').innerText();
  };
  const replace = async (former: SigningKey | { id: string; publicKeyPem: string }, next: SigningKey) => {
    const log = await logOf(root);
    const entries = typeof log === 'string' ? [] : log.entries;
    const [first] = entries;
    if (first === undefined) throw new Error('there is no log');
    const head = { log: logName(first), size: entries.length, root: await rootOfEntries(entries, nodeCryptography.sha256) };
    await publishKeyStatement(root, { ...head, former, next, time: '2026-11-22T03:00:00.000Z', reason: 'Setahun sekali', by: 'BPKAD' });
    await writeLog(root, entries, next);
    serve(next.publicKeyPem);
  };
  const [rotated, last] = [temporaryKey(), temporaryKey()];
  await page.goto(`${base}/periksa`);
  await page.evaluate(() => localStorage.clear());
  expect(await look('good')).toContain('Kunci belum pernah diganti');
  await replace(key, rotated);
  const text = await look('good');
  for (const part of [
    'Kunci sudah diganti 1 kali',
    readableFingerprint(rotated.id),
    readableFingerprint(key.id),
    'Alasan diganti: Setahun sekali',
  ])
    expect(text).toContain(part);
  await replace({ id: rotated.id, publicKeyPem: rotated.publicKeyPem }, last);
  const broken = await look('bad');
  for (const part of ['Rantai kunci: tidak', 'Rantai kunci terputus di sini', 'oleh BPKAD']) expect(broken).toContain(part);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'terima kunci baru ini' }).click();
  await page.locator('#periksa[data-outcome=good]').waitFor();
  const accepted = await look('good');
  for (const part of ['Rantai kunci: terputus', 'Rantai kunci terputus 1 kali']) expect(accepted).toContain(part);
  expect(await page.getByRole('button', { name: 'terima kunci baru ini' }).count()).toBe(0);
  await page.goto(`${base}/tentang`);
  expect(await page.locator('main').innerText()).toContain(readableFingerprint(last.id));
}
