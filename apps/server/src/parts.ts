import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { regionByCode } from '@sipkadin/budget';
import { bringKeys } from '@sipkadin/edition';
import {
  addGovernment,
  isInUse,
  type Ledger,
  LedgerError,
  listGovernments,
  openLedger,
  openToRead,
  type ReadLedger,
  servingPatience,
  type UploadStore,
  uploadStore,
} from '@sipkadin/ledger';
import { type Objects, ObjectsError, openObjects } from '@sipkadin/objects';
import { type Parts, sharedUploads } from '@sipkadin/workflow';
import { Refusal } from './command.ts';
import { prepareFolder } from './data-folder/folder.ts';
import { formerKeys } from './data-folder/former-keys.ts';
import { finishReplacing } from './data-folder/next-key.ts';
import { mustShareKey } from './data-folder/shared-key.ts';
import { openSigningKey } from './data-folder/signing-key.ts';
import { type UsedFolder, useFolder } from './data-folder/use-folder.ts';
import type { Config } from './settings/config.ts';

/** The parts of a deployment, and their end. */
export interface OpenParts extends Parts {
  close(): Promise<void>;
}

/**
 * Opens ledger, upload store and signing key; what is not there yet is made, the first government included.
 * @param folder taken into use by the caller, who releases it after `close`
 */
export async function openParts(config: Config, folder: UsedFolder): Promise<OpenParts> {
  prepareFolder(config.data);
  const ledger = await openLedger({
    url: config.databaseUrl,
    mayMigrate: !folder.served,
    ...(folder.use === 'serving' && { patience: servingPatience }),
  });
  try {
    if (!folder.served) await finishReplacing(config, ledger);
    await makeFirstGovernment(ledger, config.government);
    const objects = config.objects === undefined ? undefined : await openObjects(config.objects);
    if (objects !== undefined) await bringStatements(objects, config.editions);
    const signingKey = await openSigningKey(config, ledger.read);
    if (objects !== undefined) await mustShareKey(objects, signingKey, formerKeys(config.data));
    return {
      ledger,
      objects,
      uploads: uploadsOf(config, objects),
      editionsRoot: config.editions,
      signingKey,
      close: () => ledger.close(),
    };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** What another machine stated about a change of the key. A store that does not answer is no reason not to start. */
async function bringStatements(objects: Objects, editions: string): Promise<void> {
  try {
    await bringKeys(objects, editions);
  } catch (error) {
    if (!(error instanceof ObjectsError)) throw error;
  }
}

/** The uploads: of the data folder, and of the store where machines share one. */
export async function openUploads(config: Pick<Config, 'data' | 'objects'>): Promise<UploadStore> {
  return uploadsOf(config, config.objects === undefined ? undefined : await openObjects(config.objects));
}

function uploadsOf({ data }: Pick<Config, 'data'>, objects: Objects | undefined): UploadStore {
  const local = uploadStore(join(data, 'uploads'));
  return objects === undefined ? local : sharedUploads(local, objects);
}

/** For a command that writes, beside a server or without one. */
export async function openToWrite(config: Config): Promise<OpenParts> {
  const folder = useFolder(config, 'writing');
  try {
    const parts = await openParts(config, folder);
    return {
      ...parts,
      async close() {
        await parts.close();
        folder.release();
      },
    };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** The same for what is there: a mistyped folder must not become a new, empty deployment. */
export async function openExisting(config: Config): Promise<OpenParts> {
  mustExist(config);
  return openToWrite(config);
}

/** The ledger for a command that only reads: nothing in the data folder changes. */
export async function openLedgerToRead(config: Config): Promise<ReadLedger> {
  mustExist(config);
  const isSqlite = config.databaseUrl.startsWith('sqlite:');
  try {
    return await openToRead({ url: config.databaseUrl, inUse: isSqlite && isInUse(config.data) });
  } catch (error) {
    if (error instanceof LedgerError || !(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    throw new Refusal({
      id: 'folder sementara tidak cukup untuk salinan buku besar; sebut yang lebih besar dengan TMPDIR',
      en: 'the temporary folder has no room for a copy of the ledger; name a larger one with TMPDIR',
    });
  }
}

/** @throws Refusal where there is no ledger */
export function mustExist(config: Config): void {
  if (config.databaseUrl.startsWith('sqlite:') && !existsSync(config.databaseUrl.slice('sqlite:'.length)))
    throw new Refusal({
      id: `tidak ada buku besar di ${config.data}; jalankan sipkadin serve satu kali di sana, atau sebut folder lain dengan --data`,
      en: `there is no ledger in ${config.data}; start sipkadin serve there once, or name another folder with --data`,
    });
}

/** A code that is not in the list of regions needs a name: `sipkadin government add` takes one. */
async function makeFirstGovernment(ledger: Ledger, code: string): Promise<void> {
  const region = regionByCode(code);
  if (!region || (await listGovernments(ledger.read)).length > 0) return;
  await ledger.transact(async (tx) => {
    // Another process may have been faster.
    if ((await listGovernments(tx)).length === 0) await addGovernment(tx, { code, name: region.name }, 'system');
  });
}
