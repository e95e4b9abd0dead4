/** How long one government's publication takes alone, and beside the editions and the log of all others. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { checkLog, loadSigningKey, logOf, nodeCryptography, openEditions, rawKeyOf } from '@sipkadin/edition';
import { addGovernment, openLedger } from '@sipkadin/ledger';
import { publish } from '@sipkadin/workflow';
import { fillYear } from '../leadership.ts';

export interface PublishedBeside {
  lines: number;
  /** Milliseconds. */
  alone: number;
  beside: number;
  /** Until a reader with all editions open sees it, from its look on. */
  seen: number;
  /** Of the log afterwards: leaves, bytes of the files that a reader gets, milliseconds of a look. */
  log: { leaves: number; bytes: number; look: number };
}

const own = '19.71';
/** Later than every other, so that it is a year of its own. */
const year = fiscalYear(2027);
/** Of each statement. */
const size = 5_000;

/** @param data a folder with the editions, the log and the key of all governments; it has one more edition afterwards */
export async function publishBeside(data: string): Promise<PublishedBeside> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-nation-publish-'));
  try {
    const alone = await timedPublication(join(folder, 'alone'), join(folder, 'alone'));
    const editions = openEditions(join(data, 'editions'));
    const beside = await timedPublication(data, join(folder, 'ledger'));
    const began = performance.now();
    editions.refresh();
    const edition = editions.latest(own, year);
    const seen = performance.now() - began;
    if (edition === undefined) throw new Error('what was published is not there');
    return { lines: edition.manifest.lines, alone, beside, seen, log: await lookAtLog(data, editions) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timedPublication(data: string, ledgerFolder: string): Promise<number> {
  mkdirSync(ledgerFolder, { recursive: true });
  const ledger = await openLedger({ url: `sqlite:${join(ledgerFolder, 'ledger.sqlite')}` });
  try {
    await ledger.transact((tx) => addGovernment(tx, { code: own, name: 'Kota Pangkalpinang' }, 'bench'));
    await fillYear({ ledger, folder: ledgerFolder }, year, { government: own, size });
    const signingKey = loadSigningKey(join(data, 'signing-key.pem'));
    const began = performance.now();
    await publish({ ledger, editionsRoot: join(data, 'editions'), signingKey, government: own, year, actor: 'bench' });
    return performance.now() - began;
  } finally {
    await ledger.close();
  }
}

async function lookAtLog(data: string, editions: ReturnType<typeof openEditions>): Promise<PublishedBeside['log']> {
  const publicKey = rawKeyOf(loadSigningKey(join(data, 'signing-key.pem')).publicKeyPem);
  const log = await logOf(join(data, 'editions'));
  if (publicKey === undefined || typeof log === 'string') throw new Error('there is no log');
  let bytes = 0;
  const read = (path: string) => {
    const file = editions.log(path);
    bytes += file?.length ?? 0;
    return Promise.resolve(file);
  };
  const began = performance.now();
  const { problems } = await checkLog(read, { publicKey, kept: undefined, cryptography: nodeCryptography });
  if (problems.length > 0) throw new Error(problems[0]?.message.en);
  return { leaves: log.entries.length, bytes, look: performance.now() - began };
}
