import { listAudit } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { city, type Deployment, deploy, templateFile, type Visitor } from './deployment.ts';

interface Shown {
  state: string;
  report: { findings: { code: string; severity: string; ownSeverity: string | null; sheet: string; ref: string }[] };
}
interface Book {
  area: string;
  rules: { code: string; severity: string; set: string | null; fixed: boolean; changed: { by: string } | null }[];
}

const account = '5.1.02.01.01.0024';

describe('rules of a government', () => {
  let place: Deployment;
  let clerk: Visitor;
  let admin: Visitor;
  beforeAll(async () => {
    place = await deploy();
    clerk = await place.person('clerk', 'operator');
    admin = await place.person('kepala', 'admin');
  });
  afterAll(() => place.close());

  /** A file with a repeated row (a note by its own rule) and a person's phone in a name. */
  async function sent(amount: string): Promise<string> {
    const body = templateFile({
      kind: 'anggaran',
      amounts: [
        [account, amount],
        [account, '2'],
      ],
    });
    const { id } = await clerk.send('anggaran.csv', body.replace('Penyusunan dokumen', 'Hubungi 0812-3456-7890'));
    await place.desk.idle();
    return id;
  }
  const shown = async (id: string) => (await clerk.query('uploads.get', { id })).data as Shown;
  const weights = async (id: string) => Object.fromEntries((await shown(id)).report.findings.map(({ code, severity }) => [code, severity]));
  const set = (code: string, severity: string | null, who = admin) => who.mutate('rules.set', { government: city, code, severity });

  test('a rule raised to blocking keeps a file from being submitted, until it is lowered again', async () => {
    const id = await sent('1');
    expect(await weights(id)).toMatchObject({ 'duplicate-lines': 'info', 'personal-data-held-back': 'warning' });
    expect(await set('duplicate-lines', 'blocking')).toMatchObject({ status: 200 });
    expect((await shown(id)).report.findings[0]).toMatchObject({ code: 'duplicate-lines', severity: 'blocking', ownSeverity: 'info' });
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ code: 'wrong-state' });
    expect(await set('duplicate-lines', null)).toMatchObject({ status: 200 });
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
    // A submitted upload keeps its severities.
    await set('duplicate-lines', 'blocking');
    expect(await weights(id)).toMatchObject({ 'duplicate-lines': 'info' });
    await set('duplicate-lines', null);
  });

  test('a lowered rule no longer blocks', async () => {
    const body = templateFile({
      kind: 'anggaran',
      amounts: [
        [account, 'seribu'],
        [account, '7'],
      ],
    });
    const { id } = await clerk.send('anggaran lagi.csv', body);
    await place.desk.idle();
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ code: 'wrong-state' });
    await set('amount-unreadable', 'warning');
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
  });

  test('questions and errors of reading cannot be changed, and only an admin changes other rules', async () => {
    expect(await set('year-unknown', 'info')).toMatchObject({ code: 'rule-fixed' });
    expect(await set('container-encrypted', 'info')).toMatchObject({ code: 'rule-fixed' });
    expect(await set('no-such-rule', 'info')).toMatchObject({ status: 404 });
    expect(await set('names-differ', 'warning', clerk)).toMatchObject({ code: 'no-role' });
  });

  test('are listed with the person who changed them, and recorded in the audit trail', async () => {
    await set('names-differ', 'warning');
    const book = (await admin.query('rules.list', { government: city })).data as Book[];
    expect(book.map(({ area }) => area)).toEqual(['container', 'layout', 'scope', 'codes', 'amounts', 'history', 'privacy']);
    const rules = book.flatMap((area) => area.rules);
    expect(rules.find(({ code }) => code === 'names-differ')).toMatchObject({
      severity: 'info',
      set: 'warning',
      changed: { by: 'kepala' },
    });
    expect(rules.find(({ code }) => code === 'duplicate-lines')).toMatchObject({ set: null, changed: { by: 'kepala' } });
    const [last] = await listAudit(place.ledger.read, { limit: 1 });
    expect(last).toMatchObject({ action: 'rule-set', subject: 'names-differ', detail: '{"before":"info","severity":"warning"}' });
  });

  test('a finding shows its row with the rows around it, without personal data', async () => {
    const id = await sent('3');
    const held = (await shown(id)).report.findings.find(({ code }) => code === 'duplicate-lines');
    expect(held?.ref).toMatch(/\d+$/);
    const row = Number(/\d+$/.exec(held?.ref ?? '')?.[0]);
    const around = (await clerk.query('uploads.surroundings', { id, sheet: held?.sheet, row })).data as {
      columns: { letters: string; label: string }[];
      rows: { number: number; cells: ({ text: string } | null)[] }[];
    };
    expect(around.rows.map(({ number }) => number)).toContain(row);
    expect(around.columns.map(({ label }) => label)).toContain('Kode rekening');
    const meant = around.rows.find(({ number }) => number === row)?.cells.map((cell) => cell?.text);
    expect(meant).toContain(account);
    expect(JSON.stringify(around)).not.toContain('0812');
    expect(JSON.stringify(around)).toContain('[no. HP]');
    expect((await clerk.query('uploads.surroundings', { id, sheet: 'lain', row })).data).toBeNull();
  });
});
