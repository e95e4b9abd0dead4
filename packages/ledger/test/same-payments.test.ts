import { fiscalYear, isoDate } from '@sipkadin/budget';
import { expect, it } from 'vitest';
import { addGovernment, samePayments } from '../src/index.ts';
import { databases, health, line, puskesmas, school, statement } from './databases.ts';
import { sending } from './sending.ts';

const [goods, staff] = ['5.1.02.01.001.00001', '5.1.01.01.001.00001'];
const days = { from: isoDate('2025-01-01'), asOf: isoDate('2025-01-31') };

it.each(databases)('equal payments of an OPD on one day are found in the registers that count, on $name', async ({ open }) => {
  const test = await open();
  await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  const { verified } = sending(() => test);
  let row = 1;
  const paid = (unit: string, day: number, amount: bigint, account = goods) =>
    line(unit, account, amount, { date: isoDate(2025, 1, day), document: `SP2D-${row}`, row: ++row });
  // An earlier register of the same days, that does not count any more.
  await verified(statement({ kind: 'register', ...days }, [paid(school, 7, 900n), paid(school, 7, 900n)]));
  await verified(
    statement({ kind: 'register', ...days }, [
      ...[paid(health, 10, 500n), paid(health, 10, 500n), paid(puskesmas, 10, 500n)],
      // Another day, another OPD, another amount, personnel, and less than what is asked for.
      ...[paid(health, 11, 500n), paid(school, 10, 500n), paid(health, 10, 501n)],
      ...[paid(health, 12, 700n, staff), paid(health, 12, 700n, staff), paid(health, 13, 99n), paid(health, 13, 99n)],
    ]),
  );
  const found = await samePayments(test.ledger.read, { government: '19.71', year: fiscalYear(2025), least: 100n });
  expect(found.map(({ unit, date, amount, payments }) => [unit, date, amount, payments.map(({ document }) => document)])).toEqual([
    [health, '2025-01-10', 500n, ['SP2D-3', 'SP2D-4', 'SP2D-5']],
  ]);
  await test.end();
});
