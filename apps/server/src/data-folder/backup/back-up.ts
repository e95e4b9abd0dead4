import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { version } from '../../health/answers.ts';
import type { Config } from '../../settings/config.ts';
import { readIfThere } from '../folder.ts';
import { type BackupFolder, openBackupFolder } from './backup-folder.ts';
import { recordBackup } from './last-backup.ts';
import { kept, type Retention } from './retention.ts';
import { sealKeys } from './sealed-keys.ts';
import { type Held, isSqlite, stage } from './stage.ts';

/** Files whose owner can sign in as anybody, or publish in the government's name. */
const keyFiles = ['signing-key.pem', 'secret'];

export interface BackupDone extends Held {
  name: string;
  /** Bytes that it added to the folder of backups. */
  added: number;
  /** Whether the key files are in it, encrypted. */
  hasKeys: boolean;
  /** Names of earlier backups that were removed, and of damaged ones, because of which nothing is swept. */
  removed: string[];
  damaged: string[];
}

interface BackupOrder {
  /** Undefined: without key files. */
  passphrase?: string | undefined;
  /** Undefined: no earlier backup is removed. */
  retention?: Retention | undefined;
  onLedgerCopied?: () => void | Promise<void>;
}

/**
 * Adds a backup of one moment to a folder of backups, while a server works on the data folder. It counts once its ledger was opened,
 * everything in it recomputed, and all of it is on the disk; what earlier backups hold already is not stored again.
 * @throws Refusal where it does not verify; then earlier backups are as they were
 */
export async function backUp(
  config: Config,
  into: string,
  { passphrase, retention, onLedgerCopied = () => {} }: BackupOrder = {},
): Promise<BackupDone> {
  const folder = openBackupFolder(into, { mayMake: true });
  try {
    // Before the long work: a passphrase that is too short is known at once.
    const keys = passphrase === undefined ? undefined : sealKeys(keyFilesOf(config.data), passphrase);
    const made = new Date().toISOString();
    const held = await stage(config, folder.scratch, onLedgerCopied);
    const last = folder.list().backups.at(-1);
    const files = filesOf(folder.scratch).map((path) => {
      const name = path.replaceAll(sep, '/');
      const before = name.endsWith('.sqlite') ? last?.files.find((one) => one.path === name) : undefined;
      return folder.pieces.keep(join(folder.scratch, path), name, before);
    });
    const name = folder.add({
      format: 1,
      made,
      program: version,
      database: isSqlite(config.databaseUrl) ? 'sqlite' : 'postgres',
      ...held,
      files,
      ...(keys && { keys }),
    });
    // Before the tidying, which may fail: the backup counts.
    recordBackup(config.data, { made, into });
    const tidied = tidy(folder, retention);
    const content = files.reduce((sum, { bytes }) => sum + bytes, 0);
    recordBackup(config.data, { made, into, size: { content, folder: folder.bytes() } });
    return { ...held, name, added: folder.pieces.added(), hasKeys: keys !== undefined, ...tidied };
  } finally {
    folder.release();
  }
}

function keyFilesOf(data: string): Record<string, string> {
  return Object.fromEntries(
    keyFiles.flatMap((name) => {
      const content = readIfThere(join(data, name));
      return content === undefined ? [] : [[name, content]];
    }),
  );
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** Removes backups that need not stay, and pieces that none names. What a damaged backup names is unknown: then every piece stays. */
function tidy(folder: BackupFolder, retention: Retention | undefined): { removed: string[]; damaged: string[] } {
  const { backups, damaged } = folder.list();
  const staying =
    retention &&
    kept(
      backups.map(({ made }) => made),
      retention,
    );
  const removed = staying === undefined ? [] : backups.filter(({ made }) => !staying.has(made));
  for (const { name } of removed) folder.remove(name);
  const left = backups.filter((backup) => !removed.includes(backup));
  if (damaged.length === 0) folder.pieces.sweep(new Set(left.flatMap(({ files }) => files.flatMap(({ pieces }) => pieces))));
  return { removed: removed.map(({ name }) => name), damaged };
}
