import { type FiscalYear, type IsoInstant, personalData } from '@sipkadin/budget';
import {
  announce,
  type Disk,
  dropEdition,
  type EditionContent,
  EditionError,
  realDisk,
  type SigningKey,
  verifyEdition,
  writeEdition,
} from '@sipkadin/edition';
import {
  appendLogEntries,
  type EditionRow,
  type Ledger,
  LedgerError,
  listEditions,
  mustBeLatest,
  mustBeOthersWork,
  mustHoldPublishing,
  mustHoldRole,
  nextEditionNumber,
  type Reading,
  type Role,
  recordEdition,
} from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';
import type { LeaseTimes } from '../lease-times.ts';
import { Refusal } from '../refusal.ts';
import { fetchKeys, pointStore, storeEdition } from '../sharing/shared-editions.ts';
import { dropEarlierDataFiles, makeDataFiles } from './data-files.ts';
import { type EditionHead, editionContent } from './edition-content.ts';
import { onceFree } from './exclusive.ts';
import { missingLogEntries, writeLogFiles } from './log.ts';
import { headOf, nextPublication, presentSettings } from './next-publication.ts';
import { recoverYear } from './recover.ts';

/** What was done: the edition that came into being, and which content is public now. */
export interface Published {
  number: number;
  hash: string;
  kind: EditionRow['kind'];
  /** The edition that was the latest until now; 0 for none. Of a withdrawal, the one that was withdrawn. */
  before: number;
  /** The edition whose content is public now: its own number for a publication, 0 for nothing. */
  content: number;
  /** Why its data files could not be made, where they could not: the edition is public without them, and they are made later. */
  dataFault?: string;
  /** Why readers of the store are not pointed to it yet, where they are not: the next look at the store does so. */
  storeFault?: string;
}

interface Parts {
  ledger: Ledger;
  editionsRoot: string;
  signingKey: SigningKey;
  now?: () => IsoInstant;
  /** How long the claim on the year holds. */
  times?: LeaseTimes | undefined;
  /** Where several machines share the editions. */
  objects?: Objects | undefined;
  /** For tests, to make its calls fail. */
  disk?: Disk;
}

export interface PublishOrder {
  government: string;
  year: FiscalYear;
  actor: string;
  /** Public; of a correction or withdrawal the reason. */
  note?: string;
  /** The roles of which the actor must have one when the edition is recorded; absent: none is needed, as at the command line. */
  roles?: readonly Role[];
  /** The latest edition of the year that the actor saw, 0 for none: refused where another is the latest by then. Absent: any. */
  seen?: number;
  /** Not something new, but the latest edition withdrawn, or an earlier one returned to. */
  correction?: 'withdrawal' | { returnTo: number };
}

/**
 * Publishes, withdraws or returns, as ordered. One process at a time does so with a government's year: others wait, for two minutes at
 * most. What a process that died has left of that year is recovered first.
 * @throws Refusal `personal-note` for a note with personal data, `busy` after that time, `editions-differ` where readers see other editions than the ledger recorded, `log-differs` where the log on the disk is another than the ledger's; LedgerError `no-role`, `wrong-state` where the actor's role or the edition seen is not what it
 * was; and what `publishNow` and `correct` throw
 */
export async function carryOut({ correction, ...order }: PublishOrder & Parts): Promise<Published> {
  if (personalData(order.note ?? '') !== undefined) throw new Refusal('personal-note');
  const done = await onceFree(order, async (worker) => {
    await fetchKeys(order);
    await missingLogEntries(order.ledger.read, order);
    // Before anything is announced: what readers see is in the log.
    await writeLogFiles(order);
    if ((await recoverYear(order)).differing.length > 0) throw new Refusal('editions-differ');
    // Before the work begins, and again in the transaction that records the edition.
    await mustStillHold(order.ledger.read, order);
    const options = { ...order, worker };
    return correction === undefined ? publishNow(options) : correct({ ...options, ...(correction === 'withdrawal' ? {} : correction) });
  });
  if (done === undefined) throw new Refusal('busy');
  return done.result;
}

/** The role may be taken away, and another edition published, while an order waits for its turn. */
async function mustStillHold(read: Reading, { government, year, actor, roles, seen }: PublishOrder): Promise<void> {
  if (roles !== undefined) await mustHoldRole(read, { person: actor, government, roles });
  if (seen !== undefined) await mustBeLatest(read, { government, year, number: seen });
}

