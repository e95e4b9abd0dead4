import fs, { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLog, type KeptLog, keyChainOf, nodeCryptography, rawKeyOf } from '@sipkadin/edition';
import { openLedger } from '@sipkadin/ledger';
import { recoverEditions, verifyAll } from '@sipkadin/workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoStages } from '../../../../packages/demo/src/plan.ts';
import { rotateSigningKey } from '../../src/data-folder/replace-key.ts';
import { useFolder } from '../../src/data-folder/use-folder.ts';
import { openParts } from '../../src/parts.ts';
import { type Config, readConfig } from '../../src/settings/config.ts';
import { here } from '../run.ts';

let folder = '';
/** A deployment with one edition of 2023. */
let seeded = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-rotation-'));
  seeded = join(folder, 'seeded');
  const path = join(folder, 'anggaran.csv');
  writeFileSync(path, demoStages()[0]?.uploads[0]?.file().bytes ?? '');
  const answers = ['--answer', 'year=2023', '--answer', 'version=murni', '--answer', 'unit=semua'];
  await mustRun(['government', 'add', '81.04', '--data', seeded]);
  await mustRun(['import', path, '--government', '19.71', ...answers, '--as', 'rina', '--verify-as', 'budi', '--data', seeded]);
  await mustRun(['publish', '--government', '19.71', '--year', '2023', '--data', seeded]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function mustRun(words: string[]): Promise<void> {
  const { status, stderr } = await here(words);
  if (status !== 0) throw new Error(stderr);
}
const publish = (data: string, note = '') =>
  here(['publish', '--government', '19.71', '--year', '2023', '--data', data, ...(note === '' ? [] : ['--note', note])]);
const copyOf = () => {
  const data = mkdtempSync(join(folder, 'data-'));
  cpSync(seeded, data, { recursive: true });
  return data;
};
const logIn = (data: string, path: string) => {
  try {
    return Promise.resolve(readFileSync(join(data, 'editions/log', path)));
  } catch {
    return Promise.resolve(undefined);
  }
};
const publicKeyIn = (data: string) => readFileSync(join(data, 'signing-key.pem.pub'), 'utf8');
const look = (data: string, kept?: KeptLog) =>
  checkLog((path) => logIn(data, path), {
    ...{ publicKey: rawKeyOf(publicKeyIn(data)) ?? new Uint8Array(), kept, cryptography: nodeCryptography },
  });

test('a rotated key signs from then on, and every edition is proved from either key', async () => {
  const data = copyOf();
  const before = (await look(data)).keep;
  const former = publicKeyIn(data);
  writeFileSync(join(folder, 'former.pem'), former);
  const rotated = await here(['key', '--rotate', '--reason', 'Setahun sekali', '--data', data]);
  expect(rotated).toMatchObject({ status: 0, stdout: expect.stringMatching(/\tpresent\t20.*\n.*\tformer\t\n$/) });
  expect(publicKeyIn(data)).not.toBe(former);
  // The former private key is nowhere any more.
  expect(readdirSync(data).filter((name) => name.startsWith('signing-key'))).toEqual(['signing-key.pem', 'signing-key.pem.pub']);
  expect(await publish(data, 'Sekali lagi')).toMatchObject({ status: 0 });
  expect(await here(['verify', '--data', data])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('ok: 1 statements, 2 editions'),
  });
  for (const number of ['1', '2'])
    for (const key of [join(folder, 'former.pem'), join(data, 'signing-key.pem.pub')])
      expect(await here(['verify', '--edition', join(data, 'editions/19.71/2023', number), '--key', key])).toMatchObject({ status: 0 });
  expect((await look(data, before)).problems).toEqual([]);
  // Once more, and a backup of it all can be restored.
  expect(await here(['key', '--rotate', '--reason', 'Sekali lagi', '--data', data])).toMatchObject({ status: 0 });
  expect((await look(data, before)).problems).toEqual([]);
  expect(await here(['backup', join(folder, 'backups'), '--data', data])).toMatchObject({ status: 0 });
  expect(await here(['restore', join(folder, 'backups'), '--data', join(folder, 'restored')])).toMatchObject({ status: 0 });
  // A damaged statement stops publishing, and nothing else.
  const statement = join(data, 'editions/log/keys/2');
  const whole = readFileSync(statement, 'utf8');
  writeFileSync(statement, whole.replace('"size":2', '"size":1'));
  for (const words of [['verify'], ['doctor']])
    expect(await here([...words, '--data', data])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/pernyataan kunci 2|Statement 2/i),
    });
  expect(await publish(data, 'Lagi')).toMatchObject({ stderr: expect.stringMatching(/is not what the ledger recorded/) });
  expect((await here(['key', '--data', data])).status).toBe(0);
  writeFileSync(statement, whole);
  expect(await here(['verify', '--data', data])).toMatchObject({ status: 0 });
  // The key of before the rotations, as from an old backup: nothing starts, and nothing is signed.
  cpSync(join(seeded, 'signing-key.pem'), join(data, 'signing-key.pem'));
  cpSync(join(seeded, 'signing-key.pem.pub'), join(data, 'signing-key.pem.pub'));
  expect(await publish(data, 'Lagi')).toMatchObject({ status: 1, stderr: expect.stringContaining('was replaced on 20') });
  expect(await here(['key', '--replace', '--reason', 'Hilang', '--data', data])).toMatchObject({ status: 0 });
  expect((await look(data, before)).problems.map(({ code }) => code)).toEqual(['broken-keys']);
  expect(await here(['key', '--rotate', '--reason', 'Hubungi 0812-3456-7890', '--data', data])).toMatchObject({ status: 3 });
  expect(await here(['verify', '--data', data])).toMatchObject({ status: 0 });
});

