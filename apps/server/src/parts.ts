import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SigningKey } from '@sipkadin/edition';
import { loadSigningKey } from '@sipkadin/edition';
import { type Ledger, openLedger, type UploadStore, uploadStore } from '@sipkadin/ledger';
import { Refusal } from './command.ts';
import type { Config } from './config.ts';
import { prepareFolder, signingKeyPath } from './folder.ts';

/** What the private side stands on, built once. */
export interface Parts {
  ledger: Ledger;
  uploads: UploadStore;
  editionsRoot: string;
  signingKey: SigningKey;
}

/** Opens ledger, upload store and signing key; what is not there yet is made. */
export async function openParts(config: Config): Promise<Parts> {
  prepareFolder(config.data);
  const ledger = await openLedger({ url: config.databaseUrl });
  try {
    return {
      ledger,
      uploads: uploadStore(join(config.data, 'uploads')),
      editionsRoot: config.editions,
      signingKey: loadSigningKey(signingKeyPath(config.data)),
    };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** For commands that work on what is there: a mistyped folder must not become a new, empty deployment. */
export async function openExisting(config: Config): Promise<Parts> {
  if (config.databaseUrl.startsWith('sqlite:') && !existsSync(config.databaseUrl.slice('sqlite:'.length))) {
    throw new Refusal(`there is no ledger in ${config.data}; start sipkadin serve there once, or name another folder with --data`);
  }
  return openParts(config);
}
