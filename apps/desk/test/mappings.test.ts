import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { city, type Deployment, deploy, units, type Visitor } from './deployment.ts';

const table = (month: string, amount: string) =>
  `Serapan s.d. ${month} 2026 SP2D murni\nSatuan;Mata Belanja;Terserap s.d. ${month}\n${units.health} Dinas;5.1.02.01.001.00024 Alat;"${amount}"\nJumlah;;"${amount}"\n`;

interface View {
  fingerprint: string;
  origin: string;
  draft: { columns: Record<string, string[]> };
  gaps: string[];
}
interface Shown {
  state: string;
  report: { mapping: View; lines: number; findings: { code: string; message: { id: string } }[]; questions: { key: string }[] };
}

describe('mapping the columns of an unknown table', () => {
  let place: Deployment;
  let operator: Visitor;
  beforeAll(async () => {
    place = await deploy();
    operator = await place.person('Sri', 'operator');
  });
  afterAll(() => place.close());

  const send = async (name: string, text: string) => {
    const { id } = await operator.send(name, text);
    await place.desk.idle();
    return { id, ...((await operator.query('uploads.get', { id })).data as Shown) };
  };

  test('asks once, previews an answer, and remembers it until it is forgotten', async () => {
    const first = await send('serapan juni.csv', table('Juni', '1.250,50'));
    expect(first).toMatchObject({ state: 'asked', report: { mapping: { origin: 'guess' }, questions: [{ key: 'mapping' }] } });
    const { draft } = first.report.mapping;
    expect((await operator.mutate('mappings.answer', { id: first.id, mapping: JSON.stringify({ ...draft, columns: {} }) })).code).toBe(
      'bad-input',
    );
    const mapping = JSON.stringify({ ...draft, columns: { unit: ['A'], account: ['B'], realization: ['C'] } });
    const preview = await operator.mutate('mappings.preview', { id: first.id, mapping });
    expect(preview.data).toMatchObject({ lines: 1, totals: { realization: '1250.50' }, mapping: { gaps: [] } });
    expect((await operator.query('uploads.get', { id: first.id })).data).toMatchObject({ state: 'asked' });
    expect((await operator.query('mappings.list', { government: city })).data).toEqual([]);

    expect(await operator.mutate('mappings.answer', { id: first.id, mapping })).toMatchObject({ status: 200 });
    await place.desk.idle();
    expect((await operator.query('uploads.get', { id: first.id })).data).toMatchObject({ state: 'draft' });

    const second = await send('serapan juli.csv', table('Juli', '2.000'));
    expect(second).toMatchObject({ report: { mapping: { origin: 'remembered' } } });
    const remembered = second.report.findings.find(({ code }) => code === 'mapping-remembered');
    expect(remembered?.message.id).toMatch(/dipetakan oleh Sri \(\d{4}-\d\d-\d\d\), sudah dipakai 1 kali/);

    const [known] = (await operator.query('mappings.list', { government: city })).data as { fingerprint: string; mapping: View['draft'] }[];
    expect(known).toMatchObject({ by: 'Sri', uses: 2, name: 'serapan juni.csv' });
    const fingerprint = known?.fingerprint ?? '';
    const changed = JSON.stringify({ ...known?.mapping, unit: null, columns: { ...known?.mapping.columns, activity: ['A'] } });
    expect(await operator.mutate('mappings.change', { government: city, fingerprint, mapping: changed })).toMatchObject({ status: 200 });
    const auditor = await place.person('Rini', 'auditor');
    // The trail returns a mapping as data, which the screen puts into words.
    expect((await auditor.query('trail.records', { government: city, action: 'mapping-kept' })).data).toMatchObject({
      records: [
        { mapping: { columns: { activity: ['A'] } } },
        { mapping: JSON.parse(mapping), subjectName: 'serapan juni.csv', detail: {} },
      ],
    });
    expect(await operator.mutate('mappings.forget', { government: city, fingerprint })).toMatchObject({ status: 200 });
    expect(await operator.mutate('mappings.forget', { government: city, fingerprint })).toMatchObject({ code: 'not-found' });
    expect((await send('serapan agustus.csv', table('Agustus', '3.000'))).state).toBe('asked');
  });

  test('asks again after a file was read by the wrong columns', async () => {
    const sent = await send('plafon murni 2026.csv', `Satuan;Mata Belanja;Plafon\n${units.health};5.1.02.01.001.00024;100\n`);
    const mapping = JSON.stringify(sent.report.mapping.draft);
    await operator.mutate('mappings.answer', { id: sent.id, mapping });
    await place.desk.idle();
    const { id } = (await operator.mutate('mappings.again', { id: sent.id })).data as { id: string };
    await place.desk.idle();
    expect(id).not.toBe(sent.id);
    expect((await operator.query('uploads.get', { id })).data).toMatchObject({ state: 'asked', report: { mapping: { gaps: [] } } });
    expect(await operator.mutate('mappings.answer', { id, mapping })).toMatchObject({ status: 200 });
  });

  test('an operator of one OPD cannot see or change remembered mappings', async () => {
    const narrow = await place.person('narrow', { role: 'operator', unit: units.health });
    expect(await narrow.query('mappings.list', { government: city })).toMatchObject({ status: 403, code: 'no-role' });
    expect(await narrow.mutate('mappings.forget', { government: city, fingerprint: 'a'.repeat(32) })).toMatchObject({ code: 'no-role' });
  });
});
