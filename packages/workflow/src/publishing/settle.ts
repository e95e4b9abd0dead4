import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import {
  compareEdition,
  keyChainOf,
  type Manifest,
  openEdition,
  pemOfSigner,
  readPointer,
  replacePointer,
  rewriteEdition,
  type SigningKey,
  setAsideEdition,
  verifyEdition,
  writtenEditions,
  writtenYears,
} from '@sipkadin/edition';
import {
  bandsOf,
  type EditionRow,
  getGovernment,
  type Ledger,
  ledgerSequence,
  listEditions,
  listGovernments,
  mustHoldPublishing,
  type PublishedYear,
  recordEdition,
  recordSettlement,
} from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';
import { Refusal } from '../refusal.ts';
import { pointStore } from '../sharing/shared-editions.ts';
import { editionContent } from './edition-content.ts';
import { onceFree } from './exclusive.ts';
import { completeLog } from './log.ts';
import { recoverYear } from './recover.ts';

/**
 * adopted: the ledger gives the same content and has recorded it; set-aside: the ledger does not give it, so it lies in `folder` now,
 * public no more; rewritten: its folder was lost and has the same content again; lost: its folder cannot be made from the ledger.
 */
export interface Settlement extends PublishedYear {
  number: number;
  done: 'adopted' | 'set-aside' | 'rewritten' | 'lost';
  folder: string;
}

interface Parts {
  ledger: Ledger;
  editionsRoot: string;
  signingKey: SigningKey;
  objects?: Objects | undefined;
  actor: string;
}

/**
 * Brings ledger and editions together again where they differ, as after only one of them was restored from a backup. Afterwards readers
 * are pointed to what the ledger recorded, and publishing goes on.
 * @throws Refusal `busy` where another process publishes for two minutes
 */
export async function settleEditions(parts: Parts): Promise<Settlement[]> {
  const known = await listEditions(parts.ledger.read);
  const governments = new Set((await listGovernments(parts.ledger.read)).map(({ code }) => code));
  const years = [...known, ...writtenYears(parts.editionsRoot).filter(({ government }) => governments.has(government))];
  const settled: Settlement[] = [];
  for (const key of new Set(years.map(({ government, year }) => `${government}/${year}`))) {
    const [government = '', year = ''] = key.split('/');
    const scope = { government, year: fiscalYear(Number(year)) };
    const done = await onceFree({ ledger: parts.ledger, ...scope }, (worker) => settleYear({ ...parts, ...scope, worker }));
    if (done === undefined) throw new Refusal('busy');
    settled.push(...done.result);
  }
  await completeLog(parts);
  return settled;
}

type Held = Parts & PublishedYear & { worker: string };

async function settleYear(held: Held): Promise<Settlement[]> {
  const { ledger, editionsRoot, government, year } = held;
  await recoverYear(held);
  const recorded = await listEditions(ledger.read, government, year);
  const isRecorded = (edition: { number: number; hash: string }) =>
    recorded.some(({ number, hash }) => number === edition.number && hash === edition.hash);
  // Those that readers see come by the pointer's hash: a folder may be gone, or hold something else.
  const unknown = readPointer(editionsRoot, government, year).filter((edition) => !isRecorded(edition));
  const settled: Settlement[] = [];
  for (const edition of unknown) {
    if (await adopt(held, edition)) settled.push(settlement(held, edition.number, 'adopted'));
    else settled.push(await setAside(held, edition));
  }
  settled.push(...(await rewriteLost(held)));
  const now = await listEditions(ledger.read, government, year);
  if (unknown.length > 0 || settled.length > 0 || now.length !== readPointer(editionsRoot, government, year).length)
    replacePointer(editionsRoot, government, year, now);
  await pointStore(held, government, year);
  return settled;
}

function settlement({ editionsRoot, government, year }: Held, number: number, done: Settlement['done'], folder?: string): Settlement {
  return { government, year, number, done, folder: folder ?? join(editionsRoot, government, String(year), String(number)) };
}

/** Records an edition that is public and whole, follows the last recorded one, and is what the ledger gives at this moment. */
async function adopt(held: Held, { number, hash }: { number: number; hash: string }): Promise<boolean> {
  const { ledger, editionsRoot, signingKey, government, year, actor, worker } = held;
  const folder = join(editionsRoot, government, String(year), String(number));
  const manifest = manifestOf(folder, hash);
  const previous = (await listEditions(ledger.read, government, year)).at(-1);
  if (manifest === undefined || manifest.correction !== undefined || number <= (previous?.number ?? 0)) return false;
  // A former key may have signed it.
  const pem = pemOfSigner(keyChainOf(editionsRoot), signingKey.publicKeyPem, manifest.key);
  if (manifest.previous?.hash !== previous?.hash || verifyEdition(folder, pem).length > 0) return false;
  const row = await getGovernment(ledger.read, government);
  const head = {
    ...{ government, year, number, name: manifest.government.name, basis: row.basis, bands: manifest.bands ?? bandsOf(row) },
    population: manifest.population ?? null,
    ...{ publishedAt: manifest.publishedAt, note: manifest.note, actor, kind: 'publication' as const, content: number },
    sequence: await ledgerSequence(ledger.read),
  };
  const content = await editionContent(ledger.read, head, previous);
  if (compareEdition(folder, content).length > 0) return false;
  await ledger.transact(async (tx) => {
    await mustHoldPublishing(tx, held, worker);
    await recordEdition(tx, { ...head, hash, asOf: content.asOf });
    await recordSettlement(tx, { government, year, number, hash, actor, action: 'edition-adopted' });
  });
  return true;
}

function manifestOf(folder: string, hash: string): Manifest | undefined {
  try {
    return openEdition(folder, hash).manifest;
  } catch {
    return undefined;
  }
}

async function setAside(held: Held, { number, hash }: { number: number; hash: string }): Promise<Settlement> {
  const { ledger, editionsRoot, government, year, actor } = held;
  // The folder of this number may be that of a recorded edition by now: only the announced one is moved.
  const isThere = writtenEditions(editionsRoot, government, year).some((edition) => edition.number === number && edition.hash === hash);
  const folder = isThere ? setAsideEdition(editionsRoot, government, year, number, hash) : undefined;
  await ledger.transact((tx) => recordSettlement(tx, { government, year, number, hash, actor, action: 'edition-set-aside' }));
  return settlement(held, number, 'set-aside', folder ?? '');
}

/** Editions that the ledger recorded and whose folder is gone. */
async function rewriteLost(held: Held): Promise<Settlement[]> {
  const { ledger, editionsRoot, signingKey, government, year, actor } = held;
  const settled: Settlement[] = [];
  let previous: EditionRow | undefined;
  for (const edition of await listEditions(ledger.read, government, year)) {
    const { number, hash } = edition;
    const before = previous;
    previous = edition;
    if (writtenEditions(editionsRoot, government, year).some((written) => written.number === number)) continue;
    const rewritten = await rewriteEdition(editionsRoot, await editionContent(ledger.read, edition, before), hash, signingKey);
    if (rewritten)
      await ledger.transact((tx) => recordSettlement(tx, { government, year, number, hash, actor, action: 'edition-rewritten' }));
    settled.push(settlement(held, number, rewritten ? 'rewritten' : 'lost'));
  }
  return settled;
}
