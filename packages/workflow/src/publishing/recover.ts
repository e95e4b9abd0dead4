import { join } from 'node:path';
import { announce, dropEdition, dropUnfinished, writtenEditions } from '@sipkadin/edition';
import { type Ledger, listEditions, listGovernments, years } from '@sipkadin/ledger';

export interface Recovery {
  /** Editions that the ledger had recorded and readers had not been pointed to. */
  announced: string[];
  /** Folders of publications that were broken off before the ledger recorded them; removed. */
  removed: string[];
  /** Recorded editions whose folder is gone: restore them from a backup. */
  missing: string[];
}

/**
 * Settles at start what a crash in the middle of publishing left behind: what the ledger recorded is announced, in order;
 * what it did not is removed. Does nothing where nothing is amiss. For the one process that publishes.
 * @throws EditionError damaged where a folder's manifest is not the one that was recorded
 */
export async function recoverEditions({ ledger, editionsRoot }: { ledger: Ledger; editionsRoot: string }): Promise<Recovery> {
  const recovery: Recovery = { announced: [], removed: dropUnfinished(editionsRoot), missing: [] };
  for (const { code } of await listGovernments(ledger.read)) {
    const recorded = await listEditions(ledger.read, code);
    for (const year of new Set([...(await years(ledger.read, code)), ...recorded.map(({ year }) => year)])) {
      const written = new Map(writtenEditions(editionsRoot, code, year).map((edition) => [edition.number, edition]));
      for (const { number, hash } of recorded.filter((edition) => edition.year === year)) {
        const folder = join(editionsRoot, code, String(year), String(number));
        const found = written.get(number);
        written.delete(number);
        if (found === undefined) recovery.missing.push(folder);
        else if (!found.public) {
          await announce(editionsRoot, code, year, number, hash);
          recovery.announced.push(folder);
        }
      }
      for (const orphan of written.values()) {
        // A public edition that this ledger does not know belongs to a newer state of it: never removed, `verify` names it.
        if (orphan.public) continue;
        dropEdition(editionsRoot, code, year, orphan.number);
        recovery.removed.push(join(editionsRoot, code, String(year), String(orphan.number)));
      }
    }
  }
  return recovery;
}
