/**
 * A stranger's drill: everything that a city does with an archive, on a machine without network, Node, npm or settings.
 * `npm run drill` packs an archive of the present commit first; `npm run drill -- --archive FILE --key MAKER_KEY` takes one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadSigningKey } from '@sipkadin/edition';
import { bring, enter, government, invite, page, publish } from './drill/city.ts';
import { brokenMigration, cut, laterArchive, migration, noStart } from './drill/later-archives.ts';
import { endAll, must, run, type Server, serve } from './drill/machine.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { archive: { type: 'string' }, key: { type: 'string' }, port: { type: 'string', default: '8975' }, inside: { type: 'boolean' } },
});
const print = (line: string) => void process.stdout.write(`${line}\n`);

if (values.inside !== true) process.exit(withoutNetwork(...archive()));

/** The archive and the key that signed it, packed where none was named. */
function archive(): [archive: string, key: string] {
  if (values.archive !== undefined && values.key !== undefined) return [resolve(values.archive), resolve(values.key)];
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-drill-pack-'));
  const key = join(folder, 'maker.pem');
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'tools/pack.ts'), '--arch', process.arch, '--key', key, '--out', folder],
    { stdio: 'inherit' },
  );
  const name = readdirSync(folder).find((file) => file.endsWith('.tar.gz'));
  if (status !== 0 || name === undefined) throw new Error('the archive could not be packed');
  return [join(folder, name), key];
}

/** Runs the drill again where no network but the machine's own loopback can be reached; with the network where that cannot be had. */
function withoutNetwork(file: string, key: string): number {
  const own = [...process.execArgv, import.meta.filename, '--inside', '--archive', file, '--key', key, '--port', values.port];
  const cutOff = spawnSync('unshare', ['-rn', 'sh', '-c', 'ip link set lo up']).status === 0;
  print(cutOff ? 'network: loopback alone (unshare)' : 'network: NOT cut off, unshare or ip is missing here');
  const words = cutOff
    ? ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"', process.execPath, ...own]
    : [process.execPath, ...own];
  return spawnSync(words[0] ?? '', words.slice(1), { stdio: 'inherit' }).status ?? 1;
}

const home = mkdtempSync(join(tmpdir(), 'sipkadin-drill-'));
const [opt, data, backups] = ['opt', 'data', 'backups'].map((name) => join(home, name)) as [string, string, string];
const port = Number(values.port);
const [file, keyPath] = [values.archive ?? '', values.key ?? ''];
const sipkadin = join(opt, 'current/sipkadin');
const settings = { SIPKADIN_DATA: data, SIPKADIN_GOVERNMENT: government, TMPDIR: home };
const command = (...words: string[]) => must(sipkadin, words, settings);
const rows: { step: string; seconds: number; found: string; ok: boolean }[] = [];

/** One step of the table; the drill goes on after a failure where later steps can still tell something. */
async function step<T>(name: string, work: () => Promise<[found: string, result: T]>): Promise<T> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    const [found, result] = await work();
    rows.push({ step: name, seconds: seconds(), found, ok: true });
    print(`ok    ${seconds().toFixed(1).padStart(6)} s  ${name}: ${found}`);
    return result;
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    rows.push({ step: name, seconds: seconds(), found, ok: false });
    print(`WRONG ${seconds().toFixed(1).padStart(6)} s  ${name}: ${found}`);
    throw error;
  }
}

const version = async (server: Server) => (JSON.parse(await page(server.address, '/health')) as { version: string }).version;
const verified = async () => /ok: (\d+ statements, \d+ editions)/.exec(await command('verify'))?.[1] ?? expectVerified();
function expectVerified(): never {
  throw new Error('verify does not say what it verified');
}
/** Of every edition, the list of its files with their hashes. */
function hashes(): string {
  const folder = join(data, 'editions', government);
  const lists = globSync('[0-9]*/[0-9]*/SHA256SUMS', { cwd: folder }).toSorted();
  if (lists.length === 0) throw new Error('there are no editions');
  return lists.map((path) => `${path}\n${readFileSync(join(folder, path), 'utf8')}`).join('\n');
}

