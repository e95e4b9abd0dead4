/**
 * Publishes again and again as a server does, while commands run in a loop on the same folder, and counts what failed.
 * `npm run beside -- --publications 1000`
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey, openEditions } from '@sipkadin/edition';
import { addGovernment, listEditions, lockFolder, openLedger, uploadStore } from '@sipkadin/ledger';
import { createJobs, recoverEditions } from '@sipkadin/workflow';
import { crashFile, crashFileName, government } from './crash-files.ts';

export interface BesideResult {
  publications: number;
  /** How often each command ran to its end. */
  commands: Record<string, number>;
  /** What a publication or a command said that failed. */
  failed: string[];
  /** Recorded editions without their folder, or not public. */
  missing: string[];
}

const year = fiscalYear(2025);
const main = join(import.meta.dirname, '../apps/server/src/main.ts');

export async function beside({
  publications,
  said = () => {},
}: {
  publications: number;
  said?: (result: BesideResult) => void;
}): Promise<BesideResult> {
  const data = mkdtempSync(join(tmpdir(), 'sipkadin-beside-'));
  const result: BesideResult = { publications: 0, commands: {}, failed: [], missing: [] };
  const ledgerUrl = `sqlite:${join(data, 'ledger.sqlite')}`;
  const editionsRoot = join(data, 'editions');
  const signingKey = loadSigningKey(join(data, 'signing-key.pem'));
  const lock = lockFolder(data, 'serving');
  if (lock === undefined) throw new Error(`${data} is served already`);
  const ledger = await openLedger({ url: ledgerUrl });
  await ledger.transact((tx) => addGovernment(tx, government, 'beside'));
  await recoverEditions({ ledger, editionsRoot, signingKey });
  const jobs = createJobs({
    ...{ ledger, ledgerUrl, uploads: uploadStore(join(data, 'uploads')), spoolDir: join(data, 'spool'), editionsRoot, signingKey },
    names: async () => new Map<string, string>(),
    now: () => new Date().toISOString(),
    log: { error: (_, text) => void result.failed.push(text) },
  });
  jobs.start();
  const run = async (words: string[]) => {
    const { status, output } = await ended([...words, '--data', data]);
    const [name = ''] = words;
    result.commands[name] = (result.commands[name] ?? 0) + 1;
    if (status !== 0) result.failed.push(`sipkadin ${words.join(' ')}: ${status} ${output}`);
  };
  const file = (turn: number) => {
    const path = join(data, crashFileName(turn));
    writeFileSync(path, crashFile(turn));
    return path;
  };
  try {
    await run(['import', file(0), '--government', government.code, '--as', 'clerk', '--verify-as', 'verifier']);
    const publish = (at: number) =>
      jobs.publish({ government: government.code, year, actor: 'publisher', note: `Terbitan uji ${at + 1}` }).then(
        () => result.publications++,
        (error: unknown) => result.failed.push(`publication ${at + 1}: ${String(error)}`),
      );
    // Before any export.
    await publish(0);
    let done = false;
    let turn = 0;
    const lane = async (commands: readonly (() => string[])[]) => {
      do for (const command of commands) await run(command());
      while (!done);
    };
    const reading = lane([
      () => ['person', 'list', '--for', government.code],
      () => ['verify'],
      () => ['government', 'list'],
      () => ['doctor'],
      () => ['export', '--government', government.code, '--year', String(year), '--kind', 'budget'],
    ]);
    const writing = lane([
      () => ['person', 'list', '--for', government.code],
      () => ['person', 'add', `orang${++turn}@contoh.test`, '--role', 'operator', '--for', government.code],
      () => ['government', 'set', government.code, '--report-day', String((turn % 28) + 1)],
      () => ['backup', `${data}-backups`, '--keep-last', '2'],
      () => ['import', file(++turn), '--government', government.code, '--as', 'clerk'],
    ]);
    for (let at = 1; at < publications; at++) {
      await publish(at);
      if (at % 50 === 49) said(result);
    }
    done = true;
    await Promise.all([reading, writing]);
    const open = openEditions(editionsRoot).list(government.code, year);
    for (const { number, hash } of await listEditions(ledger.read, government.code, year)) {
      if (!existsSync(join(editionsRoot, government.code, String(year), String(number), 'manifest.json')))
        result.missing.push(`${number}: no files`);
      if (!open.some((edition) => edition.number === number && edition.hash === hash)) result.missing.push(`${number}: not public`);
    }
    return result;
  } finally {
    await jobs.close();
    await ledger.close();
    lock.release();
    rmSync(data, { recursive: true, force: true });
  }
}

function ended(words: string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' };
    const child = spawn(process.execPath, [main, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { publications: { type: 'string', default: '1000' } } });
  const said = ({ publications, failed }: BesideResult) =>
    process.stderr.write(`${publications} publications, ${failed.length} failures ${failed.at(-1) ?? ''}\n`);
  const result = await beside({ publications: Number(values.publications), said });
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  process.exitCode = result.failed.length + result.missing.length === 0 ? 0 : 1;
}
