import type { Reading, Writing } from '../database/database.ts';

/** A leaf of the log of editions: what was published, in the order in which it was. It stays where an edition is set aside later. */
export interface LogEntryRow {
  government: string;
  year: number;
  number: number;
  hash: string;
  /** Id of the key that the edition's manifest names; '' where its folder was lost before there was a log. */
  key: string;
}

/** All leaves, the first first. */
export async function listLogEntries(read: Reading): Promise<LogEntryRow[]> {
  const rows = await read.selectFrom('log_entry').selectAll().orderBy('position').execute();
  return rows.map(({ government, year, number, hash, signer }) => ({
    ...{ government, year: Number(year), number: Number(number), hash, key: signer },
  }));
}

/** Appends leaves in this order; those that are there already stay where they are. */
export async function appendLogEntries(tx: Writing, entries: readonly LogEntryRow[]): Promise<void> {
  const idOf = ({ government, year, number, hash }: LogEntryRow) => `${government}/${year}/${number} ${hash}`;
  const known = new Set((await listLogEntries(tx)).map(idOf));
  for (const entry of entries) {
    if (known.has(idOf(entry))) continue;
    const { government, year, number, hash, key: signer } = entry;
    await tx.insertInto('log_entry').values({ position: known.size, government, year, number, hash, signer }).execute();
    known.add(idOf(entry));
  }
}
