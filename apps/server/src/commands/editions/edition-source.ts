import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { editionName, fileKey, type LogEntry, type ReadEditionFile } from '@sipkadin/edition';
import { Refusal } from '../../command.ts';
import type { BackupFolder, NamedBackup } from '../../data-folder/backup/backup-folder.ts';
import type { Config } from '../../settings/config.ts';
import { readOverHttp } from '../witness/fetch-file.ts';

/** Another place that has an edition. Nothing that it gives is believed: each file is held by its signed hash. */
export interface EditionSource {
  read: ReadEditionFile;
  close(): void;
}

/**
 * @param from an http address, `store` for the object store of the settings, a folder of backups, a data folder, or a folder of editions
 * @throws Refusal where it is none of these
 */
export async function openSource(from: string, entry: LogEntry, config: Config, signal: AbortSignal): Promise<EditionSource> {
  const site = /^https?:/.test(from) ? URL.parse(from) : null;
  if (site !== null) return { read: readOverHttp(site.href, entry, signal), close() {} };
  if (from === 'store') return ofStore(entry, config);
  if (!existsSync(from) || !statSync(from).isDirectory()) throw new Refusal(notThere(from));
  if (existsSync(join(from, 'backups'))) return ofBackups(from, entry);
  const folder = [from, join(from, 'editions')].map((root) => join(root, editionName(entry))).find((path) => existsSync(path));
  return { read: (path, most) => Promise.resolve(folder === undefined ? undefined : contentOf(join(folder, path), most)), close() {} };
}

const notThere = (from: string) => ({
  id: `tidak ada folder ${from}; --from berisi folder cadangan, folder terbitan, alamat http, atau store`,
  en: `there is no folder ${from}; --from takes a folder of backups, a folder of editions, an http address, or store`,
});

async function ofStore(entry: LogEntry, { objects: address }: Config): Promise<EditionSource> {
  if (address === undefined)
    throw new Refusal({ id: '--from store memerlukan SIPKADIN_OBJECTS', en: '--from store needs SIPKADIN_OBJECTS' });
  const { openObjects } = await import('@sipkadin/objects');
  const objects = await openObjects(address);
  return { read: (path) => objects.read(`${fileKey(editionName(entry))}/${path}`), close() {} };
}

/** The newest backup that has a file whole; a damaged piece sends the search to the backup before. */
async function ofBackups(folder: string, entry: LogEntry): Promise<EditionSource> {
  const { openBackupFolder } = await import('../../data-folder/backup/backup-folder.ts');
  const opened = openBackupFolder(folder, { mayMake: false });
  const backups = opened
    .list()
    .backups.toReversed()
    .map(({ files }) => new Map(files.map((file) => [file.path, file])));
  return {
    read(path, most) {
      for (const files of backups) {
        const file = files.get(`editions/${editionName(entry)}/${path}`);
        const bytes = file === undefined || file.bytes > most ? undefined : contentOfPiece(opened, file);
        if (bytes !== undefined) return Promise.resolve(bytes);
      }
      return Promise.resolve(undefined);
    },
    close: () => opened.release(),
  };
}

function contentOfPiece({ pieces, scratch }: BackupFolder, file: NamedBackup['files'][number]): Buffer | undefined {
  const target = join(scratch, randomUUID());
  try {
    pieces.restore(file, target);
    return readFileSync(target);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  } finally {
    rmSync(target, { force: true });
  }
}

function contentOf(path: string, most: number): Buffer | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= most ? readFileSync(path) : undefined;
}
