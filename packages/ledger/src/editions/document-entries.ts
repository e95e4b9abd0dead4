import type { FiscalYear, IsoDate, IsoInstant } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import { instantOf } from '../ledger.ts';
import { addRecorded } from '../obstacles/recorded-rows.ts';
import type { DocumentState } from './openness-tables.ts';

/** An item of a list of duties in one budget year. */
interface DocumentKey {
  list: string;
  item: string;
  year: FiscalYear;
}

export interface DocumentEntry extends DocumentKey {
  seq: number;
  state: DocumentState;
  /** https address; '' where there is none. */
  address: string;
  issuedOn: IsoDate | null;
  /** Hex; '' where nobody computed it. */
  sha256: string;
  note: string;
  actor: string;
  at: IsoInstant;
  /** When its link was last tried, and how it answered; null where it was not. */
  check: { at: IsoInstant; outcome: string } | null;
}

/** Enters what is known of a document; the entries before are kept. */
export async function enterDocument(
  tx: Writing,
  { government, issuedOn, ...entry }: Omit<DocumentEntry, 'seq' | 'actor' | 'at' | 'check'> & { government: string },
  actor: string,
): Promise<void> {
  const { list, item, year } = entry;
  await addRecorded(tx, 'document_entry', { government, ...entry, issued_on: issuedOn }, { actor, subject: `${list} ${item} ${year}` });
}

/** Every entry of a government, the oldest first: the last of list, item and year counts. */
export async function documentEntries(read: Reading, government: string): Promise<DocumentEntry[]> {
  const rows = await read
    .selectFrom('document_entry')
    .leftJoin('document_check', 'document_check.entry', 'document_entry.seq')
    .selectAll('document_entry')
    .select(['document_check.at as checkedAt', 'document_check.outcome as outcome'])
    .where('document_entry.government', '=', government)
    .orderBy('document_entry.seq')
    .execute();
  return rows.map(({ seq, list, item, year, state, address, issued_on: issuedOn, sha256, note, actor, at, checkedAt, outcome }) => ({
    ...{ seq: Number(seq), list, item, year: Number(year) as FiscalYear, state, address, issuedOn, sha256, note, actor, at },
    check: checkedAt === null || outcome === null ? null : { at: checkedAt, outcome },
  }));
}

/** The entries that count: the last of each list, item and year. */
export function presentDocuments(entries: readonly DocumentEntry[]): DocumentEntry[] {
  return [...new Map(entries.map((entry) => [`${entry.list} ${entry.item} ${entry.year}`, entry])).values()];
}

/** Keeps how the link of an entry answered now. */
export async function recordLinkCheck(
  tx: Writing,
  { government, entry, outcome }: { government: string; entry: number; outcome: string },
): Promise<void> {
  const at = instantOf(tx);
  await tx
    .insertInto('document_check')
    .values({ government, entry, at, outcome })
    .onConflict((conflict) => conflict.column('entry').doUpdateSet({ at, outcome }))
    .execute();
}
