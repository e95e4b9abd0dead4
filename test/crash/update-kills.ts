import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { readJournal } from '../../apps/server/src/installation/journal.ts';
import { currentId } from '../../apps/server/src/installation/layout.ts';
import { openRelease } from '../../apps/server/src/installation/release.ts';
import { type Acknowledged, compareWithAcknowledged } from '../acknowledged.ts';
import { folders } from '../crash-files.ts';
import { run, type Server, serve } from '../drill/machine.ts';
import { createDurations } from './durations.ts';
import { type Killed, newKillFolder } from './road-kills.ts';
import { installSmallRelease, type SmallInstallation } from './small-releases.ts';

/** The steps of an update in order, each with what is printed when it begins. */
const begins = [
  ['unpack', /^/],
  ['backup', /: the signature of /],
  ['stop', /^backup in /],
  ['try', /^(?:no server runs|stopped: )/],
  ['switch', / is healthy/],
  ['finish', /\/current is /],
] as const;

const durations = createDurations({ unpack: 2500, backup: 1500, stop: 100, try: 8000, switch: 30, finish: 100 });

export interface UpdateKills {
  kill(next: () => number): Promise<Killed>;
  remove(): void;
}

/** Installs a release with a data folder in which two small files are public. */
export async function prepareUpdateKills(): Promise<UpdateKills> {
  const installation = await installSmallRelease();
  const { home } = installation;
  const template = newKillFolder();
  const acknowledged: Acknowledged[] = [];
  for (let turn = 0; acknowledged.filter(({ event }) => event === 'published').length < 2; turn++) {
    // Long after the edition is there.
    const killed = await template.kill('publish', { turn, next: () => 5, whole: true });
    if (killed.lost.length > 0) throw new Error(killed.lost.join('\n'));
    acknowledged.push(...killed.acknowledged);
  }
  cpSync(template.root, join(home, 'template'), { recursive: true });
  template.remove();
  return {
    async kill(next) {
      installation.reset();
      const data = join(home, 'data');
      rmSync(data, { recursive: true, force: true });
      cpSync(join(home, 'template'), data, { recursive: true, mode: 0 });
      const found = await killUpdate(installation, data, next);
      if (found.lost.length === 0) {
        forgetLaterForm(data, installation.present.manifest.schema);
        found.lost.push(...(await compareWithAcknowledged(folders(data), acknowledged)).lost);
      }
      return { in: found.in, acknowledged: [], lost: found.lost.map((text) => `update, killed in ${found.in}: ${text}`), ahead: 0 };
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/**
 * Kills an update, alone or with everything that it started; then the server is started, or the update is made once more, and in the end
 * the update has to be complete.
 */
async function killUpdate({ home, root, present, archive }: SmallInstallation, data: string, next: () => number) {
  const environment = { SIPKADIN_DATA: data, SIPKADIN_PORT: '0', SIPKADIN_LANG: 'en', TMPDIR: home, PATH: process.env['PATH'] ?? '' };
  const sipkadin = join(root, 'current/sipkadin');
  const words = ['update', archive, '--backups', join(home, 'backups'), '--unit', 'sipkadin-of-a-test.service', '--limit', '1200'];
  const lost: string[] = [];
  let server: Server | undefined;
  if (next() < 1 / 3) server = await serve(sipkadin, 0, environment);
  const update = spawn(sipkadin, words, { env: environment, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const abandon = () => killGroup(update);
  process.once('exit', abandon);
  try {
    const isAll = next() < 1 / 2;
    const step = await killIn(update, begins[Math.floor(next() * begins.length)]?.[0] ?? 'try', next(), isAll);
    if (isAll) await server?.end('SIGKILL');
    if (next() < 1 / 2) {
      // Whoever starts the server has seen that the one before is gone.
      await server?.end('SIGKILL');
      try {
        lost.push(...(await wrongWhenStarted(await serve(sipkadin, 0, environment), root)));
      } catch (error) {
        lost.push(`the server does not start: ${String(error)}`);
      }
      lost.push(...wrongOnDisk(root, data, present.manifest.schema, present.id));
    }
    const again = await run(sipkadin, words, environment);
    if (again.status !== 0 && !/installed already/.test(again.text)) lost.push(`the next update ended with ${again.status}: ${again.text}`);
    lost.push(...wrongOnDisk(root, data, present.manifest.schema, present.id));
    if (currentId(root) === present.id) lost.push('the next update did not go through');
    return { in: step === undefined ? 'between' : `update: ${step}`, lost };
  } finally {
    await server?.end('SIGKILL');
    abandon();
    process.off('exit', abandon);
  }
}

/**
 * @param isAll with its children
 * @returns the step that it was in; undefined where it had ended
 */
function killIn(update: ChildProcess, wanted: string, share: number, isAll: boolean): Promise<string | undefined> {
  return new Promise((resolve) => {
    let at = -1;
    let since = performance.now();
    let text = '';
    const begin = () => {
      for (let later = at + 1; later < begins.length; later++) {
        if (!text.split('\n').some((line) => begins[later]?.[1].test(line))) break;
        const now = performance.now();
        if (at >= 0) durations.learn(begins[at]?.[0] ?? '', now - since);
        [at, since] = [later, now];
        const step = begins[at]?.[0] ?? '';
        if (step !== wanted) continue;
        setTimeout(() => (isAll ? killGroup(update) : update.kill('SIGKILL')), durations.moment(step, share));
      }
    };
    begin();
    update.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      begin();
    });
    // Not 'close': what it started may have its output still.
    update.on('exit', (_, signal) => resolve(signal === 'SIGKILL' ? begins[at]?.[0] : undefined));
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

async function wrongWhenStarted(server: Server, root: string): Promise<string[]> {
  const wrong: string[] = [];
  const { version } = (await (await fetch(`${server.address}/health`)).json()) as { version: string };
  const current = openRelease(join(root, 'current'))?.manifest.version;
  if (version !== current) wrong.push(`version ${version} answers, ${current} is installed`);
  const { status } = await fetch(`${server.address}/`);
  if (status !== 200) wrong.push(`the first page is answered ${status}`);
  await server.end('SIGTERM');
  return wrong;
}

/** @returns what is not as it must be when no update is under way: one whole release, and databases of its form */
function wrongOnDisk(root: string, data: string, presentSchema: number, presentId: string): string[] {
  const wrong: string[] = [];
  if (readJournal(data) !== undefined) wrong.push('an update is still under way');
  const id = currentId(root) ?? '';
  const release = openRelease(join(root, 'releases', id));
  if (release === undefined || release.id !== id) return [...wrong, `the current release "${id}" is none`];
  for (const [path, { sha256 }] of Object.entries(release.manifest.files)) {
    const file = join(release.folder, path);
    const found = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'nothing';
    if (found !== sha256) wrong.push(`${path} of ${id} is not whole`);
  }
  const wanted = id === presentId ? presentSchema : presentSchema + 1;
  const database = new Sqlite(join(data, 'ledger.sqlite'), { readonly: true });
  const schema = Number(database.prepare('select max(version) from schema_version').pluck().get());
  database.close();
  if (schema !== wanted) wrong.push(`the database has had ${schema} migrations, ${id} has ${wanted}`);
  const parts = readdirSync(data).filter((name) => name.endsWith('.part'));
  if (parts.length > 0) wrong.push(`left over: ${parts.join(', ')}`);
  return wrong;
}

/** The later release has one migration more than this program, which therefore would not open its database. */
function forgetLaterForm(data: string, schema: number): void {
  const database = new Sqlite(join(data, 'ledger.sqlite'));
  database.exec(`drop table drill_note; delete from schema_version where version > ${schema}`);
  database.close();
}
