import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGovernment,
  checkAudit,
  keepAnswers,
  listAudit,
  rememberedAnswers,
  returnUpload,
  storedBudgets,
  submitUpload,
  takeAnswersBack,
  takenOver,
  takeOverAnswers,
} from '../src/index.ts';
import { budget, databases, health, line, school, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

const goods = '5.1.02.01.001.00024';

describe.each(databases)('answers of earlier files on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'test'));
  }, 60_000);
  afterEach(() => test.end());
  const { receive, verified } = sending(() => test);

  const form = { government: '19.71', form: 'f'.repeat(32), namePattern: 'lra # xlsx' };
  const about = { year: null, months: [6], opd: '' };

  it('are remembered by form and pattern of names, the newest first, but for files that were returned', async () => {
    const { ledger } = test;
    const [june, july] = [await receive(budget([line(health, goods, 100n)])), await receive(budget([line(health, goods, 200n)]))];
    const keep = (upload: string, answers: Record<string, string>) =>
      ledger.transact((tx) => keepAnswers(tx, form, { upload, actor: 'clerk', answers, about }));
    await keep(june, { basis: 'lra' });
    await keep(july, { basis: 'sp2d' });
    const bases = async (of = form) => (await rememberedAnswers(ledger.read, of)).map(({ answers }) => answers['basis']);
    expect(await bases()).toEqual(['sp2d', 'lra']);
    expect(await bases({ ...form, namePattern: 'lain' })).toEqual([]);
    expect(await bases({ ...form, form: '0'.repeat(32) })).toEqual([]);
    expect(await bases({ ...form, government: '81.04' })).toEqual([]);
    await ledger.transact((tx) => submitUpload(tx, july, 'clerk'));
    await ledger.transact((tx) => returnUpload(tx, july, 'verifier', 'Salah bulan'));
    expect(await rememberedAnswers(ledger.read, form)).toMatchObject([{ upload: june, fileName: 'lra.xlsx', actor: 'clerk', about }]);
    await expect(test.tamper("update remembered_answers set answers = '{}'")).rejects.toThrow(/append-only/);
  });

  it('are taken over and taken back on record', async () => {
    const { ledger } = test;
    const id = await receive(budget([line(health, goods, 100n)]));
    expect(await takenOver(ledger.read, id)).toBeUndefined();
    const answers = { basis: { value: 'lra', how: 'same', from: id } } as const;
    await ledger.transact((tx) => takeOverAnswers(tx, id, answers, 'clerk'));
    expect(await takenOver(ledger.read, id)).toEqual(answers);
    await ledger.transact((tx) => takeAnswersBack(tx, id, 'clerk'));
    expect(await takenOver(ledger.read, id)).toEqual({});
    await ledger.transact((tx) => takeAnswersBack(tx, id, 'clerk'));
    const records = (await listAudit(ledger.read)).filter(({ action }) => action.startsWith('answers-'));
    expect(records.map(({ action, subject }) => `${action} ${subject}`)).toEqual([`answers-taken-back ${id}`, `answers-taken-over ${id}`]);
    expect(JSON.parse(records[1]?.detail ?? '')).toEqual(answers);
    expect(await checkAudit(ledger.read)).toMatchObject({ ok: true });
    await expect(test.tamper('delete from answers_taken_over')).rejects.toThrow(/append-only/);
  });

  it('are helped by the budgets stored, of the OPD that a person may read', async () => {
    const { ledger } = test;
    await verified(budget([line(health, goods, 100n), line(health, '4.1.01.01.001.00001', 7n)]));
    await verified(budget([line(health, '6.1.01.01.001.00001', 9n), line(health, '6.2.01.01.001.00001', 2n)]));
    await verified(budget([line(school, goods, 300n)]));
    const draft = await receive(budget([line(health, goods, 200n)]));
    const seen = async (person: string, units: string[] | null, but = '') =>
      (await storedBudgets(ledger.read, '19.71', { person, units: units && new Set(units) }, but)).map(({ fileName, totals }) =>
        [fileName ?? '?', ...[...totals].map(([akun, amount]) => `${akun}=${amount}`).toSorted()].join(' '),
      );
    expect(await seen('clerk', null)).toEqual(['lra.xlsx 5=200', 'lra.xlsx 5=300', 'lra.xlsx 6.1=9 6.2=2', 'lra.xlsx 4=7 5=100']);
    expect(await seen('clerk', null, draft)).toEqual(['lra.xlsx 5=300', 'lra.xlsx 6.1=9 6.2=2', 'lra.xlsx 4=7 5=100']);
    expect(await seen('other', [health])).toEqual(['? 6.1=9 6.2=2', '? 4=7 5=100']);
  });
});