/** Publishes what is verified now as the next edition. @throws as `carryOut` */
export function publish(options: Omit<PublishOrder, 'correction'> & Parts): Promise<Published> {
  return carryOut(options);
}

type PublishOptions = Omit<PublishOrder, 'correction'> &
  Parts & {
    /** The process that holds the lease on the year. */
    worker: string;
  };

/** @throws as `nextPublication`; LedgerError `own-publication` */
async function publishNow(options: PublishOptions): Promise<Published> {
  const { head, content } = await nextPublication(options);
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
  const before = editions.findLast(({ number }) => number < previous.content)?.number ?? 0;
  const content = contentOf(returnTo ?? before);
  const impossible = returnTo === undefined ? previous.content === 0 : content === 0 || content === previous.content;
  if (impossible) throw new LedgerError('wrong-state', `edition ${previous.number} of ${year} cannot be corrected so`);
  const held = editions.find((edition) => edition.number === content);
  const settings = held ?? (await presentSettings(options));
  const kind = returnTo === undefined ? 'withdrawal' : 'return';
  const number = await nextEditionNumber(ledger.read, { government, year });
  const head = headOf(options, { number, sequence: held?.sequence ?? 0, settings, kind, content });
  return issue(options, head, await editionContent(ledger.read, head, previous));
}

/**
 * In order: the edition's folder on disk, read back and verified, and in the store where machines share one; its record in the ledger, with its leaf of the log; the log's files;
 * its data files, where they can be made; the public pointer, and that of the store. The record decides: a folder without it is no edition, and an edition that is recorded and not yet public is
 * logged and announced by recovery. What readers see is always in the log.
 * @throws EditionError damaged where the disk holds something else than was written; what was begun is removed
 */
async function issue(options: PublishOptions, head: EditionHead, content: EditionContent): Promise<Published> {
  const { ledger, editionsRoot, signingKey, worker, disk = realDisk } = options;
  const { government, year, number, kind } = head;
  await mustBeOthersWork(ledger.read, head);
  const { dir, hash } = await writeEdition(editionsRoot, content, signingKey, disk);
  try {
    mustVerify(dir, signingKey);
    await storeEdition(options, { ...head, hash });
    await ledger.transact(async (tx) => {
      await mustHoldPublishing(tx, head, worker);
      await mustStillHold(tx, options);
      await recordEdition(tx, { ...head, hash, asOf: content.asOf });
      const earlier = (await missingLogEntries(tx, options)).filter((entry) => entry.hash !== hash);
      await appendLogEntries(tx, [...earlier, { government, year, number, hash, key: signingKey.id }]);
    });
  } catch (error) {
    const recorded = await isRecorded(ledger, head, hash);
    if (recorded === false) {
      // Where the claim was lost, another process may have written the folder of this number by now.
      await mustHoldPublishing(ledger.read, head, worker);
      dropEdition(editionsRoot, government, year, number, disk);
    }
    if (recorded !== true) throw error;
  }
  await writeLogFiles(options);
  const dataFault = makeDataFiles(dir, hash);
  await announce(editionsRoot, government, year, number, hash, disk);
  dropEarlierDataFiles(editionsRoot, head);
  const storeFault = await pointStore(options, government, year).then(
    () => undefined,
    (error: unknown) => String(error instanceof Refusal ? error.cause : error),
  );
  return {
    ...{ number, hash, kind, before: number - 1, content: head.content },
    ...(dataFault !== undefined && { dataFault }),
    ...(storeFault !== undefined && { storeFault }),
  };
}

/** Reads a written edition again, as anybody could who has its folder and the public key. */
function mustVerify(dir: string, { publicKeyPem }: SigningKey): void {
  const [problem] = verifyEdition(dir, publicKeyPem);
  if (problem !== undefined)
    throw new EditionError('damaged', `${dir} does not hold what was written: ${problem.path}: ${problem.message.en}`);
}

/** A commit may report a failure and be done. @returns undefined where the ledger cannot be asked; then the folder must stay. */
async function isRecorded(ledger: Ledger, { government, year, number }: EditionHead, hash: string): Promise<boolean | undefined> {
  try {
    const editions = await listEditions(ledger.read, government, year);
    return editions.some((edition) => edition.number === number && edition.hash === hash);
  } catch {
    return undefined;
  }
}
