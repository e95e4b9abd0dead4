/**
 * The process that test/crash.ts kills: takes small files the whole road, again and again, and says of each step that
 * it was acknowledged, in one line written before anything else happens.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey } from '@sipkadin/edition';
import { addGovernment, listGovernments, openLedger, receiveUpload, submitUpload, uploadStore, verifyUpload } from '@sipkadin/ledger';
import { carryOut, importUpload } from '@sipkadin/workflow';
import { run } from '../apps/server/src/cli.ts';
import { crashFile, crashFileName, folders, government, recoverAll, times } from './crash-files.ts';

const [root = '', from = '0'] = process.argv.slice(2);
const { ledgerUrl, uploadsRoot, editionsRoot, keyPath } = folders(root);
const say = (event: string, detail: Record<string, unknown>) => writeSync(1, `${JSON.stringify({ event, ...detail })}\n`);

say('opening', {});
const ledger = await openLedger({ url: ledgerUrl });
const uploads = uploadStore(uploadsRoot);
const signingKey = loadSigningKey(keyPath);
if ((await listGovernments(ledger.read)).length === 0) await ledger.transact((tx) => addGovernment(tx, government, 'crash'));
await recoverAll({ ledger, editionsRoot, signingKey });
say('ready', {});

for (let turn = Number(from); ; turn++) {
  const bytes = crashFile(turn);
  const kept = await uploads.put(bytes);
  const { id } = await ledger.transact((tx) =>
    receiveUpload(tx, { government: government.code, fileName: crashFileName(turn), actor: 'clerk', ...kept }),
  );
  say('received', { id, turn, ...kept });
  const report = await importUpload({ ledger, uploads, id, spoolDir: join(root, 'spool') });
  say('imported', { id, turn, outcome: report.outcome });
  await ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
  say('submitted', { id });
  await ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
  say('verified', { id });
  const publication = { ledger, editionsRoot, signingKey, government: government.code, year: fiscalYear(2025), actor: 'publisher', times };
  const { number, hash } = await carryOut(publication);
  say('published', { number, hash });
  if (turn % 2 === 0) {
    let complaint = '';
    const output = { out: () => {}, say: (text: string) => void (complaint += text) };
    if ((await run(['backup', `${root}-backups`, '--data', root, '--keep-last', '3'], {}, output)) !== 0) throw new Error(complaint);
    say('backed-up', {});
  }
  if (turn % 3 !== 2) continue;
  const order = { ...publication, note: 'keliru' };
  say('withdrawn', { ...(await carryOut({ ...order, correction: 'withdrawal' })) });
  if (turn % 2 === 1) say('returned', { ...(await carryOut({ ...order, correction: { returnTo: number } })) });
}
