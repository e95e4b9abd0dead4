import { join } from 'node:path';
import type { FiscalYear, IsoInstant } from '@sipkadin/budget';
import { announce, dropEdition, type EditionContent, openEdition, type SigningKey, writeEdition, writtenEditions } from '@sipkadin/edition';
import { getGovernment, type Ledger, LedgerError, ledgerPosition, listEditions, mustBeOthersWork, recordEdition } from '@sipkadin/ledger';
import { Refusal } from '../refusal.ts';
import { type EditionHead, editionContent } from './edition-content.ts';

export interface Published {
  number: number;
  hash: string;
}

interface Parts {
  ledger: Ledger;
  editionsRoot: string;
  signingKey: SigningKey;
  now?: () => IsoInstant;
}

export interface PublishOrder {
  government: string;
  year: FiscalYear;
  actor: string;
  /** Public; a correction or withdrawal says why. */
  note?: string;
  /** Not something new, but the latest edition withdrawn, or an earlier one returned to. */
  correction?: 'withdrawal' | { returnTo: number };
}

/** Publishes, withdraws or returns, as ordered. */
export function carryOut({ correction, ...order }: PublishOrder & Parts): Promise<Published> {
  return correction === undefined ? publish(order) : correct({ ...order, ...(correction === 'withdrawal' ? {} : correction) });
}

type PublishOptions = Omit<PublishOrder, 'correction'> & Parts;

/**
 * Publishes what is verified now as the next edition.
 * @throws Refusal `nothing-verified`, or `nothing-new` where no note gives a reason to publish the same again; LedgerError
 * `own-publication`
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const { ledger, government, year, note = '' } = options;
  const position = await ledgerPosition(ledger.read);
  const settings = await getGovernment(ledger.read, government);
  const previous = (await listEditions(ledger.read, government, year)).at(-1);
  const number = (previous?.number ?? 0) + 1;
  const head = headOf(options, { number, position, settings, kind: 'publication', content: number });
  const content = await editionContent(ledger.read, head, previous);
  if (content.sources.length === 0) throw new Refusal('nothing-verified');
  if (previous !== undefined && note === '') {
    const before = await editionContent(ledger.read, previous, undefined);
    if (fingerprint(before) === fingerprint(content)) throw new Refusal('nothing-new');
  }
  return issue(options, head, content);
}

/**
 * Withdraws the latest edition, or returns to an earlier one, by publishing that earlier content as the next edition. A
 * withdrawal has the content that was public before what it withdraws came: nothing where there was none. The note says why,
 * in public and for every file that is withdrawn with it.
 * @throws LedgerError `wrong-state` where nothing is public, or the edition returned to is no earlier one of other content
 */
async function correct(options: PublishOptions & { returnTo?: number }): Promise<Published> {
  const { ledger, government, year, returnTo, note = '' } = options;
  const editions = await listEditions(ledger.read, government, year);
  const contentOf = (number: number) => editions.find((edition) => edition.number === number)?.content ?? 0;
  const previous = editions.at(-1);
  if (previous === undefined || note.trim() === '') throw new LedgerError('wrong-state', 'nothing to correct, or no reason');
  const content = returnTo === undefined ? contentOf(previous.content - 1) : contentOf(returnTo);
  const impossible = returnTo === undefined ? previous.content === 0 : content === 0 || content === previous.content;
  if (impossible) throw new LedgerError('wrong-state', `edition ${previous.number} of ${year} cannot be corrected so`);
  const held = editions.find((edition) => edition.number === content);
  const settings = held ?? (await getGovernment(ledger.read, government));
  const kind = returnTo === undefined ? 'withdrawal' : 'return';
  const head = headOf(options, { number: previous.number + 1, position: held?.position ?? 0, settings, kind, content });
  return issue(options, head, await editionContent(ledger.read, head, previous));
}

function headOf(
  { government, year, actor, note = '', now = () => new Date().toISOString() }: PublishOptions,
  {
    settings: { name, basis },
    ...rest
  }: Pick<EditionHead, 'number' | 'position' | 'kind' | 'content'> & {
    settings: Pick<EditionHead, 'name' | 'basis'>;
  },
): EditionHead {
  return { ...rest, government, year, name, basis, actor, note, publishedAt: now() };
}

/**
 * In order: the bundle on disk, the record in the ledger, the public pointer. The record is the deed: before it there is an
 * orphan folder, after it an edition not yet announced, and `recoverEditions` settles both.
 */
async function issue({ ledger, editionsRoot, signingKey }: PublishOptions, head: EditionHead, content: EditionContent): Promise<Published> {
  const { government, year, number } = head;
  await mustBeOthersWork(ledger.read, head);
  clearBrokenOff(editionsRoot, head);
  const { hash } = await writeEdition(editionsRoot, content, signingKey);
  try {
    await ledger.transact((tx) => recordEdition(tx, { ...head, hash, asOf: content.asOf }));
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
function clearBrokenOff(editionsRoot: string, { government, year, number, publishedAt: at }: EditionHead): void {
  const left = writtenEditions(editionsRoot, government, year).find((edition) => edition.number === number);
  if (left === undefined) return;
  const { publishedAt } = openEdition(join(editionsRoot, government, String(year), String(number)), left.hash).manifest;
  if (Date.parse(at) - Date.parse(publishedAt) < brokenOffAfter) throw new Refusal('busy');
  dropEdition(editionsRoot, government, year, number);
}

/** What decides an edition's figures: the same sources under the same settings give the same edition. */
function fingerprint({ government, asOf, basis, version, sources }: EditionContent): string {
  return JSON.stringify([government, asOf, basis, version, sources.map(({ id }) => id)]);
}
