import type { ServerResponse } from 'node:http';
import type { Editions } from '@sipkadin/edition';
import { conditionsOf } from '@sipkadin/monitor/conditions';
import manifest from '../../package.json' with { type: 'json' };
import { backupAge } from '../data-folder/backup/last-backup.ts';
import { mirrorState } from '../data-folder/mirror-state.ts';
import { vitalFacts, type Watched } from './vital-facts.ts';
import { unknownFacts } from './watch.ts';

export const version: string = manifest.version;

/** Which of the addresses of health an address is, at the root or below the site's base; undefined: none of them. */
export function healthPath(url: string, base: string): '/health' | '/health/live' | '/health/ready' | undefined {
  const [path = ''] = url.split('?', 1);
  const own = base !== '' && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  return own === '/health' || own === '/health/live' || own === '/health/ready' ? own : undefined;
}

/** `GET /health`: 200 while everything works, 503 when not; says why by code, and nothing that an outsider should not know. */
export async function health(response: ServerResponse, watched: Watched): Promise<void> {
  const { config, editions, privateSide } = watched;
  const facts = await vitalFacts(watched);
  const reasons = failing({ ...unknownFacts, ...facts });
  const mirror = mirrorState(config.editions);
  answer(response, reasons.length === 0, {
    ok: reasons.length === 0,
    version,
    ledger: facts.database,
    editions: countEditions(editions),
    data: facts.data,
    copy: facts.copy,
    store: watched.followed?.state() ?? 'none',
    disk: facts.disk,
    ...(mirror && { mirror }),
    ...(privateSide && { backupAgeHours: backupAge(config.data, new Date()) }),
    reasons,
  });
}

/** `GET /health/live`: 200 whenever the process answers at all; it looks at nothing. Where this fails, only a restart helps. */
export function live(response: ServerResponse): void {
  answer(response, true, { live: true });
}

/** What a process does: it cannot answer yet, it answers, or it is about to end. */
export type Phase = 'starting' | 'serving' | 'stopping';

/**
 * `GET /health/ready`: 200 while requests may be sent here, 503 with reasons while not. A process that serves both sides stays ready
 * while the database is away, because its public pages are served all the same; one that serves the desk alone does not.
 * @param watched undefined while the process starts
 */
export async function ready(response: ServerResponse, phase: Phase, watched: Watched | undefined): Promise<void> {
  const reasons: string[] = [];
  if (phase !== 'serving') reasons.push(phase);
  else if (watched?.config.only === 'desk')
    reasons.push(...failing({ ...unknownFacts, ...(await vitalFacts(watched)) }).filter((code) => code === 'ledger-failing'));
  else if (watched !== undefined && (await hasLostAllEditions(watched))) reasons.push('editions-missing');
  answer(response, reasons.length === 0, { ready: reasons.length === 0, reasons });
}

/** Whether every year that is known is missing on this disk, as where the disk of the editions is not mounted. */
async function hasLostAllEditions(watched: Watched): Promise<boolean> {
  const { editions } = watched;
  const { editionsMissing } = await vitalFacts(watched);
  const years = editions.governments().reduce((sum, government) => sum + editions.years(government).length, 0);
  return editionsMissing.length > 0 && editionsMissing.length >= years;
}

function failing(facts: Parameters<typeof conditionsOf>[0]): string[] {
  // None of what fails the service depends on the age of a backup.
  return conditionsOf(facts, { backupDays: Number.POSITIVE_INFINITY }).flatMap(({ code, level }) => (level === 'failing' ? [code] : []));
}

function answer(response: ServerResponse, isWell: boolean, body: object): void {
  response.writeHead(isWell ? 200 : 503, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}

function countEditions(editions: Editions): number {
  let count = 0;
  for (const government of editions.governments()) {
    for (const year of editions.years(government)) count += editions.list(government, year).length;
  }
  return count;
}
