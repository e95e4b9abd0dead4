import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type Command, type CommandInput, Refusal, status, UsageError } from '../../command.ts';
import { lastBackup } from '../../data-folder/backup/last-backup.ts';
import { ownRelease, rootOf } from '../../installation/release.ts';
import { type Environment, readConfig } from '../../settings/config.ts';

/** Where the unit of systemd has its settings. */
const usualEnvironment = '/etc/sipkadin/environment';

/** A release that ends soon after its start is not healthy, in milliseconds. */
const steady = 5000;

export const command: Command = {
  usage: 'FILE [--data DIR] [--backups DIR]',
  options: {
    backups: {
      type: 'string',
      value: 'DIR',
      sentence: {
        id: 'Folder cadangan yang dibuat lebih dahulu; bawaan: folder cadangan terakhir.',
        en: 'Folder of the backup that is made first; default: that of the last backup.',
      },
    },
    passphrase: {
      type: 'string',
      value: 'FILE',
      sentence: {
        id: 'Berkas kata sandi cadangan itu, terbaca oleh pemilik folder data; dengan ini kunci penandatangan ikut disimpan, tersandi.',
        en: 'File with the passphrase of that backup, readable by the owner of the data folder; with it the signing key is stored too, encrypted.',
      },
    },
    environment: {
      type: 'string',
      value: 'FILE',
      sentence: {
        id: `Setelan server, baris NAMA=NILAI; bawaan ${usualEnvironment} bila ada.`,
        en: `Settings of the server, lines NAME=VALUE; default ${usualEnvironment} where it is there.`,
      },
    },
    unit: {
      type: 'string',
      value: 'NAME',
      sentence: { id: 'Unit systemd; bawaan sipkadin.service.', en: 'Unit of systemd; default sipkadin.service.' },
    },
    limit: {
      type: 'string',
      value: 'SECONDS',
      sentence: {
        id: 'Batas waktu rilis baru menjadi sehat; bawaan 120.',
        en: 'How long the new release may take to be healthy; default 120.',
      },
    },
    'allow-older': { type: 'boolean', sentence: { id: 'Terima rilis yang lebih lama.', en: 'Accept an earlier release.' } },
    'without-way-back': {
      type: 'boolean',
      sentence: {
        id: 'PostgreSQL: ubah bentuk basis data walaupun tidak dapat dikembalikan dengan sendirinya.',
        en: 'PostgreSQL: change the form of the database although it cannot be put back by itself.',
      },
    },
  },
  notes: {
    id: 'Memeriksa tanda tangan dan tiap berkas, mencadangkan, menghentikan server, mencoba rilis baru pada data dengan porta sendiri, lalu menggantinya. Bila rilis baru tidak sehat, rilis dan basis data dikembalikan dengan sendirinya. Bila terputus, perintah ini atau server yang dijalankan berikutnya menyelesaikan atau membatalkannya. Status keluar: 0 terpasang, 1 dikembalikan atau gagal, 3 arsip ditolak.',
    en: 'Checks the signature and every file, backs up, stops the server, tries the new release on the data at a port of its own, and switches to it. Where the new release does not become healthy, the release and the databases are put back by itself. Where it is interrupted, the next update or the next start of the server completes or undoes it. Exit status: 0 updated, 1 gone back or failed, 3 the archive was refused.',
  },
  async run(input) {
    const { positionals, flags, out, say, signal } = input;
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError({ id: 'update memerlukan satu arsip', en: 'update takes one archive' });
    const release = ownRelease();
    const root = release && rootOf(release);
    if (root === undefined)
      throw new Refusal({
        id: 'program ini tidak terpasang: jalankan pembaruan dari pemasangan, seperti /opt/sipkadin/current/sipkadin update BERKAS',
        en: 'this program is not installed: run the update from an installation, as in /opt/sipkadin/current/sipkadin update FILE',
      });
    const settings = settingsOf(input);
    const config = readConfig(settings, flags);
    const backups = typeof flags['backups'] === 'string' ? resolve(flags['backups']) : lastBackup(config.data)?.into;
    if (!existsSync(file)) throw new Refusal({ id: `tidak ada arsip ${resolve(file)}`, en: `there is no archive ${resolve(file)}` });
    if (!existsSync(config.data))
      throw new Refusal({
        id: `tidak ada folder data ${config.data}; sebut dengan --data`,
        en: `there is no data folder ${config.data}; name it with --data`,
      });
    if (backups === undefined)
      throw new UsageError({
        id: 'belum ada cadangan: --backups menyebut folder untuk cadangan yang dibuat lebih dahulu',
        en: 'no backup was made yet: --backups names the folder for the one that is made first',
      });
    const { update } = await import('../../installation/update.ts');
    // As for install. What an update makes in the data folder has modes of its own.
    process.umask(0o022);
    const id = await update({
      archive: resolve(file),
      root,
      config,
      environment: { ...settings, SIPKADIN_DATA: config.data },
      backups,
      passphrase: typeof flags['passphrase'] === 'string' ? resolve(flags['passphrase']) : undefined,
      unit: typeof flags['unit'] === 'string' ? flags['unit'] : 'sipkadin.service',
      allowOlder: flags['allow-older'] === true,
      withoutWayBack: flags['without-way-back'] === true,
      limit: limitOf(flags['limit']) * 1000,
      steady,
      signal,
      report: say,
    });
    out(`${id}\n`);
    return status.ok;
  },
};

/** Those of the unit's file, and over them those of this process. */
function settingsOf({ flags, environment }: CommandInput): Environment {
  const given = flags['environment'];
  const path = typeof given === 'string' ? given : existsSync(usualEnvironment) ? usualEnvironment : undefined;
  return path === undefined ? environment : { ...parseEnv(readFileSync(path, 'utf8')), ...environment };
}

function limitOf(given: CommandInput['flags'][string]): number {
  if (given === undefined) return 120;
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600)
    throw new UsageError({
      id: '--limit harus berisi jumlah detik dari 1 sampai 3600',
      en: '--limit must be a number of seconds from 1 to 3600',
    });
  return seconds;
}
