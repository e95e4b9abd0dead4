import { dayInJakarta, type IsoInstant } from '@sipkadin/budget';
import { type Ledger, lastChangeOfFigures, listGovernments } from '@sipkadin/ledger';
import { currentAlerts } from './alert-state.ts';

export interface AlertRounds {
  /** Starts a round a minute. */
  start(): void;
  /** Looks at each government on a new day and after a verification or withdrawal. While a round runs, its promise is returned. */
  round(): Promise<void>;
  close(): Promise<void>;
}

interface AlertRoundsOptions {
  ledger: Ledger;
  now: () => IsoInstant;
  log: { error(data: object, text: string): void };
  /** Works out what leadership sees first, so that whoever opens it next does not wait for it. */
  prepare: (government: string) => Promise<unknown>;
}

const minute = 60_000;

/** Stores alerts that begin or end, so that each has its day although nobody looked. Several processes may do so: an event is stored once. */
export function createAlertRounds({ ledger, now, log, prepare }: AlertRoundsOptions): AlertRounds {
  const evaluated = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;

  async function evaluate(government: string): Promise<void> {
    const state = `${dayInJakarta(now())}|${await lastChangeOfFigures(ledger.read, government)}`;
    if (evaluated.get(government) === state) return;
    await currentAlerts(ledger, government, now());
    await prepare(government);
    evaluated.set(government, state);
  }

  async function work(): Promise<void> {
    try {
      for (const { code } of await listGovernments(ledger.read)) if (!isClosed) await evaluate(code);
    } catch (error) {
      log.error({ err: error }, 'alerts could not be evaluated; the next round tries again');
    } finally {
      running = undefined;
    }
  }

  const rounds: AlertRounds = {
    start() {
      timer ??= setInterval(() => void rounds.round(), minute).unref();
      void rounds.round();
    },
    round() {
      running ??= work();
      return running;
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
  return rounds;
}