/** A refused update: the exit status that is expected, and everything as before. */
async function refused(
  name: string,
  path: string,
  status: number,
  why: RegExp,
  before: { version: string },
  server: Server,
): Promise<Server> {
  return step(name, async () => {
    const ended = await run(sipkadin, ['update', path, '--backups', backups, '--limit', '60'], {
      ...settings,
      SIPKADIN_PORT: String(port),
    });
    if (ended.status !== status || !why.test(ended.text)) throw new Error(`ended with ${ended.status}: ${ended.text.slice(-1500)}`);
    // An update that went back had stopped the server.
    const next = status === 1 ? await serve(sipkadin, port, settings) : server;
    const found = await version(next);
    if (found !== before.version) throw new Error(`version ${found} answers`);
    return [`refused or undone (${why.source}); ${found} serves, ${await verified()}`, next];
  });
}

async function drill(): Promise<void> {
  const unpacked = await step('unpack the archive', async () => {
    await must('/usr/bin/tar', ['xzf', file, '-C', home], { PATH: '/usr/bin:/bin' });
    const top = basename(file, '.tar.gz');
    return [`${(statSync(file).size / 1e6).toFixed(1)} MB`, join(home, top)];
  });
  await step('install it, as a user whose files nobody else may read', async () => {
    const words = ['-c', 'umask 077; exec "$0" "$@"', join(unpacked, 'sipkadin'), 'install', opt, '--trust', `${keyPath}.pub`];
    const text = await must('/bin/sh', words);
    for (const path of ['current/apps/server/src', 'current/release.json', 'maker-key.pem', 'sipkadin.service'])
      if ((statSync(join(opt, path)).mode & 0o004) === 0) throw new Error(`the service could not read ${path}`);
    if (!readFileSync(join(opt, 'sipkadin.service'), 'utf8').includes(`\nExecStart=${opt}/current/sipkadin serve\n`))
      throw new Error('the unit does not start this installation');
    return [text.split('\n')[0] ?? '', undefined];
  });
  const first = await step('start it on an empty folder', async () => {
    mkdirSync(data);
    const server = await serve(sipkadin, port, settings);
    return [`${server.address}, version ${await version(server)}`, server];
  });
  const admin = await step('the first admin, by the printed link', async () => {
    const link = /^ +(http\S+#\S+)$/m.exec(first.printed)?.[1];
    if (link === undefined) throw new Error('no link was printed');
    return ['signed in, two-step verification set up', await enter(first.address, link)];
  });
  const [operator, verifier, publisher] = await step('three more people, by their links', async () => {
    const people = [];
    for (const [name, role] of [
      ['Rina', 'operator'],
      ['Budi', 'verifier'],
      ['Sari', 'publisher'],
    ] as const)
      people.push(await enter(first.address, await invite(admin, name, role)));
    return ['operator, verifier, publisher', people];
  });
  if (operator === undefined || verifier === undefined || publisher === undefined) return;
  await step('two real files: uploaded, verified by another person, published by a third', async () => {
    const files = join(root, '../shared/data');
    if (!existsSync(files)) throw new Error(`${files} is not there`);
    for (const version of ['murni', 'perubahan'])
      await bring(operator, verifier, join(files, `rekap5_buru_2025_${version}.xlsx`), { unit: 'semua', year: '2025', version });
    const hash = await publish(publisher, 2025);
    // The revised budget, as the README of the files has it. The pages of a new edition take some seconds to be there.
    const isShown = async () => (await fetch(`${first.address}/`)).text().then((text) => text.includes('1.010.148.878.495,39'));
    for (const until = performance.now() + 120_000; !(await isShown()); await wait(500))
      if (performance.now() > until) throw new Error('the public page does not show the known total of the file');
    return [`edition ${hash.slice(0, 10)} of Rp1.010.148.878.495,39; ${await verified()}`, undefined];
  });
  await step('a banner, typeset as PDF', async () => {
    const path = join(home, 'banner.pdf');
    await command('banner', '--government', government, '--out', path, '--address', 'https://contoh.go.id');
    const bytes = readFileSync(path);
    if (bytes.subarray(0, 5).toString() !== '%PDF-') throw new Error('it is no PDF');
    return [`${(bytes.length / 1000).toFixed(0)} kB`, undefined];
  });
  const published = hashes();
  const passphrase = join(home, 'passphrase');
  writeFileSync(passphrase, 'kuda terbang biru di atas bukit\n', { mode: 0o600 });
  await step('backup while it serves, with the keys', async () => [
    (await command('backup', backups, '--passphrase', passphrase)).split('\n').at(-1) ?? '',
    undefined,
  ]);
  await step('kill the server and destroy the data folder', async () => {
    await first.end('SIGKILL');
    rmSync(data, { recursive: true });
    return ['gone', undefined];
  });
  await step('restore', async () => [
    (await must(sipkadin, ['restore', backups, '--data', data, '--passphrase', passphrase], { TMPDIR: home })).split('\n').at(-1) ?? '',
    undefined,
  ]);
  const restored = await step('the restored deployment serves the same editions', async () => {
    if (hashes() !== published) throw new Error('editions are not those that were published');
    const server = await serve(sipkadin, port, settings);
    await page(server.address, '/?tahun=2025');
    return [await verified(), server];
  });
  const key = loadSigningKey(keyPath);
  const later = (name: string, order: Parameters<typeof laterArchive>[2]) => laterArchive(join(home, `${name}.tar.gz`), unpacked, order);
  const newer = await later('newer', { version: '90.0.0', migrations: 1, additions: migration, key });
  let server = await step('update to a newer archive that changes the form of the database', async () => {
    await must(sipkadin, ['update', newer, '--backups', backups, '--passphrase', passphrase], {
      ...settings,
      SIPKADIN_PORT: String(port),
    });
    if (!(await command('backup', backups, '--list')).endsWith('with keys')) throw new Error('the backup of the update has no keys');
    const next = await serve(sipkadin, port, settings);
    const found = await version(next);
    if (found !== '90.0.0') throw new Error(`version ${found} answers`);
    if (hashes() !== published) throw new Error('editions are not those that were published');
    return [`${found} serves; ${await verified()}`, next];
  });
  await restored.end('SIGKILL');
  const now = { version: '90.0.0' };
  const attempts = [
    [
      'update to one that does not start',
      { version: '90.0.1', migrations: 1, additions: { ...migration, ...noStart }, key },
      1,
      /update was undone/,
    ],
    ['update to one whose migration fails', { version: '90.0.2', migrations: 2, additions: brokenTwice, key }, 1, /update was undone/],
    [
      'update that somebody else signed',
      { version: '90.0.3', migrations: 1, additions: migration, key: loadSigningKey(join(home, 'stranger.pem')) },
      3,
      /not signed by the maker/,
    ],
  ] as const;
  for (const [name, order, status, why] of attempts) server = await refused(name, await later('attempt', order), status, why, now, server);
  const next = await later('next', { version: '90.0.4', migrations: 1, additions: migration, key });
  server = await refused('update that was cut off on its way', cut(next, join(home, 'cut.tar.gz')), 3, /is damaged/, now, server);
  server = await refused('an older archive', file, 3, /older/, now, server);
  await step('doctor', async () => [
    (await command('doctor'))
      .split('\n')
      .filter((line) => /release|maker|database/.test(line))
      .map((line) => line.replaceAll(/ +/g, ' '))
      .join('; '),
    undefined,
  ]);
  await server.end('SIGTERM');
}

/** The database is at the form that the newer archive gave it; the next step fails in its middle. */
const brokenTwice = Object.fromEntries(Object.entries(migration).map(([path, text]) => [path, `${text}${brokenMigration[path] ?? ''}`]));

try {
  await drill();
} catch (error) {
  const found = error instanceof Error ? error.message : String(error);
  if (!rows.some((row) => row.found === found)) rows.push({ step: 'between two steps', seconds: 0, found, ok: false });
} finally {
  endAll();
  rmSync(home, { recursive: true, force: true });
}
const failed = rows.filter(({ ok }) => !ok).length;
print(`\n| step | seconds | found |\n|---|---|---|`);
for (const { step: name, seconds, found, ok } of rows)
  print(`| ${name} | ${seconds.toFixed(1)} | ${ok ? '' : 'WRONG: '}${found.split('\n')[0]?.slice(0, 160)} |`);
print(`\n${rows.length} steps, ${failed} failed, ${rows.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(0)} s`);
process.exitCode = failed === 0 && rows.length >= 17 ? 0 : 1;
