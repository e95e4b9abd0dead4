import type { Basis, FiscalYear, IsoDate, IsoInstant } from '@sipkadin/budget';
import { appendAudit } from './audit.ts';
import { verifiedStatements } from './counts.ts';
import type { Reading, Writing } from './database.ts';
import { LedgerError } from './error.ts';
import { markPublished } from './uploads.ts';

export interface EditionRow {
  government: string;
  year: FiscalYear;
  number: number;
  hash: string;
  /** The government's name and basis that the edition was gathered under. */
  name: string;
  basis: Basis;
  asOf: IsoDate;
  publishedAt: IsoInstant;
  note: string;
  actor: string;
  position: number;
}

/**
 * Records what was published; its uploads become published with it. Numbers have no gaps.
 * @throws LedgerError `wrong-state` where the number is not the next
 */
export async function recordEdition(tx: Writing, edition: EditionRow): Promise<void> {
  const { government, year, number, hash, name, basis, asOf, publishedAt, note, actor, position } = edition;
  if (number !== (await nextEditionNumber(tx, government, year)))
    throw new LedgerError('wrong-state', `edition ${number} of ${year} is not the next`);
  await tx
    .insertInto('edition')
    .values({ government, year, number, hash, name, basis, as_of: asOf, published_at: publishedAt, note, actor, position })
    .execute();
  await appendAudit(tx, {
    actor,
    action: 'edition-published',
    government,
    subject: `${year}/${number}`,
    detail: { hash, asOf, position, note },
  });
  const statements = await verifiedStatements(tx, { government, year, position });
  await markPublished(tx, [...new Set(statements.map(({ upload }) => upload))], actor, `${year}/${number}`);
}

/** Oldest first. */
export async function listEditions(read: Reading, government?: string, year?: FiscalYear): Promise<EditionRow[]> {
  let query = read.selectFrom('edition').selectAll().orderBy('government').orderBy('year').orderBy('number');
  if (government !== undefined) query = query.where('government', '=', government);
  if (year !== undefined) query = query.where('year', '=', year);
  return (await query.execute()).map((row) => ({
    government: row.government,
    year: Number(row.year),
    number: Number(row.number),
    hash: row.hash,
    name: row.name,
    basis: row.basis,
    asOf: row.as_of,
    publishedAt: row.published_at,
    note: row.note,
    actor: row.actor,
    position: Number(row.position),
  }));
}

export async function nextEditionNumber(read: Reading, government: string, year: FiscalYear): Promise<number> {
  const last = await read
    .selectFrom('edition')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('government', '=', government)
    .where('year', '=', year)
    .executeTakeFirst();
  return Number(last?.number ?? 0) + 1;
}
