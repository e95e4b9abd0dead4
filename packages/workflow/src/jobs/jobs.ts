import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { SigningKey } from '@sipkadin/edition';
import {
  type ClaimedReading,
  claimedYears,
  claimReading,
  failReading,
  getUpload,
  isAway,
  type Ledger,
  type ReadingClaim,
  releaseReading,
  type UploadStore,
} from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';
import { dropUnfinishedData } from '@sipkadin/opendata';
import { importUpload } from '../importing/import-upload.ts';
import { rememberedMappings } from '../importing/remembered-mappings.ts';
import { type LeaseTimes, usualTimes } from '../lease-times.ts';
import { withoutDataFiles } from '../publishing/data-files.ts';
import { type PreviewEdition, type PreviewOrder, writePreview } from '../publishing/preview.ts';
import { carryOut, type Published, type PublishOrder } from '../publishing/publish.ts';
import { recoverEditions } from '../publishing/recover.ts';
import { faultReference, Refusal } from '../refusal.ts';
import { watchStore } from '../sharing/watch-store.ts';
import { HeldReading } from './held-reading.ts';
import { type Job, JobThread } from './job-thread.ts';

/** Milliseconds after which the queue is looked at again that could not be read. */
const againAfter = 1000;

export interface Jobs {
  /** Works on what is queued now, and looks for more from time to time: other processes queue readings too, and die. */
  start(): void;
  /** Works on what is queued. Returns at once; call it after something was queued. */
  wake(): void;
  /** Ends a reading that was cancelled in the ledger at once where this process has it; another process notices by itself. */
  drop(upload: string): void;
  publish(order: PublishOrder): Promise<Published>;
  /** Writes the edition that would be published now. @throws as `writePreview` */
  preview(order: Omit<PreviewOrder, 'now'>): Promise<PreviewEdition>;
  /** Resolves when nothing is under way in this process. */
  idle(): Promise<void>;
  /** Ends what is under way; it waits again, for any process. */
  close(): Promise<void>;
}

export interface JobsOptions {
  ledger: Ledger;
  /** null: the database cannot be opened a second time (a test's own); jobs then run on the caller's thread. */
  ledgerUrl: string | null;
  uploads: UploadStore;
  spoolDir: string;
  editionsRoot: string;
  signingKey: SigningKey;
  /** Where several machines share uploads and editions. */
  objects?: Objects | undefined;
  /** Names of people, by id. */
  names(ids: Iterable<string>): Promise<Map<string, string>>;
  now: () => string;
  log: { error(data: object, text: string): void };
  times?: LeaseTimes | undefined;
  /** Reads files where `ledgerUrl` is null; by default each in a process of its own. */
  readFile?: Parameters<typeof importUpload>[0]['readFile'];
}

/**
 * Long work, one job at a time in each process: two would only contend for the one writer and the one disk. Readings are claimed from
 * the ledger's queue, which all processes share. Publications are not queued there: the request that orders one stays
 * open until it is done, and would be gone after a restart; they come before readings.
 */
