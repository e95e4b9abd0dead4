import { createHash } from 'node:crypto';
import { constants, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadSigningKey, referenceFolder, replacePointer } from '@sipkadin/edition';
import { copyDatabases, type EditionRow, listEditions, openLedger, uploadHashes, uploadStore } from '@sipkadin/ledger';
import { completeLog, verifyAll } from '@sipkadin/workflow';
import { Refusal } from '../command.ts';
import { readIfThere, signingKeyPath } from '../folder.ts';
import type { Config } from '../settings/config.ts';
import { formerKeys } from './signing-key.ts';

export interface Backup {
  statements: number;
  editions: number;
  uploads: number;
}

/** Files that are not in the ledger and without which nobody can sign in or publish as before. */
const keyFiles = ['signing-key.pem', 'signing-key.pem.pub', 'secret'];

/**
 * Makes a data folder of one moment while a server works on it: the databases are copied first, then the uploads and editions that the
 * copied ledger knows of, and no others. It is verified before it gets its name.
 * @param onLedgerCopied called when the moment is fixed
 * @throws Refusal where the target is there already, or the backup does not verify; then nothing is left
 */
export async function backUp(config: Config, target: string, onLedgerCopied: () => void | Promise<void> = () => {}): Promise<Backup> {
  if (existsSync(target)) throw new Refusal(`${target} is there already; a backup makes a new folder`);
  const part = `${target}.part-${process.pid}`;
  mkdirSync(part, { recursive: true, mode: 0o700 });
  try {
    const ledgerPath = join(part, 'ledger.sqlite');
    copyDatabases(config.databaseUrl.slice('sqlite:'.length), ledgerPath);
    await onLedgerCopied();
    for (const name of keyFiles) if (existsSync(join(config.data, name))) copyFileSync(join(config.data, name), join(part, name));
    if (existsSync(join(config.data, 'former-keys')))
      cpSync(join(config.data, 'former-keys'), join(part, 'former-keys'), { recursive: true });
    const made = await fill(config, part, ledgerPath);
    writeFileSync(join(part, 'backup.json'), `${JSON.stringify({ made: new Date().toISOString(), ...made }, undefined, 2)}\n`);
    await syncAll(part);
    renameSync(part, target);
    await sync(dirname(target));
    return made;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

async function fill(config: Config, part: string, ledgerPath: string): Promise<Backup> {
  const ledger = await openLedger({ url: `sqlite:${ledgerPath}` });
  try {
    const hashes = await uploadHashes(ledger.read);
    for (const hash of hashes) await copyUpload(join(config.data, 'uploads'), join(part, 'uploads'), hash);
    const editions = await listEditions(ledger.read);
    copyEditions(config.editions, join(part, 'editions'), editions);
    const reference = join(config.editions, referenceFolder);
    if (existsSync(reference))
      cpSync(reference, join(part, 'editions', referenceFolder), { recursive: true, mode: constants.COPYFILE_FICLONE });
    const publicKeyPem = readIfThere(`${signingKeyPath(part)}.pub`);
    if (publicKeyPem === undefined) throw new Refusal('the public key signing-key.pem.pub is gone; restore it before a backup is made');
    // Written anew: the one that is served may have grown since the ledger was copied.
    if (existsSync(signingKeyPath(part)))
      await completeLog({ ledger, editionsRoot: join(part, 'editions'), signingKey: loadSigningKey(signingKeyPath(part)) });
    const { ok, seen, problems } = await verifyAll({
      ledger,
      editionsRoot: join(part, 'editions'),
      publicKeyPem,
      formerKeys: formerKeys(part),
    });
    if (!ok) {
      const [first] = problems;
      throw new Refusal(
        `what would be backed up does not verify, so no backup was made: ${problems.length} problems, the first: ${first?.subject} ${first?.message.en}; see sipkadin verify`,
      );
    }
    return { statements: seen.statements, editions: seen.editions, uploads: hashes.length };
  } finally {
    await ledger.close();
  }
}

async function copyUpload(from: string, to: string, hash: string): Promise<void> {
  const [source, target] = [uploadStore(from).path(hash), uploadStore(to).path(hash)];
  if (!existsSync(source)) throw new Refusal(`the uploaded file ${source} is gone; restore it before a backup is made`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
  if ((await hashOf(target)) !== hash) throw new Refusal(`the uploaded file ${source} is damaged; restore it before a backup is made`);
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  const file = await open(path, 'r');
  for await (const chunk of file.createReadStream()) digest.update(chunk as Buffer);
  return digest.digest('hex');
}

/** The recorded editions, and for each year a pointer to exactly these. */
function copyEditions(from: string, to: string, editions: readonly EditionRow[]): void {
  const years = new Map<string, EditionRow[]>();
  for (const edition of editions) {
    const { government, year, number } = edition;
    const folder = join(government, String(year));
    years.set(folder, [...(years.get(folder) ?? []), edition]);
    const source = join(from, folder, String(number));
    if (existsSync(source)) cpSync(source, join(to, folder, String(number)), { recursive: true, mode: constants.COPYFILE_FICLONE });
  }
  for (const [folder, listed] of years) {
    const [first] = listed;
    if (first === undefined) continue;
    mkdirSync(join(to, folder), { recursive: true });
    replacePointer(to, first.government, first.year, listed);
  }
}

/** Everything in the folder is on the disk. */
async function syncAll(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) await sync(join(entry.parentPath, entry.name));
  await sync(folder);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
