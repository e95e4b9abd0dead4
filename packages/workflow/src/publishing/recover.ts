import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import { announce, dropEdition, dropUnfinished, EditionError, readPointer, type SigningKey, writtenEditions } from '@sipkadin/edition';
import { claimedYears, type Ledger, listEditions, listGovernments, type PublishedYear, years } from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';
import type { LeaseTimes } from '../lease-times.ts';
import { Refusal } from '../refusal.ts';
import { fetchKeys, fetchRecorded, pointStore } from '../sharing/shared-editions.ts';
import { ifFree } from './exclusive.ts';
import { completeLog } from './log.ts';

export interface Recovery {
  /** Editions that the ledger had recorded and readers had not been pointed to. */
  announced: string[];
  /** Folders of publications that were broken off before the ledger recorded them; removed. */
  removed: string[];
  /** Recorded editions whose folder is gone: restore them from a backup. */
  missing: string[];
  /**
   * Years whose public editions are not those that the ledger recorded: nothing is published there before `settleEditions`. The folder
   * of the log where it is not the ledger's: nothing is published at all before it is restored.
   */
  differing: string[];
  /** Years that the store could not be asked about, or whose readers it does not point to what is public here. */
  unshared: string[];
  /** Years that another process is publishing, or was until it died: the next process that publishes them recovers them. */
  busy: string[];
}

interface Parts {
  ledger: Ledger;
  editionsRoot: string;
  signingKey: SigningKey;
  times?: LeaseTimes | undefined;
  objects?: Objects | undefined;
}

/**
 * Finishes what a crash in the middle of publishing left behind: what the ledger recorded is put into the log and announced, in order;
 * what it did not is removed. An edition that another machine wrote is copied from the store that they share. Does nothing where nothing is
 * amiss.
 */
export async function recoverEditions({ ledger, editionsRoot, signingKey, times, objects }: Parts): Promise<Recovery> {
  const recovery: Recovery = { announced: [], removed: [], missing: [], differing: [], unshared: [], busy: [] };
  try {
    await fetchKeys({ objects, editionsRoot });
    // Where the disk of the editions is away, a log of its own would stand in its place.
    const isThere = existsSync(editionsRoot) && readdirSync(editionsRoot).length > 0;
    if (objects !== undefined || isThere) await completeLog({ ledger, editionsRoot, signingKey });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    recovery[error.code === 'store-away' ? 'unshared' : 'differing'].push(join(editionsRoot, 'log'));
  }
  const claimed = await claimedYears(ledger.read);
  for (const { code: government } of await listGovernments(ledger.read)) {
    const known = [...(await years(ledger.read, government)), ...(await listEditions(ledger.read, government)).map(({ year }) => year)];
    const left = claimed.flatMap((one) => (one.government === government ? one.year : []));
    for (const year of new Set([...known, ...left])) {
      const folder = join(editionsRoot, government, String(year));
      const recovered = async () => {
        const done = await recoverYear({ ledger, editionsRoot, government, year, objects });
        if (done.missing.length === 0 && done.differing.length === 0) await pointStore({ editionsRoot, objects }, government, year);
        return done;
      };
      try {
        const done = await ifFree({ ledger, times, government, year }, recovered);
        if (done === undefined) recovery.busy.push(folder);
        for (const what of ['announced', 'removed', 'missing', 'differing'] as const) recovery[what].push(...(done?.result[what] ?? []));
      } catch (error) {
        // The other years, and the server that starts, do not wait for the store.
        if (!(error instanceof Refusal && error.code === 'store-away')) throw error;
        recovery.unshared.push(folder);
      }
    }
  }
  return recovery;
}

type YearParts = Omit<Parts, 'signingKey' | 'times'> & PublishedYear;

/** The same of one year without the log, for the worker that holds it. @throws Refusal `store-away` where an edition is only there */
export async function recoverYear({
  ledger,
  editionsRoot,
  government,
  year,
  objects,
}: YearParts): Promise<Omit<Recovery, 'busy' | 'unshared'>> {
  const announced: string[] = [];
  const missing: string[] = [];
  const removed = dropUnfinished(editionsRoot, government, year);
  const written = new Map(writtenEditions(editionsRoot, government, year).map((edition) => [edition.number, edition]));
  for (const edition of await listEditions(ledger.read, government, year)) {
    const { number, hash } = edition;
    const folder = join(editionsRoot, government, String(year), String(number));
    const isPublic = written.get(number)?.public === true;
    written.delete(number);
    if (!(await fetchRecorded({ objects, editionsRoot }, edition))) missing.push(folder);
    else if (!isPublic && (await canAnnounce(editionsRoot, government, year, number, hash))) announced.push(folder);
  }
  for (const orphan of written.values()) {
    // A public edition that this ledger does not know belongs to a newer state of it: never removed here.
    if (orphan.public) continue;
    dropEdition(editionsRoot, government, year, orphan.number);
    removed.push(join(editionsRoot, government, String(year), String(orphan.number)));
  }
  const differs = !isSame(readPointer(editionsRoot, government, year), await listEditions(ledger.read, government, year));
  return { announced, removed, missing, differing: differs ? [join(editionsRoot, government, String(year))] : [] };
}

/** @returns false where another edition than its predecessor is the last public one, or its folder holds something else */
async function canAnnounce(
  ...edition: [root: string, government: string, year: FiscalYear, number: number, hash: string]
): Promise<boolean> {
  try {
    await announce(...edition);
    return true;
  } catch (error) {
    if (error instanceof EditionError) return false;
    throw error;
  }
}

type Listed = readonly { number: number; hash: string }[];

function isSame(one: Listed, other: Listed): boolean {
  return one.length === other.length && one.every(({ number, hash }, at) => number === other[at]?.number && hash === other[at]?.hash);
}
