import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey, openEditions, verifyEdition } from '@sipkadin/edition';
import { getUpload, listEditions, listUploads, openLedger, uploadStore } from '@sipkadin/ledger';
import { verifyAll } from '@sipkadin/workflow';
import { government, linesPerFile, recoverAll, totalOf } from './crash-files.ts';

/** A step on the way of a small file (crash-files.ts) to the public that a process or a server has said to be done. */
export interface Acknowledged {
  event: 'opening' | 'ready' | 'received' | 'imported' | 'submitted' | 'verified' | 'published' | 'withdrawn' | 'returned' | 'backed-up';
  /** Of an upload. */
  id?: string;
  /** Which small file it was. */
  turn?: number;
  /** Of an upload's bytes, or of an edition. */
  hash?: string;
  /** Of an edition. */
  number?: number;
  /** Of a backup. */
  name?: string;
}

export interface Deployed {
  ledgerUrl: string;
  uploadsRoot: string;
  editionsRoot: string;
  keyPath: string;
}

const order = ['received', 'draft', 'submitted', 'verified', 'published', 'superseded', 'withdrawn'];
const stateOf: Partial<Record<Acknowledged['event'], string>> = {
  received: 'received',
  imported: 'draft',
  submitted: 'submitted',
  verified: 'verified',
};
const year = fiscalYear(2025);

/**
 * Recovers what a broken-off process left in a deployment that nobody serves, and compares it with what was acknowledged.
 * @param whole whether all statements, hashes and editions are recomputed too, as `sipkadin verify` does
 * @returns `lost`: in words, what was acknowledged and is not there, what is there by half, and what `verify` finds; `ahead`: how many
 *   uploads are further than was acknowledged, which is allowed: a step is done before it is said
 */
export async function compareWithAcknowledged(
  { ledgerUrl, uploadsRoot, editionsRoot, keyPath }: Deployed,
  acknowledged: readonly Acknowledged[],
  { whole = true }: { whole?: boolean } = {},
): Promise<{ lost: string[]; ahead: number }> {
  const lost: string[] = [];
  let ahead = 0;
  const ledger = await openLedger({ url: ledgerUrl });
  const uploads = uploadStore(uploadsRoot);
  try {
    await recoverAll({ ledger, editionsRoot, signingKey: loadSigningKey(keyPath) });
    const recorded = await listEditions(ledger.read, government.code, year);
    const announced = openEditions(editionsRoot).list(government.code, year);
    const reached = new Map<string, number>();
    for (const { event, id, turn, hash, number } of acknowledged) {
      if (event === 'opening' || event === 'ready' || event === 'backed-up') continue;
      if (event === 'published' || event === 'withdrawn' || event === 'returned') {
        if (recorded.find((edition) => edition.number === number)?.hash !== hash) lost.push(`edition ${number} is not recorded`);
        if (!announced.some((edition) => edition.number === number && edition.hash === hash)) lost.push(`edition ${number} is not public`);
        continue;
      }
      const upload = await getUpload(ledger.read, id ?? '').catch(() => undefined);
      if (!upload) {
        lost.push(`${id} is gone`);
        continue;
      }
      const state = order.indexOf(stateOf[event] ?? '');
      if (order.indexOf(upload.state) < state) lost.push(`${id} was ${event} and is ${upload.state}`);
      reached.set(upload.id, Math.max(state, reached.get(upload.id) ?? 0));
      if (event === 'received') {
        const path = uploads.path(hash ?? '');
        const found = existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'nothing';
        if (found !== hash) lost.push(`${id}: bytes are ${found}`);
      }
      if (event === 'imported') {
        const [statement] = upload.statements;
        if (statement?.head.lineCount !== linesPerFile || statement.head.total !== totalOf(turn ?? 0))
          lost.push(`${id}: statement is not whole`);
      }
    }
    for (const upload of await listUploads(ledger.read, { government: government.code })) {
      // Nothing half-applied: a step past reading has its one whole statement, one before it has none.
      const wanted = upload.state === 'received' ? 0 : 1;
      if (upload.statements.length !== wanted) lost.push(`${upload.id} is ${upload.state} with ${upload.statements.length} statements`);
      if (order.indexOf(upload.state) > (reached.get(upload.id) ?? 99)) ahead++;
    }
    const publicKeyPem = readFileSync(`${keyPath}.pub`, 'utf8');
    const { problems } = whole ? await verifyAll({ ledger, editionsRoot, publicKeyPem }) : { problems: [] };
    for (const problem of problems) lost.push(`verify: ${problem.subject} ${problem.message.en}`);
    const last = recorded.at(-1);
    if (last) {
      const folder = join(editionsRoot, government.code, String(year), String(last.number));
      for (const problem of verifyEdition(folder, publicKeyPem)) lost.push(`edition ${last.number}: ${JSON.stringify(problem)}`);
    }
  } finally {
    await ledger.close();
  }
  return { lost, ahead };
}