const changing = ['linkSync', 'renameSync', 'rmSync', 'mkdirSync'] as const;

/** Lets so many changes of names in the file system through, then none: what a process that was killed there leaves. @returns whether it came so far */
async function killedAfter(changes: number, work: () => Promise<unknown>): Promise<boolean> {
  const real = changing.map((name) => [name, fs[name]] as const);
  let left = changes;
  for (const [name, call] of real)
    Object.assign(fs, {
      [name]: (...given: unknown[]) => {
        if (left-- <= 0) throw new Error('killed');
        return Reflect.apply(call, fs, given);
      },
    });
  syncBuiltinESMExports();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && error.message === 'killed')) throw error;
  } finally {
    Object.assign(fs, Object.fromEntries(real));
    syncBuiltinESMExports();
  }
  return left < 0;
}

async function restarted(config: Config) {
  const used = useFolder(config, 'serving');
  const parts = await openParts(config, used);
  await recoverEditions(parts);
  const { problems } = await verifyAll({ ...parts, publicKeyPem: parts.signingKey.publicKeyPem });
  const rotations = await parts.ledger.read.selectFrom('audit').select('subject').where('action', '=', 'signing-key-rotated').execute();
  await parts.close();
  used.release();
  return { problems, key: parts.signingKey.id, rotations: rotations.map(({ subject }) => subject) };
}

test('killed anywhere, the next start finishes the rotation or goes back, and every reader goes on', async () => {
  const before = (await look(seeded)).keep;
  const seen = { finished: 0, back: 0 };
  for (let changes = 0; ; changes++) {
    const data = copyOf();
    const config = readConfig({}, { data });
    const ledger = await openLedger({ url: config.databaseUrl });
    const order = { config, ledger, reason: 'Setahun sekali', by: '', actor: 'cli:uji' };
    const isKilled = await killedAfter(changes, () => rotateSigningKey(order));
    await ledger.close();
    const { problems, key, rotations } = await restarted(config);
    expect(problems, `after ${changes} changes`).toEqual([]);
    const stated = keyChainOf(config.editions).statements.at(-1)?.newFingerprint;
    expect(rotations).toEqual(stated === undefined ? [] : [key]);
    expect(
      readdirSync(data).filter((name) => /^signing-key\.next-[0-9a-f]+\.pem$/.test(name)),
      `after ${changes} changes`,
    ).toEqual([]);
    seen[stated === undefined ? 'back' : 'finished']++;
    expect((await look(data, before)).problems, `after ${changes} changes`).toEqual([]);
    if (!isKilled) break;
  }
  expect(seen.back).toBeGreaterThan(1);
  expect(seen.finished).toBeGreaterThan(3);
});
