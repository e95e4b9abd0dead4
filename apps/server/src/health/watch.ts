import type { IsoInstant } from '@sipkadin/budget';
import { type Condition, type ConditionCode, conditionsOf, type HealthFacts } from '@sipkadin/monitor/conditions';
import { lastBackup } from '../data-folder/backup/last-backup.ts';
import { logCounts } from '../log.ts';
import { diskGrowth } from './disk-growth.ts';
import type { LedgerState } from './ledger-state.ts';
import { patience, vitalFacts, type Watched } from './vital-facts.ts';
import { within } from './within.ts';

export interface HealthState {
  facts: HealthFacts;
  /** What is wrong, most urgent first; `since` is at the latest when this process first saw it. */
  conditions: readonly Condition[];
  /** null: this process has no ledger, or it does not answer. */
  ledger: LedgerState | null;
}

export interface HealthWatch {
  /** The state of now, or of at most five seconds ago. */
  state(): Promise<HealthState>;
  close(): void;
}

/** Milliseconds between two looks of the process's own, by which it knows since when something is wrong. */
const lookEvery = 60_000;
const keptFor = 5_000;

/** Facts for `conditionsOf` where a process does not know them. */
export const unknownFacts = {
  objects: 'none',
  ...{ daysLeft: null, backup: null, queue: null, mail: null, signInFailingSince: null, clockBehind: null, errorsLastHour: 0 },
} satisfies Partial<HealthFacts>;

export function watchHealth(watched: Watched): HealthWatch {
  const { config, privateSide, log } = watched;
  const growth = diskGrowth();
  const firstSeen = new Map<ConditionCode, IsoInstant>();
  let kept: { at: number; state: Promise<HealthState> } | undefined;

  async function look(): Promise<HealthState> {
    const vital = await vitalFacts(watched);
    if (vital.freeBytes !== null) growth.note(Date.parse(vital.at), vital.freeBytes);
    const ledger = await ledgerNow(vital);
    const facts: HealthFacts = {
      ...{ ...unknownFacts, ...vital, daysLeft: growth.daysLeft(), errorsLastHour: logCounts(log).errorsLastHour() },
      objects: await objectsNow(),
      signInFailingSince: privateSide?.desk.signInFailingSince() ?? null,
      ...(ledger !== null && {
        queue: ledger.queue,
        mail: config.mail === undefined ? null : ledger.outbox,
        clockBehind: ledger.clockBehind,
        backup: backupFacts(config, ledger.editions.first),
      }),
    };
    const conditions = conditionsOf(facts, { backupDays: config.backupDays });
    for (const code of firstSeen.keys()) if (!conditions.some((one) => one.code === code)) firstSeen.delete(code);
    for (const { code } of conditions) if (!firstSeen.has(code)) firstSeen.set(code, facts.at);
    return { facts, ledger, conditions: conditions.map((one) => ({ ...one, since: one.since ?? firstSeen.get(one.code) ?? null })) };
  }

  /** Whether an object that is not there can be asked for. */
  async function objectsNow(): Promise<HealthFacts['objects']> {
    if (privateSide?.objects === undefined) return 'none';
    try {
      await within(patience, privateSide.objects.size('health'));
      return 'ok';
    } catch (error) {
      log.error({ err: error }, 'the object store does not answer');
      return 'failing';
    }
  }

  async function ledgerNow({ at, database }: Pick<HealthFacts, 'at' | 'database'>): Promise<LedgerState | null> {
    if (privateSide === undefined || database !== 'ok') return null;
    try {
      return await within(patience, privateSide.state(at));
    } catch (error) {
      log.error({ err: error }, 'the state of the ledger cannot be read');
      return null;
    }
  }

  const state = () => {
    if (kept === undefined || Date.now() - kept.at > keptFor) kept = { at: Date.now(), state: look() };
    return kept.state;
  };
  const timer = setInterval(
    () => void state().catch((error: unknown) => log.error({ err: error }, 'health cannot be looked at')),
    lookEvery,
  );
  timer.unref();
  return { state, close: () => clearInterval(timer) };
}

/**
 * A backup is expected from the first edition on, because figures that were only uploaded are still in their files. With PostgreSQL a
 * city may make its backups by other means, so there only one that was made by `sipkadin backup` and not repeated is too old.
 */
export function backupFacts({ data, databaseUrl }: Watched['config'], firstEdition: IsoInstant | null): HealthFacts['backup'] {
  const last = lastBackup(data);
  return { made: last?.made ?? null, size: last?.size ?? null, needed: databaseUrl.startsWith('sqlite:') ? firstEdition : null };
}