export function createJobs(options: JobsOptions): Jobs {
  const {
    ledger,
    ledgerUrl,
    uploads,
    spoolDir,
    editionsRoot,
    signingKey,
    objects,
    names,
    now,
    log,
    times = usualTimes,
    readFile,
  } = options;
  const thread = ledgerUrl === null ? null : new JobThread(ledgerUrl);
  // Names the process in the queue for a person who reads it.
  const worker = `${hostname()} ${process.pid} ${randomUUID()}`;
  const stop = new AbortController();
  const orders: (() => Promise<void>)[] = [];
  let current: HeldReading | undefined;
  /** Of a reading that could not go on while the ledger or the store was away. */
  let unreleased: ReadingClaim | undefined;
  let wanted = false;
  let running: Promise<void> | undefined;
  /** Editions whose data files are still to be made. */
  let without: { dir: string; hash: string }[] | undefined;
  let polling: NodeJS.Timeout | undefined;
  const isStoreBehind = objects && watchStore(objects, editionsRoot, ledger.read);
  let lookedAtStore = 0;

  async function work(): Promise<void> {
    try {
      while (wanted && !stop.signal.aborted) {
        wanted = false;
        while (!stop.signal.aborted && (await doNext()));
      }
    } catch (error) {
      log.error({ err: error }, 'the queue cannot be read');
      if (polling !== undefined) setTimeout(() => jobs.wake(), Math.min(times.poll, againAfter)).unref();
    } finally {
      running = undefined;
    }
  }

  /** @returns whether there was anything to do */
  async function doNext(): Promise<boolean> {
    const left = unreleased;
    if (left !== undefined) await ledger.transact((tx) => releaseReading(tx, left));
    unreleased = undefined;
    const order = orders.shift();
    if (order !== undefined) {
      await order();
      return true;
    }
    // A process that published and died has left its claim, and perhaps an edition that is not announced.
    if ((await claimedYears(ledger.read, now())).length > 0 || (await isBehind())) await recover();
    const reading = await ledger.transact((tx) => claimReading(tx, { worker, milliseconds: times.lease }));
    if (reading === undefined) return makeMissingData();
    await readNow(reading);
    return true;
  }

  /** Whether publications have to be recovered because of the store. Where that cannot be known, readings do not wait for it. */
  async function isBehind(): Promise<boolean> {
    if (isStoreBehind === undefined || Date.now() - lookedAtStore < times.poll) return false;
    lookedAtStore = Date.now();
    try {
      return await isStoreBehind();
    } catch (error) {
      log.error({ err: error }, 'the store cannot be looked at');
      return false;
    }
  }

  /** What cannot be recovered keeps nobody's reading waiting. */
  async function recover(): Promise<void> {
    try {
      await recoverEditions({ ledger, editionsRoot, signingKey, times, objects });
    } catch (error) {
      log.error({ err: error }, 'an interrupted publication cannot be recovered');
    }
  }

  /** Once, at a start: what fails is tried again at the next one. */
  function lookForMissingData(): { dir: string; hash: string }[] {
    try {
      dropUnfinishedData(editionsRoot);
      return withoutDataFiles(editionsRoot);
    } catch (error) {
      log.error({ err: error }, 'the folder of editions cannot be looked at for data files');
      return [];
    }
  }

  /** One edition's data files, where some are missing and nothing else waits. @returns whether there was one */
  async function makeMissingData(): Promise<boolean> {
    const next = without?.shift();
    if (next === undefined || thread === null) return false;
    try {
      const fault = (await thread.run({ kind: 'data', ...next }, stop.signal)) as string | undefined;
      if (fault !== undefined) log.error({ err: new Error(fault), folder: next.dir }, 'the data files of an edition could not be made');
    } catch (error) {
      if (!stop.signal.aborted) log.error({ err: error, folder: next.dir }, 'the data files of an edition could not be made');
    }
    return true;
  }

  async function readNow({ upload, answers, actor, claim }: ClaimedReading): Promise<void> {
    const held = new HeldReading(ledger, { upload, claim }, times);
    current = held;
    const signal = AbortSignal.any([stop.signal, held.lost]);
    const onProgress = held.onProgress;
    try {
      const { hash, government } = await getUpload(ledger.read, upload);
      const mappings = { known: await rememberedMappings(ledger.read, government, names), mapper: actor };
      if (thread === null) {
        const reading = { id: upload, answers, mappings, takesOver: true, claim, spoolDir, onProgress, signal, readFile };
        await importUpload({ ledger, uploads, ...reading });
      } else {
        const job: Job = { kind: 'import', id: upload, answers, mappings, claim, path: await uploads.file(hash), spoolDir };
        await thread.run(job, signal, onProgress);
      }
    } catch (error) {
      if (stop.signal.aborted) await ledger.transact((tx) => releaseReading(tx, claim));
      else if (isAway(error) || (error instanceof Refusal && error.code === 'store-away')) {
        // It waits again, as soon as the ledger can be told. The next look at the queue goes on.
        unreleased = claim;
        throw error;
      } else if (await held.isOurs()) {
        const fault = error instanceof Error ? error : new Error(String(error));
        const reference = faultReference(fault);
        log.error({ err: fault, upload, reference }, 'reading an upload failed');
        await ledger.transact((tx) => failReading(tx, claim, reference));
      }
    } finally {
      current = undefined;
      await held.end();
    }
  }

  /** Carries out an order before the next reading. */
  function inTurn<T>(order: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      orders.push(async () => {
        try {
          resolve(await order());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      jobs.wake();
    });
  }

  const jobs: Jobs = {
    start() {
      polling ??= setInterval(jobs.wake, times.poll).unref();
      without ??= lookForMissingData();
      jobs.wake();
    },
    wake() {
      wanted = true;
      running ??= work();
    },
    drop(upload) {
      if (current?.upload === upload) current.drop();
    },
    publish(order) {
      return inTurn(async () => {
        const published =
          thread === null
            ? await carryOut({ ...order, ledger, editionsRoot, signingKey, objects, now, times })
            : ((await thread.run(
                { kind: 'publish', editionsRoot, signingKey, times, store: objects?.address, ...order },
                stop.signal,
              )) as Published);
        const { dataFault, storeFault, number } = published;
        if (storeFault !== undefined) log.error({ err: new Error(storeFault), number }, 'the store does not point to an edition yet');
        if (dataFault !== undefined) log.error({ err: new Error(dataFault), number }, 'the data files of an edition could not be made');
        return published;
      });
    },
    preview(order) {
      return inTurn(async () => {
        if (thread === null) return writePreview({ ...order, ledger, now });
        return (await thread.run({ kind: 'preview', ...order }, stop.signal)) as PreviewEdition;
      });
    },
    async idle() {
      while (running !== undefined) await running;
    },
    async close() {
      clearInterval(polling);
      stop.abort();
      await jobs.idle();
      await thread?.close();
    },
  };
  return jobs;
}
