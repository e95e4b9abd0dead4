import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey } from '@sipkadin/edition';
import {
  addGovernment,
  claimPublishing,
  disablePerson,
  getUpload,
  grant,
  type Ledger,
  LedgerError,
  listEditions,
  releasePublishing,
  returnUpload,
  setRoles,
  submitUpload,
  verifyUpload,
} from '@sipkadin/ledger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { budget, databases, health, line, type TestLedger } from '../../ledger/test/databases.ts';
import { sending } from '../../ledger/test/sending.ts';
import { carryOut, type PublishOrder } from '../src/publishing/publish.ts';
import { Refusal } from '../src/refusal.ts';
import { sendBack, submit, verify, withdraw } from '../src/review.ts';

const government = '19.71';
const year = fiscalYear(2025);
const reason = 'Angka tertukar';

/** "done", or the code of a refusal. */
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof LedgerError || error instanceof Refusal) return error.code;
      throw error;
    },
  );

describe.each(databases)('two steps at once on $name', ({ open }) => {
  let test: TestLedger;
  let ledger: Ledger;
  beforeEach(async () => {
    test = await open();
    ledger = test.ledger;
    await ledger.transact((tx) => addGovernment(tx, { code: government, name: 'Kota Pangkalpinang' }, 'setup'));
    for (const person of ['publisher', 'other'])
      await ledger.transact((tx) => grant(tx, { person, government, role: 'publisher', unit: null }, 'setup'));
  });
  afterEach(() => test.end());

  const order = (more: Partial<PublishOrder> = {}, on = ledger) =>
    carryOut({
      ...{ ledger: on, government, year, actor: 'publisher', roles: ['publisher'] as const, editionsRoot: join(test.folder, 'editions') },
      ...{ signingKey: loadSigningKey(join(test.folder, 'key.pem')), ...more },
    });
  const editions = async () => (await listEditions(ledger.read, government, year)).map(({ kind, content }) => `${kind} ${content}`);
  const verified = (rupiah: bigint) => sending(() => test).verified(budget([line(health, '5.1.02', rupiah)]));

  /** The steps of one upload. */
  const steps: Record<string, (id: string) => Promise<unknown>> = {
    submit: (id) => submit(ledger, [id], 'clerk'),
    verify: (id) => verify(ledger, [id], 'verifier'),
    sendBack: (id) => sendBack(ledger, { upload: id, actor: 'verifier', reason }),
    withdraw: (id) => withdraw(ledger, { upload: id, actor: 'verifier', reason }),
  };
  /** The state that each step leads to, by the state before; a step that is not named is refused. */
  const leads: Record<string, Record<string, string>> = {
    draft: { submit: 'submitted' },
    submitted: { verify: 'verified', sendBack: 'returned' },
    verified: { withdraw: 'withdrawn' },
  };
  const until: Record<string, (id: string) => Promise<unknown>> = {
    draft: async () => undefined,
    submitted: (id) => ledger.transact((tx) => submitUpload(tx, id, 'clerk')),
    verified: (id) =>
      ledger.transact(async (tx) => {
        await submitUpload(tx, id, 'clerk');
        await verifyUpload(tx, id, 'verifier');
      }),
    returned: (id) =>
      ledger.transact(async (tx) => {
        await submitUpload(tx, id, 'clerk');
        await returnUpload(tx, id, 'verifier', reason);
      }),
  };

  it('every pair of steps on one upload, in every state, ends as one after the other', async () => {
    let pairs = 0;
    for (const [state, prepare] of Object.entries(until)) {
      for (const [first, one] of Object.entries(steps)) {
        for (const [second, other] of Object.entries(steps).filter(([name]) => name >= first)) {
          const id = await sending(() => test).receive(budget([line(health, '5.1.02', 1n)]));
          await prepare(id);
          const outcomes = await Promise.all([outcome(one(id)), outcome(other(id))]);
          const after = (from: string, step: string) => leads[from]?.[step];
          const expected = (steps: [string, string]) => {
            const middle = after(state, steps[0]);
            const end = after(middle ?? state, steps[1]);
            return { outcomes: [middle, end].map((each) => (each === undefined ? 'wrong-state' : 'done')), end: end ?? middle ?? state };
          };
          const inOrder = expected([first, second]);
          const turned = expected([second, first]);
          expect([inOrder, { ...turned, outcomes: turned.outcomes.toReversed() }], `${state}: ${first}, ${second}`).toContainEqual({
            outcomes,
            end: (await getUpload(ledger.read, id)).state.replace('superseded', 'verified'),
          });
          pairs++;
        }
      }
    }
    expect(pairs).toBe(40);
  });

  const corrections = { withdraw: { correction: 'withdrawal' }, return: { correction: { returnTo: 1 } }, publish: {} } as const;
  const pairs = Object.keys(corrections).flatMap((one) =>
    Object.keys(corrections).flatMap((other) => (other >= one ? [[one, other] as const] : [])),
  );
  it.each(pairs)('%s and %s of one edition that both publishers saw: the second is refused', async (one, other) => {
    await verified(100n);
    await order();
    await verified(200n);
    await order();
    await verified(300n);
    const orders = [one, other].map((name) => ({ note: reason, seen: 2, ...corrections[name as keyof typeof corrections] }));
    const outcomes = await Promise.all(orders.map((each, at) => outcome(order({ ...each, actor: at === 0 ? 'publisher' : 'other' }))));
    expect(outcomes.toSorted()).toEqual(['done', 'wrong-state']);
    expect(await editions()).toHaveLength(3);
  });

  it('what an order did is returned: the edition that it withdrew, and whose content is public now', async () => {
    await verified(100n);
    expect(await order()).toMatchObject({ number: 1, kind: 'publication', before: 0, content: 1 });
    await verified(200n);
    await order();
    expect(await order({ note: reason, seen: 2, correction: 'withdrawal' })).toMatchObject({
      number: 3,
      kind: 'withdrawal',
      before: 2,
      content: 1,
    });
    expect(await order({ note: reason, correction: { returnTo: 2 } })).toMatchObject({ number: 4, kind: 'return', before: 3, content: 2 });
  });

  it('a publication and the withdrawal of an upload in it: the upload is published, or in no edition', async () => {
    await verified(100n);
    await order();
    const id = await verified(200n);
    const outcomes = await Promise.all([outcome(order()), outcome(withdraw(ledger, { upload: id, actor: 'verifier', reason }))]);
    const { state } = await getUpload(ledger.read, id);
    expect([
      // Withdrawn before the edition is recorded, or before it is gathered; published first.
      [['busy', 'done'], 'withdrawn', 1],
      [['nothing-new', 'done'], 'withdrawn', 1],
      [['done', 'wrong-state'], 'published', 2],
    ]).toContainEqual([outcomes, state, (await editions()).length]);
  });

  const losses: Record<string, (ledger: Ledger) => Promise<unknown>> = {
    'loses the role': (of) => of.transact((tx) => setRoles(tx, { person: 'publisher', government, held: [] }, 'admin')),
    'is disabled': (of) => of.transact((tx) => disablePerson(tx, 'publisher', 'admin')),
  };
  for (const [what, lose] of Object.entries(losses)) {
    it(`a publisher who ${what} while the order waits for another publication is refused`, async () => {
      await verified(100n);
      const held = { worker: 'another process', milliseconds: 300_000 };
      await ledger.transact((tx) => claimPublishing(tx, { government, year }, held));
      const waiting = outcome(order());
      await lose(ledger);
      await ledger.transact((tx) => releasePublishing(tx, { government, year }, held.worker));
      expect(await waiting).toBe('no-role');
      expect(await editions()).toEqual([]);
    });

    it(`a publisher who ${what} while the edition is written is refused, and nothing of it stays`, async () => {
      await verified(100n);
      let transactions = 0;
      // The transactions of an order: the claim on the year, the record, the release.
      const transact: Ledger['transact'] = async (work, staging) => {
        if (++transactions === 2) await lose(ledger);
        return ledger.transact(work, staging);
      };
      expect(await outcome(order({}, { ...ledger, transact }))).toBe('no-role');
      expect(await editions()).toEqual([]);
    });
  }
});
