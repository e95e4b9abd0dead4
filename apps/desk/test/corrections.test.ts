import { fiscalYear } from '@sipkadin/budget';
import { openEditions } from '@sipkadin/edition';
import { setGovernment } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAll } from '../../../packages/workflow/src/index.ts';
import { city, confirmed, type Deployment, deploy, templateFile, type Visitor } from './deployment.ts';

const spent = (rupiah: string, asOf: string) => templateFile({ kind: 'realisasi', asOf, amounts: [['5.1.01.01.001.00001', rupiah]] });

describe('publishing, withdrawing and returning', () => {
  let place: Deployment;
  let clerk: Visitor;
  let verifier: Visitor;
  let publisher: Visitor;
  beforeAll(async () => {
    place = await deploy();
    clerk = await place.person('clerk', 'operator', 'publisher');
    verifier = await place.person('verifier', 'verifier', 'publisher');
    publisher = await place.person('publisher', 'publisher', 'verifier', 'operator');
  });
  afterAll(() => place.close());

  async function accept(name: string, body: string, who = { clerk, verifier }): Promise<string> {
    const { id } = await who.clerk.send(name, body);
    await place.desk.idle();
    expect(await who.clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
    expect(await who.verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
    return id;
  }
  const publish = (who: Visitor, more = {}) => who.mutate('publication.publish', { government: city, year: fiscalYear(2026), ...more });
  const state = async (id: string) => ((await publisher.query('uploads.get', { id })).data as { state: string }).state;
  const figure = (number?: number) => {
    const editions = openEditions(place.editionsRoot);
    const edition = number === undefined ? editions.latest(city, fiscalYear(2026)) : editions.open(city, fiscalYear(2026), number);
    return edition?.summary().accounts.find(({ code }) => code === '5')?.realization ?? null;
  };
  const verify = () => verifyAll({ ledger: place.ledger, editionsRoot: place.editionsRoot, publicKeyPem: place.signingKey.publicKeyPem });
  const reason = 'Angka Februari tertukar dengan Maret';

  test('a third person publishes', async () => {
    await accept('januari.csv', spent('100', '2026-01-31'));
    for (const own of [clerk, verifier]) expect(await publish(own)).toMatchObject({ status: 403, code: 'own-publication' });
    expect(await publish(publisher)).toMatchObject({ data: { number: 1 } });
    const { manifest } = openEditions(place.editionsRoot).latest(city, fiscalYear(2026)) ?? {};
    expect(manifest).not.toHaveProperty('onePerson');
    expect(manifest).not.toHaveProperty('correction');
  });

  test('withdrawing the latest edition publishes the one before it again, with the reason, and leaves waiting uploads as they are', async () => {
    const february = await accept('februari.csv', spent('250', '2026-02-28'));
    await publish(publisher);
    const march = await accept('maret.csv', spent('300', '2026-03-31'));
    const order = { government: city, year: fiscalYear(2026), reason };
    expect(await publisher.mutate('publication.withdraw', { ...order, number: 1 })).toMatchObject({ status: 409, code: 'wrong-state' });
    expect(await publisher.mutate('publication.withdraw', { ...order, number: 2, reason: 'x' })).toMatchObject({ code: 'bad-input' });
    expect(await publisher.mutate('publication.withdraw', { ...order, number: 2 })).toMatchObject({ data: { number: 3 } });
    expect([figure(), figure(2), figure(1)]).toEqual(['100.00', '250.00', '100.00']);
    expect([await state(february), await state(march)]).toEqual(['withdrawn', 'verified']);
    expect((await clerk.query('uploads.get', { id: february })).data).toMatchObject({
      reason,
      history: expect.arrayContaining([expect.objectContaining({ step: 'withdrawn', who: 'publisher', reason })]),
    });
    const { manifest } = openEditions(place.editionsRoot).latest(city, fiscalYear(2026)) ?? {};
    expect(manifest).toMatchObject({ note: reason, correction: { kind: 'withdrawal', of: 2, content: 1 } });
  });

  test('a return has the content of the named edition, and the next publication builds on it', async () => {
    const order = { government: city, year: fiscalYear(2026), reason: 'Ternyata Februari sudah benar' };
    expect(await publisher.mutate('publication.returnTo', { ...order, number: 3, to: 1 })).toMatchObject({ code: 'wrong-state' });
    expect(await publisher.mutate('publication.returnTo', { ...order, number: 3, to: 2 })).toMatchObject({ data: { number: 4 } });
    expect(figure()).toBe('250.00');
    expect(await publish(publisher)).toMatchObject({ data: { number: 5 } });
    expect(figure()).toBe('300.00');
    expect(await publish(publisher)).toMatchObject({ code: 'nothing-new' });
  });

  test('everything can be withdrawn, down to an edition that states nothing', async () => {
    for (const number of [5, 6, 7]) {
      const order = { government: city, year: fiscalYear(2026), number, reason };
      expect(await publisher.mutate('publication.withdraw', order)).toMatchObject({ data: { number: number + 1 } });
    }
    expect([figure(6), figure(7), figure(8)]).toEqual(['250.00', '100.00', null]);
    expect(await publisher.mutate('publication.withdraw', { government: city, year: fiscalYear(2026), number: 8, reason })).toMatchObject({
      code: 'wrong-state',
    });
    expect(
      await publisher.mutate('publication.returnTo', { government: city, year: fiscalYear(2026), number: 8, to: 5, reason }),
    ).toMatchObject({
      data: { number: 9 },
    });
    expect(figure()).toBe('300.00');
    expect((await publisher.query('publication.editions', { government: city })).data).toMatchObject([
      { number: 9, kind: 'return', content: 5 },
      { number: 8, kind: 'withdrawal', content: 0 },
      { number: 7, kind: 'withdrawal', content: 1 },
      { number: 6, kind: 'withdrawal', content: 2 },
      { number: 5, kind: 'publication', content: 5 },
      { number: 4, kind: 'return', content: 2 },
      { number: 3, kind: 'withdrawal', content: 1 },
      { number: 2 },
      { number: 1 },
    ]);
  });

  test('a verified, unpublished upload can be withdrawn, and the same bytes sent again', async () => {
    const april = spent('400', '2026-04-30');
    const id = await accept('april.csv', april);
    expect(await clerk.mutate('review.withdraw', { id, reason })).toMatchObject({ status: 200 });
    expect(await state(id)).toBe('withdrawn');
    expect(await publish(publisher)).toMatchObject({ code: 'nothing-new' });
    expect(await clerk.send('april.csv', april)).toMatchObject({ sameAs: false });
    await place.desk.idle();
  });

  test('one person may do every step where the government allows it, and the edition says so', async () => {
    await place.ledger.transact((tx) => setGovernment(tx, city, { onePerson: true, publishOwn: true }, 'admin'));
    await accept('mei.csv', spent('500', '2026-05-31'), { clerk: publisher, verifier: publisher });
    expect(await publish(publisher)).toMatchObject({ data: { number: 10 } });
    expect(openEditions(place.editionsRoot).latest(city, fiscalYear(2026))?.manifest.onePerson).toEqual({ verified: 1, published: 1 });
    expect((await publisher.query('publication.editions', { government: city })).data).toMatchObject([
      { number: 10, onePerson: { verified: 1, published: 1 } },
      { number: 9, onePerson: null },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ]);
  });

  test('every edition opens and verifies', async () => {
    expect(await verify()).toMatchObject({ ok: true, problems: [], seen: { editions: 10 } });
  });
});
