import type { IsoInstant } from '@sipkadin/budget';
import { documentEntries, type Ledger, listGovernments, presentDocuments, recordLinkCheck } from '@sipkadin/ledger';
import type { RegisterRounds } from '../register-rounds.ts';
import { checkLink } from './link-check.ts';

/** Tries the links of documents, each once a day, one after another. */
export interface LinkRounds {
  start(): void;
  close(): Promise<void>;
}

interface LinkRoundsOptions {
  ledger: Ledger;
  registers: RegisterRounds;
  now: () => IsoInstant;
  log: { error(data: object, text: string): void };
}

const every = 600_000;
/** Milliseconds after which a link is tried again. */
const again = 86_400_000;
/** Links of one government in a round: slow servers must not hold up those of other governments for long. */
const mostInRound = 20;

export function createLinkRounds({ ledger, registers, now, log }: LinkRoundsOptions): LinkRounds {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;

  async function checkGovernment(government: string): Promise<void> {
    const due = presentDocuments(await documentEntries(ledger.read, government)).filter(
      ({ address, check }) => address !== '' && (check === null || Date.parse(now()) - Date.parse(check.at) > again),
    );
    for (const { seq: entry, address } of due.slice(0, mostInRound)) {
      if (isClosed) return;
      const outcome = await checkLink(address);
      await ledger.transact((tx) => recordLinkCheck(tx, { government, entry, outcome }));
    }
    if (due.length > 0) await registers.publish(government);
  }

  async function round(): Promise<void> {
    try {
      for (const { code } of await listGovernments(ledger.read)) if (!isClosed) await checkGovernment(code);
    } catch (error) {
      log.error({ err: error }, 'links of documents could not be tried; the next round tries again');
    } finally {
      running = undefined;
    }
  }

  const begin = () => {
    running ??= round();
  };
  return {
    start() {
      timer ??= setInterval(begin, every).unref();
      begin();
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
}
