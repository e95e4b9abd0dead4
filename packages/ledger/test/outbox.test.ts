import { fiscalYear } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import {
  addGovernment,
  dropLinkMail,
  type EventNotice,
  holdMail,
  linkMails,
  listMail,
  markSent,
  outboxState,
  postponeMail,
  queueAnew,
  queueMail,
  releaseMail,
} from '../src/index.ts';
import { databases, health } from './databases.ts';

const late: EventNotice = { kind: 'late', government: '19.71', unit: health, year: fiscalYear(2025), month: 12 };

describe.each(databases)('the outbox on $name', ({ open }) => {
  it('mails each person once, also after a restart; keeps what no server took', async () => {
    const test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const returned: EventNotice = { kind: 'returned', government: '19.71', upload: 'u000001' };
    await test.ledger.transact((tx) => queueMail(tx, returned, ['clerk', 'clerk']));
    await test.ledger.transact((tx) => queueMail(tx, late, ['clerk', 'other']));
    const ledger = await test.reopen();
    // A third person who comes later gets no mail about what is long past.
    await ledger.transact((tx) => queueMail(tx, late, ['clerk', 'third']));
    const due = async (at: string) => listMail(ledger.read, at);
    const [first, second, third, ...more] = await due('2026-02-01T00:00:00.000Z');
    expect([first, second, third, more]).toMatchObject([
      { notice: returned, person: 'clerk', attempts: 0 },
      { notice: late, person: 'clerk' },
      { notice: late, person: 'other' },
      [],
    ]);
    expect(await due('2026-01-01T00:00:00.000Z')).toEqual([]);
    const [a = 0, b = 0, c = 0] = [first?.seq, second?.seq, third?.seq];
    expect(await outboxState(ledger.read)).toEqual({ waiting: 3, refused: 0, oldest: null });
    await ledger.transact((tx) => markSent(tx, [a]));
    await ledger.transact((tx) => postponeMail(tx, [b], '2026-03-01T00:00:00.000Z'));
    await ledger.transact((tx) => postponeMail(tx, [c], null));
    expect(await due('2026-02-28T23:59:59.999Z')).toEqual([]);
    expect(await due('2026-03-01T00:00:00.000Z')).toMatchObject([{ seq: b, attempts: 1 }]);
    await ledger.transact((tx) => queueMail(tx, late, ['other']));
    await ledger.transact((tx) => queueMail(tx, returned, ['clerk']));
    expect(await due('2027-01-01T00:00:00.000Z')).toHaveLength(1);
    expect(await ledger.read.selectFrom('outbox').select('person').where('sent_at', 'is not', null).execute()).toEqual([
      { person: 'clerk' },
    ]);
    await test.end();
  });

  it('is taken by one of two senders, and by another when the first has let it lie', async () => {
    const test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    await test.ledger.transact((tx) => queueMail(tx, late, ['clerk', 'other', 'third']));
    const [at, until] = ['2027-01-01T00:00:00.000Z', '2027-01-01T00:05:00.000Z'];
    const seqs = (await listMail(test.ledger.read, at)).map(({ seq }) => seq);
    expect(seqs).toHaveLength(3);
    const take = (when: string, then: string) => test.ledger.transact((tx) => holdMail(tx, seqs, when, then));
    const taken = await Promise.all([take(at, until), take(at, until), take(at, until)]);
    expect(taken.map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([0, 0, 3]);
    expect(await listMail(test.ledger.read, at)).toEqual([]);
    expect((await take(until, '2027-01-01T00:10:00.000Z')).size).toBe(3);
    await test.ledger.transact((tx) => releaseMail(tx, seqs.slice(1), until));
    expect(await take(until, '2027-01-01T00:10:00.000Z')).toEqual(new Set(seqs.slice(1)));
    expect(await listMail(test.ledger.read, '2027-02-01T00:00:00.000Z')).toMatchObject([{ attempts: 0 }, { attempts: 0 }, { attempts: 0 }]);
    await test.end();
  });

  it('sends a link anew when it is asked for again, and knows what became of the last', async () => {
    const test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const ask = () => test.ledger.transact((tx) => queueAnew(tx, { kind: 'sign-in', government: '19.71' }, 'rina'));
    const due = () => listMail(test.ledger.read, '2027-01-01T00:00:00.000Z');
    const known = async () => [...(await linkMails(test.ledger.read, '19.71'))];
    await ask();
    await ask();
    expect(await due()).toMatchObject([{ notice: { kind: 'sign-in', government: '19.71' }, person: 'rina', attempts: 0 }]);
    const [{ seq } = { seq: 0 }] = await due();
    await test.ledger.transact((tx) => postponeMail(tx, [seq], '2027-01-01T00:00:00.000Z'));
    expect(await known()).toMatchObject([['rina', { state: 'waiting', attempts: 1, sentAt: null }]]);
    await test.ledger.transact((tx) => postponeMail(tx, [seq], null));
    expect(await known()).toMatchObject([['rina', { state: 'given-up' }]]);
    await ask();
    expect(await known()).toMatchObject([['rina', { state: 'waiting', attempts: 0 }]]);
    await test.ledger.transact((tx) => markSent(tx, [seq]));
    expect(await known()).toMatchObject([['rina', { state: 'sent', sentAt: expect.any(String) as string }]]);
    await test.ledger.transact((tx) => queueMail(tx, late, ['rina']));
    await test.ledger.transact((tx) => dropLinkMail(tx, 'rina'));
    expect([await known(), await due()]).toMatchObject([[], [{ notice: late }]]);
    await test.end();
  });

  it('loses a notice with the transaction it belongs to', async () => {
    const test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const broken = test.ledger.transact(async (tx) => {
      await queueMail(tx, late, ['clerk']);
      throw new Error('the return failed');
    });
    await expect(broken).rejects.toThrow('the return failed');
    expect(await listMail(test.ledger.read, '2027-01-01T00:00:00.000Z')).toEqual([]);
    await test.end();
  });
});
