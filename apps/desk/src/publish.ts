import { join } from 'node:path';
import type { FiscalYear, IsoInstant } from '@sipkadin/budget';
import { announce, dropEdition, openEdition, type SigningKey, writeEdition, writtenEditions } from '@sipkadin/edition';
import { editionState, getGovernment, type Ledger, ledgerPosition, listEditions, recordEdition } from '@sipkadin/ledger';
import { Refusal } from './api/errors.ts';

export interface Published {
  number: number;
  hash: string;
}

interface PublishOptions {
  ledger: Ledger;
  editionsRoot: string;
  signingKey: SigningKey;
  government: string;
  year: FiscalYear;
  actor: string;
  /** Public; a correction or withdrawal says why. */
  note?: string;
  now?: () => IsoInstant;
}

/**
 * Publishes what is verified now as the next edition. In order: the bundle on disk, the record in the ledger, the public
 * pointer. The record is the deed: before it there is an orphan folder, after it an edition not yet announced, and
 * `recoverEditions` settles both.
 * @throws Refusal `nothing-verified`, or `nothing-new` where no note gives a reason to publish the same again
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const { ledger, editionsRoot, signingKey, government, year, actor, note = '', now = () => new Date().toISOString() } = options;
  const position = await ledgerPosition(ledger.read);
  const { name, basis } = await getGovernment(ledger.read, government);
  const state = await editionState(ledger.read, { government, year, position, settings: { name, basis } });
  if (state.sources.length === 0) throw new Refusal('nothing-verified');

  const previous = (await listEditions(ledger.read, government, year)).at(-1);
  if (previous !== undefined && note === '') {
    const before = await editionState(ledger.read, { government, year, position: previous.position, settings: previous });
    if (fingerprint(before) === fingerprint(state)) throw new Refusal('nothing-new');
  }
  const number = (previous?.number ?? 0) + 1;
  const publishedAt = now();
  clearBrokenOff(options, number, publishedAt);
  const { hash } = await writeEdition(
    editionsRoot,
    { ...state, number, publishedAt, note, previous: previous === undefined ? null : { number: previous.number, hash: previous.hash } },
    signingKey,
  );
  try {
    await ledger.transact((tx) =>
      recordEdition(tx, { government, year, number, hash, name, basis, asOf: state.asOf, note, actor, position, publishedAt }),
    );
  } catch (error) {
    dropEdition(editionsRoot, government, year, number);
    throw error;
  }
  await announce(editionsRoot, government, year, number, hash);
  return { number, hash };
}

/** Between bundle and record lie milliseconds, or a wait for another writer: what lies longer was broken off. */
const brokenOffAfter = 2 * 60_000;

/** The folder of the next number can only be another publication's: under way, or left behind. @throws Refusal `busy` */
function clearBrokenOff({ editionsRoot, government, year }: PublishOptions, number: number, at: IsoInstant): void {
  const left = writtenEditions(editionsRoot, government, year).find((edition) => edition.number === number);
  if (left === undefined) return;
  const { publishedAt } = openEdition(join(editionsRoot, government, String(year), String(number)), left.hash).manifest;
  if (Date.parse(at) - Date.parse(publishedAt) < brokenOffAfter) throw new Refusal('busy');
  dropEdition(editionsRoot, government, year, number);
}

/** What decides an edition's figures: the same sources under the same settings give the same edition. */
function fingerprint(state: Awaited<ReturnType<typeof editionState>>): string {
  const { government, asOf, basis, version, sources } = state;
  return JSON.stringify([government, asOf, basis, version, sources.map(({ id }) => id)]);
}
