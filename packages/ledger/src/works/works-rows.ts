import { createHash } from 'node:crypto';
import type { Contract, Obstacle, Target, Works } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';

/** A row and the number of the works that it belongs to. */
export interface StoredRow<Row> {
  works: number;
  row: Row;
}

const atOnce = 500;

function* parts(seqs: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < seqs.length; at += atOnce) yield seqs.slice(at, at + atOnce);
}

const placeOf = ({ unit, activity, sheet, row }: { unit: string; activity: string; sheet: string; row: number | bigint }) => ({
  ...{ unit, activity, sheet, row: Number(row) },
});

/** The contracts of these works, in the order of the file. */
export async function contractsOf(read: Reading, seqs: readonly number[]): Promise<StoredRow<Contract>[]> {
  const rows: StoredRow<Contract>[] = [];
  for (const part of parts(seqs))
    for (const stored of await read
      .selectFrom('contract')
      .selectAll()
      .where('works', 'in', part)
      .orderBy('works')
      .orderBy('position')
      .execute()) {
      const { number, object, value, provider, amendment, paid } = stored;
      const days = { signedOn: stored.signed_on, startsOn: stored.starts_on, endsOn: stored.ends_on };
      const row = { ...placeOf(stored), number, object, ownerEstimate: stored.owner_estimate, value, provider, amendment, paid, ...days };
      rows.push({ works: Number(stored.works), row });
    }
  return rows;
}

/** The obstacles of these works, in the order of the file. */
export async function obstaclesOf(read: Reading, seqs: readonly number[]): Promise<StoredRow<Obstacle>[]> {
  const rows: StoredRow<Obstacle>[] = [];
  for (const part of parts(seqs))
    for (const stored of await read
      .selectFrom('obstacle')
      .selectAll()
      .where('works', 'in', part)
      .orderBy('works')
      .orderBy('position')
      .execute()) {
      const { cause, what, unblocker, owner } = stored;
      const rest = { followUp: stored.follow_up, promisedOn: stored.promised_on, mayBePublic: Number(stored.may_be_public) === 1 };
      rows.push({ works: Number(stored.works), row: { ...placeOf(stored), cause, what, unblocker, owner, ...rest } });
    }
  return rows;
}

/** The monthly targets of these works, in the order of the file. */
export async function targetsOf(read: Reading, seqs: readonly number[]): Promise<StoredRow<Target>[]> {
  const rows: StoredRow<Target>[] = [];
  for (const part of parts(seqs))
    for (const stored of await read
      .selectFrom('physical_target')
      .selectAll()
      .where('works', 'in', part)
      .orderBy('works')
      .orderBy('position')
      .execute()) {
      const { month, hundredths } = stored;
      rows.push({ works: Number(stored.works), row: { ...placeOf(stored), month: Number(month), hundredths: Number(hundredths) } });
    }
  return rows;
}

/** SHA-256 over rows and the units they cover: a changed, missing or added row is noticed. */
export function rowsHash(rows: readonly Works['rows'][number][], covers: readonly string[]): string {
  const digest = createHash('sha256');
  // By the names of the fields, so that the order in which a reader sets them does not matter.
  for (const row of rows) {
    const fields = Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1));
    digest.update(JSON.stringify(fields.map(([field, value]) => [field, String(value)])));
  }
  return digest.update(JSON.stringify(covers)).digest('hex');
}
