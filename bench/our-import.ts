/**
 * Our import of the same file: read in the child process, judged, stored with provenance, rolled up.
 * Usage: node bench/our-import.ts FILE FOLDER — prints one line of JSON.
 */
import { join } from 'node:path';
import { read } from '@sipkadin/intake';
import { addGovernment, addStatements, keepReport, openLedger, receiveUpload, uploadStore } from '@sipkadin/ledger';

const [file, folder] = process.argv.slice(2);
if (!file || !folder) throw new Error('usage: our-import.ts FILE FOLDER');

const started = performance.now();
const ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.sqlite')}` });
const bytes = await uploadStore(join(folder, 'uploads')).put({ path: file });
await ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'bench'));
const upload = await ledger.transact((tx) =>
  receiveUpload(tx, { government: '19.71', fileName: 'rekap5_2025_murni.xlsx', ...bytes, actor: 'bench' }),
);
const staging = ledger.stage(join(folder, 'spool'));
const answers = { version: 'murni' };
const { report, statements } = await read(file, 'rekap5_2025_murni.xlsx', { government: '19.71', sink: staging, answers });
const parsed = performance.now();
if (report.outcome !== 'read') throw new Error(`${report.outcome}: ${JSON.stringify(report.findings.slice(0, 3))}`);
await ledger.transact(async (tx) => {
  await keepReport(tx, upload.id, { report, answers });
  await addStatements(tx, upload.id, staging, statements);
}, staging);
staging.dispose();
await ledger.close();
process.stdout.write(
  `${JSON.stringify({
    rows: report.rows,
    total: report.totals.budget,
    parseMilliseconds: Math.round(parsed - started),
    milliseconds: Math.round(performance.now() - started),
  })}\n`,
);
