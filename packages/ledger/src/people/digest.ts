import type { Reading, Writing } from '../database/database.ts';
import { instantOf } from '../ledger.ts';

/** Whether a person wants the weekly digest by e-mail. */
export async function wantsDigest(read: Reading, person: string): Promise<boolean> {
  return (await read.selectFrom('digest').select('person').where('person', '=', person).executeTakeFirst()) !== undefined;
}

/** All who want it. */
export async function digestReaders(read: Reading): Promise<Set<string>> {
  return new Set((await read.selectFrom('digest').select('person').execute()).map(({ person }) => person));
}

export async function setDigest(tx: Writing, person: string, wanted: boolean): Promise<void> {
  if (!wanted) {
    await tx.deleteFrom('digest').where('person', '=', person).execute();
    return;
  }
  await tx
    .insertInto('digest')
    .values({ person, since: instantOf(tx) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
