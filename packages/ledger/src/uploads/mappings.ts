import type { IsoInstant } from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { getGovernment } from '../governments.ts';
import { instantOf } from '../ledger.ts';

/** How a government's files with a certain header are read: the mapping of its columns that a person gave. */
export interface MappingRow {
  government: string;
  fingerprint: string;
  /** Its name in the list: the file that it was made for. */
  name: string;
  /** As intake takes it, JSON. */
  mapping: string;
  /** The columns of that header, JSON: for editing it without a file. */
  columns: string;
  actor: string;
  at: IsoInstant;
  /** Files that were read by any version of it. */
  uses: number;
}

/**
 * Remembers a mapping; of several for one header the last counts. What is remembered already is not written again.
 * @throws LedgerError `not-found` for an unknown government
 */
export async function keepMapping(
  tx: Writing,
  { government, fingerprint, name, mapping, columns, actor }: Omit<MappingRow, 'at' | 'uses'>,
): Promise<void> {
  await getGovernment(tx, government);
  const last = await lastVersion(tx, government, fingerprint);
  if (last?.mapping === mapping) return;
  await tx
    .insertInto('mapping')
    .values({ government, fingerprint, name, mapping, columns, actor, at: instantOf(tx) })
    .execute();
  const detail = { name, mapping };
  await appendAudit(tx, { actor, action: 'mapping-kept', government, subject: fingerprint, detail });
}

/** The next file with this header is asked about again. @throws LedgerError `not-found` */
export async function forgetMapping(
  tx: Writing,
  { government, fingerprint, actor }: Pick<MappingRow, 'government' | 'fingerprint' | 'actor'>,
): Promise<void> {
  const { name, columns } = await getMapping(tx, government, fingerprint);
  await tx
    .insertInto('mapping')
    .values({ government, fingerprint, name, mapping: '', columns, actor, at: instantOf(tx) })
    .execute();
  await appendAudit(tx, { actor, action: 'mapping-forgotten', government, subject: fingerprint, detail: { name } });
}

/** Takes note that an upload was read by a mapping; once for each upload. */
export async function countMapping(tx: Writing, use: { government: string; fingerprint: string; upload: string }): Promise<void> {
  await tx
    .insertInto('mapping_use')
    .values(use)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a government remembers, the newest first. */
export async function listMappings(read: Reading, government: string): Promise<MappingRow[]> {
  const rows = await read
    .selectFrom('mapping')
    .selectAll()
    .where('seq', 'in', ({ selectFrom }) =>
      selectFrom('mapping')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .where('government', '=', government)
        .groupBy('fingerprint'),
    )
    .where('mapping', '!=', '')
    .orderBy('seq', 'desc')
    .execute();
  const uses = await read
    .selectFrom('mapping_use')
    .select(({ fn }) => ['fingerprint', fn.countAll().as('uses')])
    .where('government', '=', government)
    .groupBy('fingerprint')
    .execute();
  const counts = new Map(uses.map(({ fingerprint, uses }) => [fingerprint, Number(uses)]));
  return rows.map(({ seq: _, ...row }) => ({ ...row, uses: counts.get(row.fingerprint) ?? 0 }));
}

/** What a government remembers of files with a header. @throws LedgerError `not-found` */
export async function getMapping(read: Reading, government: string, fingerprint: string): Promise<Omit<MappingRow, 'uses'>> {
  const last = await lastVersion(read, government, fingerprint);
  if (last === undefined || last.mapping === '') throw new LedgerError('not-found', fingerprint);
  const { seq: _, ...row } = last;
  return row;
}

function lastVersion(read: Reading, government: string, fingerprint: string) {
  return read
    .selectFrom('mapping')
    .selectAll()
    .where('government', '=', government)
    .where('fingerprint', '=', fingerprint)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}
