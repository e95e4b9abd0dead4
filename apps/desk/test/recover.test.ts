import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defaultBands, fiscalYear } from '@sipkadin/budget';
import { openEditions, writeEdition } from '@sipkadin/edition';
import { editionState, receiveUpload, submitUpload, verifyUpload } from '@sipkadin/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importUpload, publish, recoverEditions, verifyAll } from '../../../packages/workflow/src/index.ts';
import { city, type Deployment, deploy, templateFile } from './deployment.ts';

let place: Deployment;
beforeEach(async () => {
  place = await deploy();
  const { hash, bytes } = await place.uploads.put(Buffer.from(templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '5']] })));
  const { id } = await place.ledger.transact((tx) => receiveUpload(tx, { government: city, fileName: 'a.csv', hash, bytes, actor: 'one' }));
  await importUpload({ ledger: place.ledger, uploads: place.uploads, id });
  await place.ledger.transact(async (tx) => {
    await submitUpload(tx, id, 'one');
    await verifyUpload(tx, id, 'two');
  });
});
afterEach(() => place.close());

const order = () => ({ ...place, government: city, year: fiscalYear(2026), actor: 'three' });
const folder = (number: number) => join(place.editionsRoot, city, '2026', String(number));

test('a bundle that was written but never recorded is removed, and its number used again', async () => {
  const { further: _, ...state } = await editionState(place.ledger.read, { government: city, year: fiscalYear(2026) });
  await writeEdition(
    place.editionsRoot,
    { ...state, number: 1, publishedAt: '2026-04-01T00:00:00.000Z', note: '', previous: null, bands: defaultBands },
    place.signingKey,
  );
  expect(await recoverEditions(place)).toEqual({ announced: [], removed: [folder(1)], missing: [], differing: [], unshared: [], busy: [] });
  expect(await publish(order())).toMatchObject({ number: 1 });
});

test('an edition that was recorded but not announced is announced', async () => {
  const { hash } = await publish(order());
  rmSync(join(place.editionsRoot, city, '2026', 'published.json'));
  expect(openEditions(place.editionsRoot).latest(city, fiscalYear(2026))).toBeUndefined();
  expect(await recoverEditions(place)).toEqual({ announced: [folder(1)], removed: [], missing: [], differing: [], unshared: [], busy: [] });
  expect(openEditions(place.editionsRoot).latest(city, fiscalYear(2026))?.hash).toBe(hash);
  expect(await recoverEditions(place)).toEqual({ announced: [], removed: [], missing: [], differing: [], unshared: [], busy: [] });
});

test('an edition whose folder is gone is named, by recovery and by verification', async () => {
  await publish(order());
  rmSync(folder(1), { recursive: true });
  rmSync(join(place.editionsRoot, city, '2026', 'published.json'));
  expect(await recoverEditions(place)).toEqual({
    announced: [],
    removed: [],
    missing: [folder(1)],
    differing: [join(folder(1), '..')],
    unshared: [],
    busy: [],
  });
  const { problems } = await verifyAll({ ...place, publicKeyPem: place.signingKey.publicKeyPem });
  expect(problems).toEqual([expect.objectContaining({ where: 'edition', subject: `${city}/2026/1` })]);
});

test('two publications at once give one edition, and the other is refused', async () => {
  const results = await Promise.allSettled([publish(order()), publish(order())]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'nothing-new' } });
  expect((await verifyAll({ ...place, publicKeyPem: place.signingKey.publicKeyPem })).problems).toEqual([]);
});
