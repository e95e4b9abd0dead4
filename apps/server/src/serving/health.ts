import type { ServerResponse } from 'node:http';
import type { Editions } from '@sipkadin/edition';
import manifest from '../../package.json' with { type: 'json' };
import { freeBytes } from '../folder.ts';
import type { Log } from '../log.ts';
import type { Config } from '../settings/config.ts';
import type { PrivateSide } from './private-side.ts';

export const version: string = manifest.version;

/** Writing stops well before the disk is full to the last byte. */
const leastFree = 16 * 1024 * 1024;

interface Watched {
  config: Config;
  editions: Editions;
  privateSide: PrivateSide | undefined;
  log: Log;
}

/** `GET /health`: 200 while everything works, 503 when not; says what, and nothing that an outsider should not know. */
export async function health(response: ServerResponse, { config, editions, privateSide, log }: Watched): Promise<void> {
  let ledger: 'ok' | 'failing' | 'none' = 'none';
  if (privateSide) {
    try {
      await privateSide.check();
      ledger = 'ok';
    } catch (error) {
      log.error({ err: error }, 'the ledger does not answer');
      ledger = 'failing';
    }
  }
  let disk: 'ok' | 'full' | 'failing' = 'failing';
  try {
    disk = freeBytes(config.data) < leastFree ? 'full' : 'ok';
  } catch (error) {
    log.error({ err: error }, 'the data folder cannot be looked at');
  }
  const ok = ledger !== 'failing' && disk === 'ok';
  const body = JSON.stringify({ ok, version, ledger, editions: countEditions(editions), disk });
  response.writeHead(ok ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(body);
}

function countEditions(editions: Editions): number {
  let count = 0;
  for (const government of editions.governments()) {
    for (const year of editions.years(government)) count += editions.list(government, year).length;
  }
  return count;
}
