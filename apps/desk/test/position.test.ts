import { receiveUpload, submitUpload, verifyUpload } from '@sipkadin/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { positionOf } from '../../../packages/monitor/src/position.ts';
import { importUpload } from '../../../packages/workflow/src/index.ts';
import { city, type Deployment, deploy, templateFile, units } from './deployment.ts';

let place: Deployment;
beforeEach(async () => {
  place = await deploy();
});
afterEach(() => place.close());

async function verified(...files: string[]): Promise<void> {
  for (const [index, body] of files.entries()) {
    const { hash, bytes } = await place.uploads.put(Buffer.from(body));
    const { id } = await place.ledger.transact((tx) =>
      receiveUpload(tx, { government: city, fileName: `${index}.csv`, hash, bytes, actor: 'one' }),
    );
    expect((await importUpload({ ledger: place.ledger, uploads: place.uploads, id })).outcome).toBe('read');
    await place.ledger.transact(async (tx) => {
      await submitUpload(tx, id, 'one');
      await verifyUpload(tx, id, 'two');
    });
  }
}

const salaries = '5.1.01.01.001.00001';
const grants = '5.1.05.01.001.00001';
const at = (month?: number) => positionOf(place.ledger.read, { government: city, year: 2026, month });

test('treasury items count in the total and not in the ranking', async () => {
  await verified(
    templateFile({
      kind: 'anggaran',
      amounts: [
        [salaries, '1000'],
        [grants, '600'],
      ],
    }),
    templateFile({
      kind: 'realisasi',
      asOf: '2026-02-28',
      amounts: [
        [salaries, '100'],
        [grants, '600'],
      ],
    }),
  );
  const { total, treasury, units, months } = await at();
  expect(total).toEqual({ budget: 160_000n, realization: 70_000n, plan: null });
  expect(treasury).toEqual({ budget: 60_000n, realization: 60_000n, plan: null });
  expect(units).toMatchObject([{ figures: { budget: 100_000n, realization: 10_000n }, reported: true, lastMonth: 2 }]);
  expect(units[0]?.months[1]).toEqual({ month: 2, realization: 10_000n, plan: null });
  expect(months[1]).toEqual({ month: 2, realization: 70_000n, plan: null });
});

test('a month nobody reported is empty, not zero and not the month before', async () => {
  await verified(
    templateFile({ kind: 'realisasi', asOf: '2026-01-31', amounts: [[salaries, '10']] }),
    templateFile({ kind: 'realisasi', asOf: '2026-03-31', amounts: [[salaries, '0']] }),
  );
  const { months, units, month, before } = await at();
  expect(month).toBe(3);
  expect(months.slice(0, 4).map(({ realization }) => realization)).toEqual([1000n, null, 0n, null]);
  expect(units[0]?.months.slice(0, 4).map(({ realization }) => realization)).toEqual([1000n, null, 0n, null]);
  expect(before).toBeNull();
  expect((await at(2)).units).toMatchObject([{ reported: false, lastMonth: 1, figures: { realization: 1000n } }]);
});

test('reports on another basis than the published one are not counted, and said so', async () => {
  const spj = templateFile({ kind: 'realisasi', amounts: [[salaries, '10']] }).replace('Basis realisasi;lra', 'Basis realisasi;spj');
  await verified(templateFile({ kind: 'anggaran', unit: units.health, amounts: [[salaries, '1000']] }), spj);
  expect(await at()).toMatchObject({
    uncounted: { used: 'lra', there: ['spj'] },
    basis: null,
    total: { budget: 100_000n, realization: null },
  });
});
