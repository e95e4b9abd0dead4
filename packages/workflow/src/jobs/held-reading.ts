import { type Ledger, type ReadingClaim, type ReadingProgress, renewReading } from '@sipkadin/ledger';

/** A reading that this process has claimed: the claim is renewed until it ends, and its loss ends the reading. */
export class HeldReading {
  readonly upload: string;
  readonly #ledger: Ledger;
  readonly #claim: ReadingClaim;
  readonly #milliseconds: number;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #progress: ReadingProgress = { stage: 'opening', rows: 0 };
  #renewing: Promise<unknown> | undefined;

  constructor(ledger: Ledger, { upload, claim }: { upload: string; claim: ReadingClaim }, times: { lease: number; renew: number }) {
    this.upload = upload;
    this.#ledger = ledger;
    this.#claim = claim;
    this.#milliseconds = times.lease;
    this.#timer = setInterval(() => {
      // Where the ledger does not answer, the lease ends by itself and the reading is for any process to take over.
      this.#renewing ??= this.isOurs()
        .catch(() => undefined)
        .finally(() => (this.#renewing = undefined));
    }, times.renew);
  }

  /** Aborted when the reading was cancelled, or is another's by now. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  readonly onProgress = (progress: ReadingProgress): void => {
    this.#progress = progress;
  };

  drop(): void {
    this.#lost.abort();
  }

  /** Renews the claim. @returns false where it was lost */
  async isOurs(): Promise<boolean> {
    if (this.lost.aborted) return false;
    const renewal = { milliseconds: this.#milliseconds, progress: this.#progress };
    const ours = await this.#ledger.transact((tx) => renewReading(tx, this.#claim, renewal));
    if (!ours) this.drop();
    return ours;
  }

  /** Renews no more. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
  }
}
