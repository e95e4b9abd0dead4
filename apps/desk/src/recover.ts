import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { announce } from '@sipkadin/edition';
import { type Ledger, listEditions } from '@sipkadin/ledger';

export interface Recovery {
  /** Editions whose public pointer was written anew. */
  announced: number;
  /** Folders of publications that were broken off before the ledger recorded them; removed. */
  removed: string[];
  /** Recorded editions whose folder is gone: restore them from a backup. */
  missing: string[];
}

/**
 * Settles at start what a crash in the middle of publishing left behind. What the ledger recorded is announced, in order;
 * what it did not is removed. Does nothing where nothing is amiss.
 */
export async function recoverEditions({ ledger, editionsRoot }: { ledger: Ledger; editionsRoot: string }): Promise<Recovery> {
  const recovery: Recovery = { announced: 0, removed: [], missing: [] };
  const recorded = await listEditions(ledger.read);
  const folders = new Map<string, Set<string>>();
  for (const government of await folderNames(editionsRoot)) {
    for (const year of await folderNames(join(editionsRoot, government))) {
      folders.set(join(government, year), new Set(await folderNames(join(editionsRoot, government, year))));
    }
  }
  for (const { government, year, number, hash } of recorded) {
    const place = join(government, String(year));
    if (!folders.get(place)?.delete(String(number))) {
      recovery.missing.push(join(place, String(number)));
      continue;
    }
    await announce(editionsRoot, government, year, number, hash);
    recovery.announced++;
  }
  for (const [place, orphans] of folders) {
    for (const orphan of orphans) {
      await rm(join(editionsRoot, place, orphan), { recursive: true });
      recovery.removed.push(join(place, orphan));
    }
  }
  return recovery;
}

async function folderNames(path: string): Promise<string[]> {
  try {
    return (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
