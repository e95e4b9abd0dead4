import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addGovernment, roles } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAll } from '../src/api/desk.ts';
import { type Deployment, deploy, type Visitor } from './deployment.ts';

const data = join(import.meta.dirname, '../../../../shared/data');
const file = (name: string) => readFileSync(join(data, name));

describe.skipIf(!existsSync(data))('three real files, two governments (3 files)', () => {
  let place: Deployment;
  let one: Visitor;
  let two: Visitor;
  let three: Visitor;
  beforeAll(async () => {
    place = await deploy({ threads: true });
    await place.ledger.transact(async (tx) => {
      await addGovernment(tx, { code: '35.29', name: 'Kabupaten Sumenep', basis: 'lra' }, 'test');
      await addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru', basis: 'spj' }, 'test');
    });
    const everywhere = ['35.29', '81.04'].flatMap((government) => roles.map((role) => ({ role, government })));
    one = await place.person('one', ...everywhere);
    two = await place.person('two', ...everywhere);
    three = await place.person('three', ...everywhere);
  });
  afterAll(() => place.close());

  async function bring(name: string, government: string, answers?: Record<string, string>): Promise<Record<string, string | null>> {
    const { id } = await one.send(name, file(name), government);
    await place.desk.idle();
    if (answers !== undefined) {
      expect(await one.tell('uploads.answer', { id, answers })).toMatchObject({ status: 200 });
      await place.desk.idle();
    }
    expect(await one.tell('uploads.submit', { id })).toMatchObject({ status: 200 });
    expect(await two.tell('review.verify', { id })).toMatchObject({ status: 200 });
    const { data } = await one.ask('uploads.get', { id });
    return Object.fromEntries(
      (data as { statements: { kind: string; total: string | null }[] }).statements.map(({ kind, total }) => [kind, total]),
    );
  }

  test('an SIPD tree report of Sumenep: asked, answered, to the rupiah', async () => {
    const totals = await bring('lra_tree_sumenep_2026.xlsx', '35.29', { asOf: '2026-06-30', version: 'murni' });
    expect(totals).toEqual({ budget: '277644068187.00', realization: '111527108238.00' });
    expect(await three.tell('publication.publish', { government: '35.29', year: 2026 })).toMatchObject({ data: { number: 1 } });
    const { data } = await one.ask('monitor.summary', { government: '35.29' });
    expect(data).toMatchObject({
      year: 2026,
      month: 6,
      total: { budget: '277644068187.00', realization: '111527108238.00' },
      of: 1,
      reported: 1,
    });
  });

  test("Buru's changed budget and a month's register", async () => {
    expect(await bring('rekap5_buru_2025_perubahan.xlsx', '81.04')).toEqual({ budget: '1010148878495.39' });
    expect(await bring('register_buru_2026_jan.xlsx', '81.04')).toEqual({ register: '45764295995.00' });
    expect(await three.tell('publication.publish', { government: '81.04', year: 2025 })).toMatchObject({ data: { number: 1 } });
    expect(await three.tell('publication.publish', { government: '81.04', year: 2026 })).toMatchObject({ data: { number: 1 } });
  });

  test('all of it can be recomputed from the ledger to the last byte', async () => {
    const checked = await verifyAll({
      ledger: place.ledger,
      editionsRoot: place.editionsRoot,
      publicKeyPem: place.signingKey.publicKeyPem,
    });
    expect(checked).toEqual({ ok: true, seen: { statements: 4, editions: 3, auditRecords: expect.any(Number) }, problems: [] });
    expect(place.logged).toEqual([]);
  });
});
