import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Words } from '@sipkadin/budget';
import { Refusal } from '../command.ts';
import { freeBytes } from '../data-folder/folder.ts';
import type { Config, Environment } from '../settings/config.ts';
import { ownerOf } from './as-owner.ts';
import { readJournal, recordLastUpdate, removeJournal, removeUpdateFolder, type UpdateJournal, writeJournal } from './journal.ts';
import { databaseBytes, keepDatabases } from './kept-database.ts';
import { currentId, removeOthers, switchTo, trustedKey, trustKey, writeUnit } from './layout.ts';
import { isEarlier, openRelease, type Release, type ReleaseManifest } from './release.ts';
import { healthAt, type RunAs, runCommand, tryRelease, untilHealthy } from './run-release.ts';
import { type RunningServer, runningServer, untilUnused } from './running-server.ts';
import { describePutBack, goBackTo, keepsNewForm, lockUpdate, settleUpdate } from './settle-update.ts';
import { type Unpacked, unpackRelease } from './unpack-release.ts';

/** The steps of an update in order. */
export type UpdateStep = 'unpack' | 'backup' | 'prepare' | 'stop' | 'keep' | 'try' | 'switch' | 'start' | 'finish';

export interface UpdateOrder {
  archive: string;
  /** Folder of the installation. */
  root: string;
  config: Pick<Config, 'data' | 'databaseUrl' | 'host' | 'port' | 'only'>;
  /** Settings of the server. */
  environment: Environment;
  /** Folder that the backup before the update goes into. */
  backups: string;
  /** File with the passphrase under which that backup holds the keys too; undefined: it has none. */
  passphrase: string | undefined;
  /** Of systemd. */
  unit: string;
  allowOlder: boolean;
  /** With PostgreSQL: migrate all the same, although the update cannot go back by itself then. */
  withoutWayBack: boolean;
  /** Milliseconds that the new release has to become healthy. */
  limit: number;
  /** Milliseconds that it has to stay healthy without a break, each time that it is started. */
  steady: number;
  signal: AbortSignal;
  report(line: Words): void;
  /** After each step. */
  reached?: (step: UpdateStep) => void;
}

/**
 * Replaces the release of an installation by the one in an archive, and goes back by itself where the new one does not become healthy.
 * Killed at any point, the next update or the next start of the server completes or undoes it.
 * @returns the id of the new release
 * @throws Refusal with the reason; the earlier release and its data are as before
 */
export async function update(order: UpdateOrder): Promise<string> {
  const { config, report, reached = () => {} } = order;
  const { data } = config;
  const lock = lockUpdate(data);
  try {
    const interrupted = readJournal(data);
    if (interrupted !== undefined && interrupted.root !== order.root)
      throw new Refusal({
        id: `pembaruan ${data} oleh pemasangan ${interrupted.root} terputus; selesaikan dari sana`,
        en: `an update of ${data} by the installation ${interrupted.root} was interrupted; complete it from there`,
      });
    if (interrupted !== undefined) report(await settleUpdate(config, interrupted));
    return await replaceRelease(order, interrupted?.unit === order.unit, reached);
  } finally {
    // Before the lock ends: what another update makes there after that is not ours.
    removeUpdateFolder(data);
    lock.release();
  }
}

