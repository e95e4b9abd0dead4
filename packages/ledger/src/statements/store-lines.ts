import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { bulkLoad, isAttached, type Writing } from '../database/database.ts';
import { type Staging, stagedColumns } from './staging.ts';

/** Lines that a staging read back are stored so many at once. */
const batchSize = 1200;

/** The numbers that a staging's texts have in the ledger: those that the staging gave them, or those of the map. */
export type Places = ReadonlyMap<number, number> | 'as staged';

/** Takes the new texts of an ended staging into the ledger, before its lines. */
export async function storeTexts(tx: Writing, staging: Staging): Promise<Places> {
  if (isAttached(tx, staging)) {
    const last = await tx
      .selectFrom('text')
      .select(({ fn }) => fn.max('id').as('id'))
      .executeTakeFirst();
    if (Number(last?.id ?? 0) === staging.known.last) {
      await sql`insert into text (id, value) select id, value from staged.text order by id`.execute(tx);
      return 'as staged';
    }
  }
  // Another transaction has added texts since, or the database numbers them itself.
  const places = new Map<number, number>();
  for (const part of staging.texts(400)) {
    await tx
      .insertInto('text')
      .values(part.map(({ value }) => ({ value })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const values = part.map(({ value }) => value);
    const ids = new Map(
      (await tx.selectFrom('text').selectAll().where('value', 'in', values).execute()).map(({ id, value }) => [value, Number(id)]),
    );
    for (const { id, value } of part) {
      const place = ids.get(value);
      assert.ok(place !== undefined, 'a text that was inserted is found');
      places.set(id, place);
    }
  }
  return places;
}

const columns = ['statement', ...stagedColumns];
const numbered = new Set(['unit', 'activity', 'account', 'fund', 'document', 'sheet', 'col']);

/** Takes the lines of one table of an ended staging into the ledger, as those of a statement. */
export async function storeLines(
  tx: Writing,
  statement: number,
  { staging, table, places }: { staging: Staging; table: string; places: Places },
): Promise<void> {
  if (places === 'as staged') {
    const list = sql.raw(stagedColumns.join(', '));
    await sql`insert into line (statement, ${list}) select ${statement}, ${list} from ${sql.raw(`staged.${table}`)} order by position`.execute(
      tx,
    );
    return;
  }
  const load = bulkLoad(tx);
  for (const rows of staging.rows(table, batchSize))
    await load(
      'line',
      columns,
      rows.flatMap((row) => [
        statement,
        ...row.map((value, at) => (numbered.has(stagedColumns[at] ?? '') ? (places.get(Number(value)) ?? value) : value)),
      ]),
    );
}
