import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { city, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

/** A realization of an OPD that its titles name without a code, of a month that only the file's name gives. */
const lra = (spent: number, budget = 1000, opd = 'DINAS KESEHATAN') =>
  `SKPD : ${opd};;;\nKODE;URAIAN;ANGGARAN;REALISASI\n5;BELANJA;${budget};${spent}\n5.1;BELANJA OPERASI;${budget};${spent}\n`;

interface Shown {
  state: string;
  answers: Record<string, string>;
  takenOver: { key: string; value: string; how: string; from: { fileName: string } | null }[];
  report: {
    year: number;
    asOf: string;
    questions: { key: string; choices: { value: string; records?: { text: { id: string }; equal: boolean } }[] }[];
  };
}

describe('the second month of a form', () => {
  let place: Deployment;
  let clerk: Visitor;
  beforeAll(async () => {
    place = await deploy({ now: () => '2025-09-10T02:00:00.000Z' });
    clerk = await place.person('Sri', 'operator');
  });
  afterAll(() => place.close());

  const shown = async (id: string, by = clerk) => (await by.query('uploads.get', { id })).data as Shown;
  const send = async (name: string, body: string, by = clerk) => {
    const { id } = await by.send(name, body);
    await place.desk.idle();
    return { id, ...(await shown(id, by)) };
  };
  const answer = async (id: string, answers: Record<string, string>) => {
    expect(await clerk.mutate('uploads.answer', { id, answers })).toMatchObject({ status: 200 });
    await place.desk.idle();
    return shown(id);
  };
  const keys = ({ report }: Shown) => report.questions.map(({ key }) => key).toSorted();
  const brief = ({ takenOver }: Shown) => Object.fromEntries(takenOver.map(({ key, value, how }) => [key, `${value} ${how}`]));
  const june = { year: '2025', asOf: '2025-06-30', version: 'murni', unit: units.health, basis: 'lra' };

  test('asks nothing, says what it took over from which file, and keeps it in the trail', async () => {
    const first = await send('lra_juni.csv', lra(400));
    expect(first.state).toBe('asked');
    const { unit: _, ...rest } = june;
    const given = Object.fromEntries(keys(first).map((key) => [key, { ...rest, unit: units.health }[key] ?? '']));
    expect(await answer(first.id, given)).toMatchObject({ state: 'draft', takenOver: [] });

    const second = await send('lra_juli.csv', lra(500));
    expect(second).toMatchObject({ state: 'draft', report: { year: 2025, asOf: '2025-07-31', questions: [] } });
    expect(brief(second)).toMatchObject({ asOf: '2025-07-31 next-month', version: 'murni same', unit: `${units.health} same` });
    expect(second.takenOver.map(({ from }) => from?.fileName)).toContain('lra_juni.csv');
    const auditor = await place.person('Rini', 'auditor');
    const { data } = await auditor.query('trail.records', { government: city });
    expect(JSON.stringify(data)).toContain('answers-taken-over');
  });

  test('asks the version where the total of the budget is another one, and nothing else', async () => {
    const changed = await send('lra_agustus.csv', lra(600, 1200));
    expect(changed.state).toBe('asked');
    expect(keys(changed)).toEqual(['version']);
    const [question] = changed.report.questions;
    expect(question?.choices[0]).toMatchObject({
      value: 'murni',
      records: { equal: false, text: { id: expect.stringMatching(/^tersimpan: belanja Rp1\.000 \(versi tersimpan, berkas lra_/) } },
    });
    await answer(changed.id, { version: 'pergeseran-1' });
  });

  test('does not carry a year into January, nor an OPD to another one of the same form', async () => {
    expect(keys(await send('lra_januari.csv', lra(10, 900)))).toEqual(expect.arrayContaining(['year', 'asOf', 'version']));
    expect(keys(await send('lra_september.csv', lra(610, 1200, 'DINAS PENDIDIKAN')))).toEqual(['unit']);
  });

  test('takes nothing over from a file of another pattern of names', async () => {
    expect(keys(await send('serapan_september.csv', lra(650)))).toContain('basis');
  });

  test('is asked after all with one click', async () => {
    const { id, takenOver } = await send('lra_september.csv', lra(700, 1200));
    expect(takenOver.length).toBeGreaterThan(2);
    const { data } = await clerk.mutate('uploads.askTakenOver', { id });
    await place.desk.idle();
    const asking = await shown((data as { id: string }).id);
    expect(asking).toMatchObject({ state: 'asked', takenOver: [], answers: {} });
    expect(keys(asking)).toEqual(takenOver.map(({ key }) => key).toSorted());
    expect(await shown(id)).toMatchObject({ state: 'discarded' });
  });

  test('takes nothing over while the answers are changed, nor those of a file that was discarded', async () => {
    const { id } = await send('lra_oktober.csv', lra(800, 1200));
    const { data } = await clerk.mutate('uploads.askAgain', { id });
    await place.desk.idle();
    const asking = await shown((data as { id: string }).id);
    expect(asking).toMatchObject({ state: 'asked', takenOver: [] });
    await answer(
      (data as { id: string }).id,
      Object.fromEntries(keys(asking).map((key) => [key, { ...june, asOf: '2025-10-15', version: 'pergeseran-1' }[key] ?? ''])),
    );
    // The day within October that was answered now does not make November a whole month; that of the discarded draft would have.
    expect(keys(await send('lra_november.csv', lra(900, 1200)))).toEqual(['asOf']);
  });

  test('offers the stored version that has the amounts first, and the uploader’s own OPD', async () => {
    const verifier = await place.person('Budi', 'verifier');
    const known = await send(
      'anggaran.csv',
      templateFile({ kind: 'anggaran', unit: units.health, amounts: [['5.1.01.01.001.00001', '777']] }),
    );
    await clerk.mutate('uploads.submit', { id: known.id });
    await verifier.mutate('review.verify', { id: known.id });
    const own = await place.person('Ani', { role: 'operator', unit: units.health });
    const asked = await send('rekap.csv', lra(1, 777, '').replace('SKPD : ;;;', 'Rekapitulasi;;;'), own);
    const version = asked.report.questions.find(({ key }) => key === 'version');
    expect(version?.choices[0]?.records).toMatchObject({
      equal: true,
      text: { id: expect.stringMatching(/^total sama: belanja Rp777 \(versi tersimpan\)$/) },
    });
    const unit = asked.report.questions.find(({ key }) => key === 'unit');
    expect(unit?.choices.map(({ value }) => value)).toEqual([units.health, 'semua']);
    // The year of the only stored budget with these amounts is not asked.
    expect(asked.takenOver).toMatchObject([{ key: 'year', how: 'records', from: null }]);
  });
});
