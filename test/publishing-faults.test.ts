import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { type Disk, loadSigningKey, openEditions, realDisk, writtenEditions } from '@sipkadin/edition';
import { type Ledger, listEditions, openLedger } from '@sipkadin/ledger';
import { dataFilesOf } from '@sipkadin/opendata';
import { publish, recoverEditions, verifyAll } from '@sipkadin/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const government = '19.71';
const year = fiscalYear(2026);
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-faults-'));
/** Six editions and their ledger. */
const base = join(folder, 'base');
beforeAll(async () => {
  cpSync(join(import.meta.dirname, 'pinned', 'c85f94c'), base, { recursive: true });
  chmodSync(join(base, 'signing-key.pem'), 0o600);
  // Brought up to date once, and not for each case.
  const ledger = await openLedger({ url: `sqlite:${join(base, 'ledger.sqlite')}` });
  const signingKey = loadSigningKey(join(base, 'signing-key.pem'));
  await recoverEditions({ ledger, editionsRoot: join(base, 'editions'), signingKey });
  await ledger.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ioError = () => Object.assign(new Error('made to fail'), { code: 'EIO' });

/** The real disk, with some of its asynchronous and some of its synchronous calls replaced. */
function diskWith({ promises, ...calls }: Partial<Omit<Disk, 'promises'>> & { promises?: Partial<Disk['promises']> }): Disk {
  const own = <T extends object>(whole: T, part: object): T =>
    new Proxy(whole, { get: (_, name) => Reflect.get(Object.hasOwn(part, name) ? part : whole, name) });
  return own(own(realDisk, calls), { ...calls, promises: own(realDisk.promises, promises ?? {}) });
}

/** A ledger whose transaction that records an edition is replaced. The claim on the year comes before it, its release after it. */
function recordingWith(ledger: Ledger, record: (real: () => Promise<unknown>) => Promise<unknown>): Ledger {
  let transactions = 0;
  const transact: Ledger['transact'] = (work, staging) => {
    const real = () => ledger.transact(work, staging);
    return ++transactions === 2 ? (record(real) as ReturnType<typeof real>) : real();
  };
  return { ...ledger, transact };
}

interface Case {
  fault: (ledger: Ledger) => { ledger?: Ledger; disk?: Disk };
  /** What the call says. */
  outcome: object;
  /** Whether, right afterwards, the edition is in its folder, recorded in the ledger, and public. */
  after: { written: boolean; recorded: boolean; public: boolean };
  /** What recovery has to do then. */
  recovery: 'nothing' | 'announce' | 'remove';
}

const nowhere = { written: false, recorded: false, public: false };
const everywhere = { written: true, recorded: true, public: true };

const cases: Record<string, Case> = {
  'write: failed': {
    fault: () => ({ disk: diskWith({ promises: { rename: () => Promise.reject(ioError()) } }) }),
    outcome: { code: 'EIO' },
    after: nowhere,
    recovery: 'nothing',
  },
  'write: failed, but done': {
    fault: () => {
      let renamed = false;
      const rename: Disk['promises']['rename'] = async (from, to) => {
        if (!renamed) await realDisk.promises.rename(from, to);
        renamed = true;
        throw ioError();
      };
      return { disk: diskWith({ promises: { rename } }) };
    },
    outcome: { code: 'EIO' },
    after: { ...nowhere, written: true },
    recovery: 'remove',
  },
  'write: done, but with other bytes than were handed over': {
    fault: () => {
      const rename: Disk['promises']['rename'] = async (from, to) => {
        const path = join(String(from), 'funds.json');
        const text = readFileSync(path, 'utf8');
        rmSync(path);
        writeFileSync(path, text.replace('.00"', '.01"'));
        await realDisk.promises.rename(from, to);
      };
      return { disk: diskWith({ promises: { rename } }) };
    },
    outcome: { name: 'EditionError', code: 'damaged' },
    after: nowhere,
    recovery: 'nothing',
  },
  'record: failed': {
    fault: (ledger) => ({ ledger: recordingWith(ledger, () => Promise.reject(ioError())) }),
    outcome: { code: 'EIO' },
    after: nowhere,
    recovery: 'nothing',
  },
  'record: failed, but done': {
    fault: (ledger) => ({
      ledger: recordingWith(ledger, async (real) => {
        await real();
        throw ioError();
      }),
    }),
    outcome: { number: 7 },
    after: everywhere,
    recovery: 'nothing',
  },
  'record: failed, but done, and the ledger does not say so': {
    fault: (ledger) => {
      let gone = false;
      const read = new Proxy(ledger.read, {
        get(whole, name) {
          if (gone) throw ioError();
          const value: unknown = Reflect.get(whole, name);
          return typeof value === 'function' ? value.bind(whole) : value;
        },
      });
      const failing = recordingWith(ledger, async (real) => {
        await real();
        gone = true;
        throw Object.assign(new Error('made to fail'), { code: 'ECONNRESET' });
      });
      return { ledger: { ...failing, read } };
    },
    outcome: { code: 'ECONNRESET' },
    after: { written: true, recorded: true, public: false },
    recovery: 'announce',
  },
  'log: failed': {
    fault: () => ({
      disk: diskWith({
        renameSync: () => {
          throw ioError();
        },
      }),
    }),
    outcome: { code: 'EIO' },
    after: { written: true, recorded: true, public: false },
    recovery: 'announce',
  },
  'announce: failed': {
    fault: () => ({
      disk: diskWith({
        renameSync: (from, to) => {
          if (String(to).endsWith('published.json')) throw ioError();
          realDisk.renameSync(from, to);
        },
      }),
    }),
    outcome: { code: 'EIO' },
    after: { written: true, recorded: true, public: false },
    recovery: 'announce',
  },
  'announce: failed, but done': {
    fault: () => ({
      disk: diskWith({
        renameSync: (from, to) => {
          realDisk.renameSync(from, to);
          if (String(to).endsWith('published.json')) throw ioError();
        },
      }),
    }),
    outcome: { code: 'EIO' },
    after: everywhere,
    recovery: 'nothing',
  },
};

describe('publishing, where a step', () => {
  it.each(Object.entries(cases))('%s', async (name, { fault, outcome, after, recovery }) => {
    const place = join(folder, name.replaceAll(/\W+/g, '-'));
    cpSync(base, place, { recursive: true });
    const signingKey = loadSigningKey(join(place, 'signing-key.pem'));
    const editionsRoot = join(place, 'editions');
    const ledger = await openLedger({ url: `sqlite:${join(place, 'ledger.sqlite')}` });
    // No renewal of the claim comes between the transactions that are counted.
    const times = { lease: 300_000, renew: 600_000, poll: 600_000 };
    const order = { times, ledger, editionsRoot, signingKey, government, year, actor: 'publisher', note: 'Terbit lagi' };
    const state = async () => ({
      written: writtenEditions(editionsRoot, government, year).some(({ number }) => number === 7),
      recorded: (await listEditions(ledger.read, government, year)).some(({ number }) => number === 7),
      public: openEditions(editionsRoot)
        .list(government, year)
        .some(({ number }) => number === 7),
    });
    try {
      expect(await publish({ ...order, ...fault(ledger) }).catch((error: unknown) => error)).toMatchObject(outcome);
      expect(await state()).toEqual(after);
      const { announced, removed, missing, busy } = await recoverEditions({ ledger, editionsRoot, signingKey });
      expect([announced.length, removed.length, missing, busy]).toEqual([
        recovery === 'announce' ? 1 : 0,
        recovery === 'remove' ? 1 : 0,
        [],
        [],
      ]);
      expect(await publish(order)).toMatchObject({ number: after.recorded ? 8 : 7 });
      const { problems } = await verifyAll({ ledger, editionsRoot, publicKeyPem: signingKey.publicKeyPem });
      expect(problems).toEqual([]);
    } finally {
      await ledger.close();
    }
  });
});

it('an edition whose data files cannot be made is public without them, and says why', async () => {
  const place = join(folder, 'no-data-files');
  cpSync(base, place, { recursive: true });
  const signingKey = loadSigningKey(join(place, 'signing-key.pem'));
  const editionsRoot = join(place, 'editions');
  const ledger = await openLedger({ url: `sqlite:${join(place, 'ledger.sqlite')}` });
  try {
    writeFileSync(join(editionsRoot, '.data'), 'a file in the place of the folder');
    const order = { ledger, editionsRoot, signingKey, government, year, actor: 'publisher' };
    expect(await publish({ ...order, note: 'Tanpa berkas data' })).toMatchObject({
      number: 7,
      dataFault: expect.stringContaining('ENOTDIR'),
    });
    rmSync(join(editionsRoot, '.data'));
    expect(await publish({ ...order, note: 'Dengan berkas data' })).not.toHaveProperty('dataFault');
    const published = openEditions(editionsRoot);
    const made = published.list(government, year).map(({ number }) => {
      const edition = published.open(government, year, number);
      return [number, edition !== undefined && dataFilesOf(edition) !== undefined];
    });
    expect(made.slice(-2)).toEqual([
      [7, false],
      [8, true],
    ]);
  } finally {
    await ledger.close();
  }
});
