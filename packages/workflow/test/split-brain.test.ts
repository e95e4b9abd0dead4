import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey } from '@sipkadin/edition';
import { addGovernment, type Ledger, listEditions } from '@sipkadin/ledger';
import { type Objects, ObjectsError, openObjects } from '@sipkadin/objects';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchEdition } from '../../edition/src/store/fetch.ts';
import { budget, databases, health, line, type TestLedger } from '../../ledger/test/databases.ts';
import { sending } from '../../ledger/test/sending.ts';
import { carryOut } from '../src/publishing/publish.ts';
import { recoverEditions } from '../src/publishing/recover.ts';
import { watchStore } from '../src/sharing/watch-store.ts';

/*
 * A machine that stands still in the middle of a publication for longer than its claim holds, as a virtual machine that is moved, and
 * goes on after another machine has published in its place.
 */
const government = '19.71';
const year = fiscalYear(2025);
let place: TestLedger;
let ledger: Ledger;
let objects: Objects;
beforeEach(async () => {
  const open = databases[0]?.open;
  if (open === undefined) throw new Error('no database');
  place = await open();
  ledger = place.ledger;
  await ledger.transact((tx) => addGovernment(tx, { code: government, name: 'Kota Pangkalpinang' }, 'setup'));
  await sending(() => place).verified(budget([line(health, '5.1.02', 100n)]));
  mkdirSync(join(place.folder, 'store'));
  objects = await openObjects(pathToFileURL(join(place.folder, 'store')).href);
});
afterEach(() => place.end());

const signingKey = () => loadSigningKey(join(place.folder, 'key.pem'));
const rootOf = (machine: string) => join(place.folder, machine);

function publishAt(machine: string, store = objects) {
  const times = { lease: 300, renew: 100_000, poll: 50 };
  return carryOut({
    ledger,
    government,
    year,
    actor: 'publisher',
    editionsRoot: rootOf(machine),
    signingKey: signingKey(),
    objects: store,
    times,
  });
}

/** Stands still before it stores what the pattern matches, until it is let go. @param last whether it then stores nothing else */
function standingStill(pattern: RegExp, last = false) {
  const reached = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  let isOver = false;
  const put: Objects['put'] = async (key, source) => {
    if (isOver) throw new ObjectsError('away', 'the machine is gone');
    if (pattern.test(key)) {
      isOver = last;
      reached.resolve();
      await going.promise;
    }
    return objects.put(key, source);
  };
  return { objects: { ...objects, put }, reached: reached.promise, goOn: () => going.resolve() };
}

const recorded = async () => (await listEditions(ledger.read, government, year)).at(-1);

test('before its edition is recorded: what it stores afterwards does not touch the edition that took its number', async () => {
  const still = standingStill(/(?:manifest\.json|SHA256SUMS)$/);
  const late = publishAt('a', still.objects);
  await still.reached;
  const { hash, number } = await publishAt('b');
  still.goOn();
  await expect(late).rejects.toMatchObject({ code: 'busy' });
  expect(await fetchEdition(objects, rootOf('reader'), { government, year, number, hash })).toBe(true);
  expect(await recorded()).toMatchObject({ number: 1, hash });
});

test('after its edition is recorded and before the store has it, another machine points readers to it', async () => {
  const still = standingStill(/^heads\/19\.71\/2025\/published\.json$/);
  const late = publishAt('a', still.objects);
  await still.reached;
  await recoverEditions({
    ledger,
    editionsRoot: rootOf('b'),
    signingKey: signingKey(),
    objects,
    times: { lease: 300, renew: 100, poll: 50 },
  });
  expect(existsSync(join(rootOf('b'), government, '2025', '1', 'manifest.json'))).toBe(true);
  still.goOn();
  await late;
  expect((await objects.list('staged/')).map(({ key }) => key)).toEqual([]);
});

test('while it stores the head of the log: an earlier head in the place of a later one is noticed and replaced', async () => {
  const still = standingStill(/^heads\/log\/checkpoint$/, true);
  const late = publishAt('a', still.objects);
  await still.reached;
  await sending(() => place).verified(budget([line(health, '5.1.02', 200n)]));
  await publishAt('b');
  const head = await objects.read('heads/log/checkpoint');
  still.goOn();
  await late;
  const watch = watchStore(objects, rootOf('b'), ledger.read);
  expect(await watch()).toBe(true);
  await recoverEditions({ ledger, editionsRoot: rootOf('b'), signingKey: signingKey(), objects });
  expect(await objects.read('heads/log/checkpoint')).toEqual(head);
  expect(await watch()).toBe(false);
});
