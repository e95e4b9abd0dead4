import { createHash } from 'node:crypto';
import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { copyFile, cp, link, mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Words } from '@sipkadin/budget';
import { loadSigningKey, referenceFolder, replacePointer } from '@sipkadin/edition';
import {
  copyDatabases,
  copyPostgres,
  type EditionRow,
  listEditions,
  openLedger,
  type UploadStore,
  uploadHashes,
  uploadStore,
} from '@sipkadin/ledger';
import { completeLog, verifyAll } from '@sipkadin/workflow';
import { Refusal } from '../../command.ts';
import { openUploads } from '../../parts.ts';
import type { Config } from '../../settings/config.ts';
import { readIfThere, signingKeyPath } from '../folder.ts';
import { formerKeys } from '../former-keys.ts';

/** In a backup of a PostgreSQL deployment: the tables of the accounts. Its ledger is a SQLite file, as everywhere. */
export const accountsFile = 'accounts.jsonl';

export const isSqlite = (databaseUrl: string) => databaseUrl.startsWith('sqlite:');

/** What a data folder holds. */
export interface Held {
  statements: number;
  editions: number;
  uploads: number;
}

/**
 * Makes a data folder of one moment while a server works on it, without its secret keys: the databases are copied first, then the
 * uploads and editions that the copied ledger knows of, and no others.
 * @param part a new folder
 * @param onLedgerCopied called when the moment is fixed
 * @throws Refusal where it does not verify
 */
export async function stage(config: Config, part: string, onLedgerCopied: () => void | Promise<void>): Promise<Held> {
  mkdirSync(part, { recursive: true, mode: 0o700 });
  const ledgerPath = join(part, 'ledger.sqlite');
  if (isSqlite(config.databaseUrl)) await copyDatabases(config.databaseUrl.slice('sqlite:'.length), ledgerPath);
  else await copyPostgres({ url: config.databaseUrl }, ledgerPath, join(part, accountsFile));
  await onLedgerCopied();
  const publicKey = `${signingKeyPath(config.data)}.pub`;
  if (!existsSync(publicKey))
    throw new Refusal({
      id: 'kunci publik signing-key.pem.pub tidak ada; pulihkan sebelum membuat cadangan',
      en: 'the public key signing-key.pem.pub is gone; restore it before a backup is made',
    });
  copyFileSync(publicKey, `${signingKeyPath(part)}.pub`);
  if (existsSync(join(config.data, 'former-keys')))
    await cp(join(config.data, 'former-keys'), join(part, 'former-keys'), { recursive: true });
  const ledger = await openLedger({ url: `sqlite:${ledgerPath}` });
  try {
    const hashes = await uploadHashes(ledger.read);
    // Where machines share a store, the bytes that another one received are copied from there.
    const uploads = await openUploads(config);
    for (const hash of hashes) await copyUpload(uploads, uploadStore(join(part, 'uploads')).path(hash), hash);
    const editionsRoot = join(part, 'editions');
    await copyEditions(config.editions, editionsRoot, await listEditions(ledger.read));
    const reference = join(config.editions, referenceFolder);
    if (existsSync(reference))
      await cp(reference, join(editionsRoot, referenceFolder), { recursive: true, mode: constants.COPYFILE_FICLONE });
    const ofKeys = join(config.editions, 'log', 'keys');
    if (existsSync(ofKeys)) await cp(ofKeys, join(editionsRoot, 'log', 'keys'), { recursive: true });
    // Written anew: the one that is served may have grown since the ledger was copied.
    if (existsSync(signingKeyPath(config.data)))
      await completeLog({ ledger, editionsRoot, signingKey: loadSigningKey(signingKeyPath(config.data)) });
    const { statements, editions } = await mustVerify(part, ledger, {
      id: 'yang akan dicadangkan tidak cocok saat diperiksa, jadi cadangan tidak dibuat',
      en: 'what would be backed up does not verify, so no backup was made',
    });
    return { statements, editions, uploads: hashes.length };
  } finally {
    await ledger.close();
  }
}

/**
 * Recomputes everything in a data folder.
 * @returns how many statements and editions it holds
 * @throws Refusal with the first problem, after a sentence of what that means
 */
export async function mustVerify(
  data: string,
  ledger: Parameters<typeof verifyAll>[0]['ledger'],
  otherwise: Words,
): Promise<Omit<Held, 'uploads'>> {
  const { ok, seen, problems } = await verifyAll({
    ledger,
    editionsRoot: join(data, 'editions'),
    publicKeyPem: readIfThere(`${signingKeyPath(data)}.pub`) ?? '',
    formerKeys: formerKeys(data),
  });
  if (ok) return { statements: seen.statements, editions: seen.editions };
  const [first] = problems;
  throw new Refusal({
    id: `${otherwise.id}: ${problems.length} masalah, yang pertama: ${first?.subject} ${first?.message.id}; lihat sipkadin verify`,
    en: `${otherwise.en}: ${problems.length} problems, the first: ${first?.subject} ${first?.message.en}; see sipkadin verify`,
  });
}

async function copyUpload(uploads: UploadStore, target: string, hash: string): Promise<void> {
  const source = await uploads.file(hash).catch((error: unknown) => {
    const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Refusal({
      id: `berkas unggahan ${hash} tidak dapat diambil, jadi cadangan tidak dibuat: ${why}`,
      en: `the uploaded file ${hash} cannot be had, so no backup was made: ${why}`,
    });
  });
  if (!existsSync(source))
    throw new Refusal({
      id: `berkas unggahan ${source} tidak ada; pulihkan sebelum membuat cadangan`,
      en: `the uploaded file ${source} is gone; restore it before a backup is made`,
    });
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
  if ((await hashOf(target)) !== hash)
    throw new Refusal({
      id: `berkas unggahan ${source} rusak; pulihkan sebelum membuat cadangan`,
      en: `the uploaded file ${source} is damaged; restore it before a backup is made`,
    });
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  const file = await open(path, 'r');
  for await (const chunk of file.createReadStream()) digest.update(chunk as Buffer);
  return digest.digest('hex');
}

/** The recorded editions, and for each year a pointer to exactly these. */
async function copyEditions(from: string, to: string, editions: readonly EditionRow[]): Promise<void> {
  const years = new Map<string, EditionRow[]>();
  const copied = new Map<string, string>();
  for (const edition of editions) {
    const { government, year, number } = edition;
    const folder = join(government, String(year));
    years.set(folder, [...(years.get(folder) ?? []), edition]);
    const source = join(from, folder, String(number));
    if (existsSync(source)) await copyFolder(source, join(to, folder, String(number)), copied);
  }
  for (const [folder, listed] of years) {
    const [first] = listed;
    if (first === undefined) continue;
    mkdirSync(join(to, folder), { recursive: true });
    replacePointer(to, first.government, first.year, listed);
  }
}

/**
 * Copies a folder with the hard links between its files and those copied before.
 * @param copied by device and inode the copies of files that have several names
 */
async function copyFolder(from: string, to: string, copied: Map<string, string>): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await copyFolder(source, target, copied);
      continue;
    }
    const { dev, ino, nlink } = await stat(source);
    const known = copied.get(`${dev} ${ino}`);
    if (known !== undefined && (await isLinked(known, target))) continue;
    await copyFile(source, target, constants.COPYFILE_FICLONE);
    if (nlink > 1) copied.set(`${dev} ${ino}`, target);
  }
}

/** A file may have all the links that it can have, and some file systems have none. */
async function isLinked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    () => false,
  );
}
