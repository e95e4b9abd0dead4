import { registerStamp, type SigningKey } from '@sipkadin/edition';
import { type Ledger, listGovernments, recordedAfter } from '@sipkadin/ledger';
import { type Parts, publishRegister } from '@sipkadin/workflow';

/** Keeps what is published beside editions (contacts, answered questions, documents) as the ledger has it. */
export interface RegisterRounds {
  /** Starts a round a minute, for changes of settings and what another process changed. */
  start(): void;
  /** Publishes the registers of the governments of which something was recorded since the last round, or whose file is another, now. */
  round(): Promise<void>;
  /** Publishes the register of a government now; what fails is logged, and the next round tries again. */
  publish(government: string): Promise<void>;
  close(): Promise<void>;
}

interface RegisterRoundsOptions {
  ledger: Pick<Ledger, 'read'>;
  objects?: Parts['objects'];
  editionsRoot: string;
  signingKey: SigningKey;
  log: { error(data: object, text: string): void };
}

const minute = 60_000;

export function createRegisterRounds({ ledger: { read }, editionsRoot, signingKey, objects, log }: RegisterRoundsOptions): RegisterRounds {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isClosed = false;
  /** The last record of the audit trail that a round has seen. */
  let seen = 0;
  /** By government, what was there after its register was published. */
  const published = new Map<string, string>();
  const stateOf = (government: string) => `${signingKey.id} ${registerStamp(editionsRoot, government)}`;

  async function publishNow(government: string): Promise<void> {
    try {
      await publishRegister({ read, editionsRoot, signingKey, objects }, government);
      published.set(government, stateOf(government));
    } catch (error) {
      published.delete(government);
      log.error({ err: error, government }, 'the public register could not be written; the next round tries again');
    }
  }

  /** One after another: of two that run at once, the one that read earlier could write later. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    running = running.then(work);
    return running;
  }

  async function round(): Promise<void> {
    try {
      const { last, governments } = await recordedAfter(read, seen);
      for (const { code } of await listGovernments(read)) {
        // In a store another machine may have put an earlier one in its place.
        const isDue = objects !== undefined || governments.has(code) || published.get(code) !== stateOf(code);
        if (isDue && !isClosed) await publishNow(code);
      }
      seen = last;
    } catch (error) {
      log.error({ err: error }, 'the governments could not be read; the next round tries again');
    }
  }

  return {
    start() {
      timer ??= setInterval(() => void inTurn(round), minute).unref();
      void inTurn(round);
    },
    round: () => inTurn(round),
    publish: (government) => inTurn(() => publishNow(government)),
    async close() {
      isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
}
