import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { regionByCode } from '@sipkadin/budget';
import { loadSigningKey } from '@sipkadin/edition';
import { addGovernment, type Ledger, listGovernments, openLedger, uploadStore } from '@sipkadin/ledger';
import type { Parts } from '@sipkadin/workflow';
import { Refusal } from './command.ts';
import { prepareFolder, signingKeyPath } from './folder.ts';
import type { Config } from './settings/config.ts';

/** Opens ledger, upload store and signing key; what is not there yet is made, the first government included. */
export async function openParts(config: Config): Promise<Parts> {
  prepareFolder(config.data);
  const ledger = await openLedger({ url: config.databaseUrl });
  try {
    await makeFirstGovernment(ledger, config.government);
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

/** A code that is not in the list of regions needs a name: `sipkadin government add` takes one. */
async function makeFirstGovernment(ledger: Ledger, code: string): Promise<void> {
  const region = regionByCode(code);
  if (!region || (await listGovernments(ledger.read)).length > 0) return;
  await ledger.transact(async (tx) => {
    // Another process may have been faster.
    if ((await listGovernments(tx)).length === 0) await addGovernment(tx, { code, name: region.name }, 'system');
  });
}