/** @param isStopped an interrupted update stopped the unit and did not start it again */
async function replaceRelease(order: UpdateOrder, isStopped: boolean, reached: (step: UpdateStep) => void): Promise<string> {
  const { archive, root, config, report, signal } = order;
  const { data } = config;
  const present = presentRelease(root);
  const key = trustedKey(root);
  if (key === undefined)
    throw new Refusal({
      id: `${root} tidak punya kunci pembuat (maker-key.pem): dipasang dari arsip tanpa tanda tangan`,
      en: `${root} has no maker's key (maker-key.pem): it was installed from an archive without a signature`,
    });
  const next = await unpackRelease(archive, root, key.pem, (candidate) => mayReplace(present, candidate, order));
  const count = Object.keys(next.manifest.files).length;
  report({
    id: `${next.id}: tanda tangan ${key.id.slice(0, 16)} dan ${count} berkas sesuai dengan yang ditandatangani pembuatnya`,
    en: `${next.id}: the signature of ${key.id.slice(0, 16)} and ${count} files are as the maker signed them`,
  });
  reached('unpack');
  const as = { environment: order.environment, owner: ownerOf(data), folder: data };
  // Without a ledger there is only what editions hold, which an update does not change.
  if (databaseBytes(config.databaseUrl) > 0 || !config.databaseUrl.startsWith('sqlite:')) {
    if (config.only !== 'public') report(await backUpBefore(present, order, as));
  }
  reached('backup');
  const needed = databaseBytes(config.databaseUrl) * 2 + 64 * 1024 * 1024;
  if (freeBytes(data) < needed)
    throw new Refusal({
      id: `disk ${data} kurang ruang: pembaruan memerlukan ${Math.ceil(needed / 1_048_576)} MB`,
      en: `the disk of ${data} has too little room: ${Math.ceil(needed / 1_048_576)} MB are needed for the update`,
    });
  const address = addressOf(config);
  const server = runningServer(config, order.unit, isStopped);
  const known = server === undefined ? [] : ((await healthAt(address))?.reasons ?? []);
  const migrates = next.manifest.schema !== present.manifest.schema;
  let journal: UpdateJournal = {
    root,
    from: present.id,
    to: next.id,
    at: new Date().toISOString(),
    migrates,
    step: 'prepared',
    ...(server?.unit !== undefined && { unit: server.unit }),
  };
  const record = (step: UpdateJournal['step']) => writeJournal(data, (journal = { ...journal, step }));
  record('prepared');
  reached('prepare');
  const expected = { version: next.manifest.version, known, limit: order.limit, steady: order.steady, signal };
  try {
    await server?.stop();
    report(
      server === undefined
        ? { id: 'tidak ada server yang berjalan', en: 'no server runs' }
        : { id: `dihentikan: ${server.name}`, en: `stopped: ${server.name}` },
    );
    reached('stop');
    await untilUnused(data);
    keepDatabases(data, config.databaseUrl);
    record('changing');
    reached('keep');
    const why = await tryRelease(next.folder, as, expected);
    if (why !== undefined)
      throw new Refusal({ id: `rilis baru tidak menjadi sehat: ${why.id}`, en: `the new release does not become healthy: ${why.en}` });
    report({
      id: `${next.id} dijalankan pada data dan sehat${migrates ? '; basis data berbentuk baru' : ''}`,
      en: `${next.id} was started on the data and is healthy${migrates ? '; the database has its new form' : ''}`,
    });
    reached('try');
    if (signal.aborted) throw new Refusal({ id: 'pembaruan dihentikan', en: 'the update was interrupted' });
    switchTo(root, next.id);
    record('switched');
    report({ id: `${root}/current adalah ${next.id}`, en: `${root}/current is ${next.id}` });
    reached('switch');
    if (server?.start !== undefined) {
      await server.start();
      const late = await untilHealthy(address, expected);
      if (late !== undefined)
        throw new Refusal({
          id: `rilis baru tidak menjadi sehat di ${address}: ${late.id}`,
          en: `the new release does not become healthy at ${address}: ${late.en}`,
        });
      report({ id: `dimulai: ${server.name}`, en: `started: ${server.name}` });
    }
    reached('start');
  } catch (error) {
    await undo(order, journal, server);
    throw error instanceof Refusal
      ? new Refusal({
          id: `${error.words.id}. Pembaruan dibatalkan; rilis yang dipakai tetap ${present.id}`,
          en: `${error.words.en}. The update was undone; ${present.id} is the current release`,
        })
      : error;
  }
  finish(order, next, present);
  reached('finish');
  if (server !== undefined && server.start === undefined) report(startAgain(root));
  return next.id;
}

const startAgain = (root: string): Words => ({
  id: `jalankan lagi servernya: ${root}/current/sipkadin serve`,
  en: `start the server again: ${root}/current/sipkadin serve`,
});

/** The release that is still the current one makes a backup. @returns for people, what it holds @throws Refusal */
async function backUpBefore(present: Release, { backups, passphrase, config }: UpdateOrder, as: RunAs): Promise<Words> {
  const keys = passphrase === undefined ? [] : ['--passphrase', passphrase];
  const made = await runCommand(present.folder, ['backup', backups, '--data', config.data, ...keys], as);
  const line = made.split('\n').at(-1);
  const isWithout = passphrase === undefined;
  return {
    id: `cadangan di ${backups}: ${line}; ${isWithout ? 'tanpa kunci penandatangan: simpan signing-key.pem di tempat lain, atau pakai --passphrase' : 'dengan kunci penandatangan'}`,
    en: `backup in ${backups}: ${line}; ${isWithout ? 'without the signing key: keep signing-key.pem elsewhere, or use --passphrase' : 'with the signing key'}`,
  };
}

