import type { IsoInstant } from '@sipkadin/budget';

/** A public edition that is not here as it was signed. */
export interface DamagedEdition {
  /** Region code. */
  government: string;
  year: number;
  number: number;
  /** Its file that is gone or damaged; null: not known, or all of them. */
  file: string | null;
}

/**
 * What a running deployment knows about itself. No fact names a person, an amount or an upload. null: not known, because that part does
 * not answer or this process does not have it.
 */
export interface HealthFacts {
  /** When the facts were gathered. */
  at: IsoInstant;
  /** none: this process has no database. */
  database: 'ok' | 'failing' | 'none';
  disk: 'ok' | 'full' | 'failing';
  freeBytes: number | null;
  /** Days until the disk is full if it goes on filling as it did; null: it does not fill, or it was not watched for long enough. */
  daysLeft: number | null;
  /** The newest edition of each year in which it cannot be read while an earlier one is shown. */
  editionsUnreadable: readonly DamagedEdition[];
  /** The newest recorded edition of each year in which it is not on this disk, or in which no edition can be read. */
  editionsMissing: readonly DamagedEdition[];
  /** Whether the newest edition of every year has its data files. */
  data: 'ok' | 'missing';
  /** The static copy; none: none is kept. */
  copy: 'ok' | 'working' | 'failing' | 'none';
  /** The store that this process copies what is published from; stale: the newest look at it failed; none: it follows none. */
  store: 'ok' | 'stale' | 'none';
  /** A folder of editions that `sipkadin mirror` fills; behind: see `copiedUntil`; none: it is no mirror. */
  mirror: 'ok' | 'behind' | 'none';
  /** `made`: the last backup; null: none. `needed`: from when on one had to exist; null: nothing is published yet. `size`: null where it was not recorded. */
  backup: { made: IsoInstant | null; needed: IsoInstant | null; size: BackupSize | null } | null;
  /** The object store that several machines share; none: files lie in the data folder. */
  objects: 'ok' | 'failing' | 'none';
  /** Uploads to be read; `oldest`: since when the first one waits that nobody reads. `failed`: readings that ended by a fault of the program. */
  queue: { waiting: number; reading: number; failed: number; oldest: IsoInstant | null } | null;
  /** Mails that wait although a mail server was asked to take them, and since when the oldest of them waits. null: no mail is sent. */
  mail: { refused: number; oldest: IsoInstant | null } | null;
  /** Since when the government's sign-in service has not answered; null: it answers, was not asked yet, or there is none. */
  signInFailingSince: IsoInstant | null;
  /** Seconds by which this machine's clock is behind the database, or behind the last record in it; negative: ahead. */
  clockBehind: number | null;
  /** Errors in the log during the last hour. */
  errorsLastHour: number;
}

/** In bytes. */
export interface BackupSize {
  /** What the last backup restores to. */
  content: number;
  /** The folder that it and earlier ones lie in, which share what did not change. */
  folder: number;
}

/** What can be wrong, most urgent first. */
export const conditionCodes = [
  'ledger-failing',
  'disk-full',
  'folder-failing',
  'editions-missing',
  'edition-unreadable',
  'objects-failing',
  'clock-wrong',
  'backup-missing',
  'backup-old',
  'disk-filling',
  'queue-stuck',
  'reading-failed',
  'sign-in-failing',
  'mail-failing',
  'data-missing',
  'copy-failing',
  'store-stale',
  'mirror-behind',
  'errors-logged',
] as const;
export type ConditionCode = (typeof conditionCodes)[number];

export interface Condition {
  code: ConditionCode;
  /** failing: `/health` answers 503. attention: the service works, and somebody has to act. */
  level: 'failing' | 'attention';
  /** Since when, where the facts say it. */
  since: IsoInstant | null;
  /** The editions that it is about; [] where it is about none. */
  editions: readonly DamagedEdition[];
  /** How many (years, readings, mails, errors, days, hours, seconds), where the condition counts something. */
  count: number | null;
}

/** Limits from which a fact becomes a condition. */
interface ConditionLimits {
  /** Days that a backup may be old. */
  backupDays: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** A reading takes minutes at most; a mail server that is restarted is back within a quarter of an hour. */
const longestWait = { reading: 30 * minute, mail: 15 * minute };
const leastDiskDays = 14;
const leastFreeBytes = 1024 ** 3;
/** In seconds. Claims of several machines and the codes of two-step verification need clocks that agree within 30. */
const mostClockDifference = 30;

/**
 * What is wrong by these facts, most urgent first; [] where all is well. The only place that decides it: `/health`, `/metrics`, the
 * screen Kesehatan and `sipkadin doctor` show its answer.
 */
export function conditionsOf(facts: HealthFacts, { backupDays }: ConditionLimits): Condition[] {
  const { at, freeBytes, daysLeft, backup, queue, mail, clockBehind } = facts;
  const now = Date.parse(at);
  const found: Partial<Record<ConditionCode, Partial<Condition>>> = {};
  if (facts.database === 'failing') found['ledger-failing'] = { level: 'failing' };
  if (facts.disk === 'full') found['disk-full'] = { level: 'failing' };
  if (facts.disk === 'failing') found['folder-failing'] = { level: 'failing' };
  if (facts.editionsMissing.length > 0)
    found['editions-missing'] = { level: 'failing', count: facts.editionsMissing.length, editions: facts.editionsMissing };
  if (facts.editionsUnreadable.length > 0)
    found['edition-unreadable'] = { level: 'failing', count: facts.editionsUnreadable.length, editions: facts.editionsUnreadable };
  if (facts.objects === 'failing') found['objects-failing'] = {};
  if (clockBehind !== null && Math.abs(clockBehind) > mostClockDifference) found['clock-wrong'] = { count: Math.round(clockBehind) };
  if (backup !== null) {
    const since = Date.parse(backup.made ?? backup.needed ?? at) + backupDays * day;
    if (since < now)
      found[backup.made === null ? 'backup-missing' : 'backup-old'] = {
        since: backup.made === null ? backup.needed : new Date(since).toISOString(),
        count: Math.floor((now - since) / day) + backupDays,
      };
  }
  if (facts.disk === 'ok' && daysLeft !== null && daysLeft < leastDiskDays) found['disk-filling'] = { count: Math.floor(daysLeft) };
  else if (facts.disk === 'ok' && freeBytes !== null && freeBytes < leastFreeBytes) found['disk-filling'] = {};
  if (queue?.oldest && now - Date.parse(queue.oldest) > longestWait.reading && queue.reading === 0)
    found['queue-stuck'] = { since: queue.oldest, count: queue.waiting };
  if (queue && queue.failed > 0) found['reading-failed'] = { count: queue.failed };
  if (facts.signInFailingSince !== null) found['sign-in-failing'] = { since: facts.signInFailingSince };
  if (mail?.oldest && now - Date.parse(mail.oldest) > longestWait.mail) found['mail-failing'] = { since: mail.oldest, count: mail.refused };
  if (facts.data === 'missing') found['data-missing'] = {};
  if (facts.copy === 'failing') found['copy-failing'] = {};
  if (facts.store === 'stale') found['store-stale'] = {};
  if (facts.mirror === 'behind') found['mirror-behind'] = {};
  if (facts.errorsLastHour > 0) found['errors-logged'] = { count: facts.errorsLastHour };
  return conditionCodes.flatMap((code) => {
    const one = found[code];
    return one === undefined ? [] : [{ code, level: 'attention' as const, since: null, count: null, editions: [], ...one }];
  });
}
