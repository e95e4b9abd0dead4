import type { ServerResponse } from 'node:http';
import type { Editions } from '@sipkadin/edition';
import { dataFilesOf } from '@sipkadin/opendata';
import manifest from '../../package.json' with { type: 'json' };
import { backupAge } from '../data-folder/backup/last-backup.ts';
import { freeBytes } from '../data-folder/folder.ts';
import type { Log } from '../log.ts';
import type { Config } from '../settings/config.ts';
import type { PrivateSide } from './private-side.ts';
import type { StaticCopies } from './static-copies.ts';
import { within } from './within.ts';

export const version: string = manifest.version;

/** Writing stops well before the disk is full to the last byte. */
const leastFree = 16 * 1024 * 1024;

/** A ledger that has not answered by then does not answer; in milliseconds. */
const patience = 2000;

interface Watched {
  config: Config;
  editions: Editions;
  privateSide: PrivateSide | undefined;
  /** undefined: no static copy is kept. */
  copies: StaticCopies | undefined;
  log: Log;
}

/**
 * - ledger-failing: the database does not answer; disk-full, folder-failing: the data folder takes nothing, or cannot be looked at
 * - edition-unreadable: the newest edition of a year cannot be read, and an earlier one is shown; editions-missing: none can be, or the
 *   ledger recorded editions that are not on this disk
 */
type Reason = 'ledger-failing' | 'disk-full' | 'folder-failing' | 'edition-unreadable' | 'editions-missing';

/** `GET /health`: 200 while everything works, 503 when not; says why by code, and nothing that an outsider should not know. */
export async function health(response: ServerResponse, { config, editions, privateSide, copies, log }: Watched): Promise<void> {
  const reasons = new Set<Reason>();
  let ledger: 'ok' | 'failing' | 'none' = 'none';
  if (privateSide) {
    try {
      await within(patience, privateSide.check());
      ledger = 'ok';
    } catch (error) {
      log.error({ err: error }, 'the ledger does not answer');
      ledger = 'failing';
      reasons.add('ledger-failing');
    }
  }
  let disk: 'ok' | 'full' | 'failing' = 'failing';
  try {
    disk = freeBytes(config.data) < leastFree ? 'full' : 'ok';
    if (disk === 'full') reasons.add('disk-full');
  } catch (error) {
    log.error({ err: error }, 'the data folder cannot be looked at');
    reasons.add('folder-failing');
  }
  for (const reason of editionReasons(editions, privateSide?.recorded.newest() ?? [])) reasons.add(reason);
  const ok = reasons.size === 0;
  const body = JSON.stringify({
    ok,
    version,
    ledger,
    editions: countEditions(editions),
    data: dataState(editions),
    copy: copies?.state() ?? 'none',
    disk,
    ...(privateSide && { backupAgeHours: backupAge(config.data, new Date()) }),
    reasons: [...reasons],
  });
  response.writeHead(ok ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(body);
}

type Newest = ReturnType<PrivateSide['recorded']['newest']>;

function editionReasons(editions: Editions, recorded: Newest): Reason[] {
  editions.refresh();
  const unreadable = editions.unreadable().map(({ instead }) => (instead === undefined ? 'editions-missing' : 'edition-unreadable'));
  const behind = recorded.filter(({ government, year, number }) => (editions.list(government, year).at(-1)?.number ?? 0) < number);
  return [...unreadable, ...behind.map(() => 'editions-missing' as const)];
}

/** Whether the newest edition of every year has its data files. Without them pages and downloads of the edition work all the same. */
function dataState(editions: Editions): 'ok' | 'missing' {
  for (const government of editions.governments())
    for (const year of editions.years(government)) {
      const newest = newestReadable(editions, government, year);
      if (newest !== undefined && dataFilesOf(newest) === undefined) return 'missing';
    }
  return 'ok';
}

/** One that cannot be read is among the reasons. */
function newestReadable(editions: Editions, ...of: Parameters<Editions['latest']>) {
  try {
    return editions.latest(...of);
  } catch {
    return undefined;
  }
}

function countEditions(editions: Editions): number {
  let count = 0;
  for (const government of editions.governments()) {
    for (const year of editions.years(government)) count += editions.list(government, year).length;
  }
  return count;
}