/** Where this machine reaches the server. */
function addressOf({ host, port }: UpdateOrder['config']): string {
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}

function presentRelease(root: string): Release {
  const id = currentId(root);
  const present = id === undefined ? undefined : openRelease(join(root, 'releases', id));
  if (present === undefined)
    throw new Refusal({
      id: `${root} bukan pemasangan: ${join(root, 'current')} tidak menuju rilis`,
      en: `${root} is no installation: ${join(root, 'current')} leads to no release`,
    });
  return present;
}

/** @throws Refusal for a release that must not replace the present one */
function mayReplace(
  present: Release,
  candidate: { id: string; manifest: ReleaseManifest },
  { config, allowOlder, withoutWayBack }: UpdateOrder,
): void {
  const { id, manifest } = candidate;
  const refused = (why: Words) => new Refusal({ id: `${why.id}; tidak ada yang diubah`, en: `${why.en}; nothing was changed` }, 3);
  if (id === present.id) throw refused({ id: `${id} sudah terpasang`, en: `${id} is installed already` });
  if (manifest.arch !== process.arch)
    throw refused({
      id: `arsip ini untuk ${manifest.arch}, mesin ini ${process.arch}`,
      en: `the archive is for ${manifest.arch}, this machine is ${process.arch}`,
    });
  if (manifest.schema < present.manifest.schema)
    throw refused({
      id: `${id} tidak dapat membaca basis data ${present.id}: bentuknya lebih lama. Cadangan dari sebelum pembaruan itu dapat dipulihkan di sampingnya`,
      en: `${id} cannot read the database of ${present.id}: its form is older. A backup from before that update can be restored beside it`,
    });
  if (!allowOlder && isEarlier(manifest, present.manifest))
    throw refused({
      id: `${id} lebih lama daripada ${present.id}; --allow-older tetap memasangnya`,
      en: `${id} is older than ${present.id}; --allow-older takes it all the same`,
    });
  if (manifest.schema > present.manifest.schema && !config.databaseUrl.startsWith('sqlite:') && !withoutWayBack && config.only !== 'public')
    throw refused({
      id: `${id} mengubah bentuk basis data, dan dengan PostgreSQL pembaruan tidak dapat mengembalikannya sendiri: buat cadangan dengan sipkadin backup, hentikan semua meja kerja, lalu tambahkan --without-way-back`,
      en: `${id} changes the form of the database, and with PostgreSQL the update cannot put it back by itself: make a backup with sipkadin backup, stop every desk, and add --without-way-back`,
    });
}

async function undo({ root, config, report }: UpdateOrder, journal: UpdateJournal, server: RunningServer | undefined): Promise<void> {
  // A new release that systemd starts again and again must not open the databases while they are put back.
  if (journal.step === 'switched') await server?.stop().catch((error: unknown) => report({ id: String(error), en: String(error) }));
  switchTo(root, journal.from);
  const state = describePutBack(
    goBackTo(config.data, config.databaseUrl, journal),
    journal.from,
    keepsNewForm(config.databaseUrl, journal),
  );
  report({ id: `dikembalikan: ${state.id}`, en: `going back: ${state.en}` });
  if (server === undefined) return;
  if (server.start === undefined) return report(startAgain(root));
  await server.start();
  report({ id: `dimulai lagi: ${server.name}`, en: `started again: ${server.name}` });
}

function finish({ root, config, report }: UpdateOrder, next: Unpacked, present: Release): void {
  const key = trustedKey(root);
  if (key?.pem !== next.signer) trustKey(root, next.signer);
  writeUnit(root, next.folder);
  // While the journal is there no other update unpacks beside it.
  const removed = existsSync(join(root, 'releases')) ? removeOthers(root, [next.id, present.id]) : [];
  recordLastUpdate(config.data, { from: present.id, to: next.id }, 'updated');
  removeJournal(config.data);
  if (removed.length > 0) report({ id: `rilis yang dihapus: ${removed.join(', ')}`, en: `removed releases: ${removed.join(', ')}` });
}
