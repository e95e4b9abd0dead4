import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { correctionsOf, verifyLedger } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmed, type Deployment, deploy, templateFile, type Visitor } from './deployment.ts';

const file = templateFile({
  kind: 'anggaran',
  amounts: [
    ['5.1.01.01.001.00001', 'lima ribu'],
    ['5.1.02.01.001.00001', '7000'],
  ],
});
const rows = file
  .trimEnd()
  .split(/\r?\n/)
  .map((line) => line.split(';'));
const row = rows.findIndex((cells) => cells.includes('lima ribu')) + 1;
const letter = (row: number, text: string) => String.fromCharCode(65 + (rows[row - 1]?.indexOf(text) ?? 0));
const place = { sheet: 'Anggaran 2026.csv', row, column: letter(row, 'lima ribu') };
const reason = 'DPA halaman 3';

interface Detail {
  state: string;
  corrections: { row: number; column: string; old: string; value: string; who: string }[];
  report: { outcome: string; totals: Record<string, string>; findings: { code: string; severity: string }[] };
  statements: { id: string }[];
}

describe('a corrected cell of an upload', () => {
  let desk: Deployment;
  let clerk: Visitor;
  let verifier: Visitor;
  let first = '';
  let id = '';
  const detail = async (of: string, who = clerk) => (await who.query('uploads.get', { id: of })).data as Detail;
  const correct = async (of: string, typed: object[], takenBack: object[] = [], who = clerk) => {
    const answer = await who.mutate('workbook.correct', { id: of, typed, takenBack });
    await desk.desk.idle();
    return { ...answer, id: (answer.data as { id: string } | undefined)?.id ?? '' };
  };
  beforeAll(async () => {
    desk = await deploy();
    clerk = await desk.person('clerk', 'operator');
    // One person in two roles, who corrects and may not verify it then.
    verifier = await desk.person('verifier', 'verifier', 'operator', 'publisher');
    ({ id: first } = await clerk.send('Anggaran 2026.csv', file));
    await desk.desk.idle();
  });
  afterAll(() => desk.close());

  test('is shown in its sheet, page by page, to those who may have the file', async () => {
    const { data } = await clerk.query('workbook.open', { id: first });
    expect(data).toMatchObject({ pageRows: 100, sheets: [{ name: place.sheet, lastRow: rows.length }] });
    const page = (await clerk.query('workbook.page', { id: first, sheet: 0, page: 0 })).data as { number: number; cells: string[] }[];
    expect(page.find(({ number }) => number === row)?.cells.includes('tlima ribu')).toBe(true);
    const publisher = await desk.person('publisher', 'publisher');
    const harmless = (await publisher.query('workbook.open', { id: first })).status;
    const original = await fetch(`${desk.origin}/api/kerja/berkas/${first}`, { headers: publisher.headers });
    expect(harmless).toBe(original.status);
  });

  test('is read as if the file held it; the draft before stays as it was, and so do the bytes', async () => {
    const before = await detail(first);
    expect(before.report.findings.some(({ severity }) => severity === 'blocking')).toBe(true);
    const answer = await correct(first, [{ ...place, seen: 'lima ribu', value: '5000', reason }]);
    id = answer.id;
    expect([answer.status, id === first]).toEqual([200, false]);
    const after = await detail(id);
    expect(after).toMatchObject({ state: 'draft', corrections: [{ ...place, old: 'lima ribu', value: '5000', who: 'clerk' }] });
    expect(after.report).toMatchObject({
      outcome: 'read',
      totals: { budget: '12000.00' },
      corrections: [{ ...place, old: 'lima ribu', value: '5000' }],
    });
    expect(after.report.findings.some(({ severity }) => severity === 'blocking')).toBe(false);
    expect((await detail(first)).state).toBe('discarded');
    const hash = createHash('sha256').update(file).digest('hex');
    expect(readFileSync(desk.uploads.path(hash), 'utf8')).toBe(file);
  });

  test('is named at the amount, and in what the upload changes', async () => {
    const [{ id: statement } = { id: '' }] = (await detail(id)).statements;
    const { lines } = (await clerk.query('review.lines', { id: statement })).data as { lines: { row: number; corrections: object[] }[] };
    expect(lines.find((line) => line.row === row)?.corrections).toMatchObject([{ old: 'lima ribu', value: '5000', reason, who: 'clerk' }]);
    expect(lines.filter((line) => line.row !== row).flatMap(({ corrections }) => corrections)).toEqual([]);
    const changes = (await clerk.query('changes.of', { id: statement })).data;
    expect(changes).toMatchObject({ corrections: [{ value: '5000' }] });
  });

  test('is refused where the cell is not as it was seen, is not there, or stays as it is', async () => {
    for (const wrong of [
      { seen: 'lima ribu', value: '6000' },
      { seen: '5000', value: 'lima ribu' },
      { seen: '', value: '1', row: 9999 },
      { seen: '', value: '1', column: 'ZZ' },
      { seen: '', value: '1', sheet: 'lain' },
    ])
      expect(await correct(id, [{ ...place, reason, ...wrong }])).toMatchObject({ status: 409, code: 'cell-changed' });
    expect(await correct(id, [], [{ ...place, row: 1 }])).toMatchObject({ code: 'cell-changed' });
    expect(await correct(id, [{ ...place, seen: '5000', value: '6000', reason: 'x' }])).toMatchObject({ code: 'bad-input' });
    expect(await correct(id, [])).toMatchObject({ code: 'bad-input' });
    for (const personal of [{ reason: 'kata NIK 1971010101010009' }, { value: '1971010101010009' }, { value: 'Honor, HP 081234567890' }])
      expect(await correct(id, [{ ...place, seen: '5000', value: '6000', reason, ...personal }])).toMatchObject({ code: 'personal-text' });
  });

  test('goes on with other corrections and with questions asked again, and is taken back on record', async () => {
    const other = { sheet: place.sheet, row: row + 1, column: letter(row + 1, '7000'), seen: '7000', value: '7500', reason };
    ({ id } = await correct(id, [other], [], verifier));
    expect((await detail(id)).corrections.map(({ value, who }) => [value, who])).toEqual([
      ['5000', 'clerk'],
      ['7500', 'verifier'],
    ]);
    ({ id } = (await clerk.mutate('uploads.askAgain', { id })).data as { id: string });
    await desk.desk.idle();
    expect((await detail(id)).report.totals).toMatchObject({ budget: '12500.00' });
    const back = await correct(id, [], [place]);
    expect((await detail(back.id)).corrections.map(({ value }) => value)).toEqual(['7500']);
    expect((await detail(back.id)).report.findings.some(({ severity }) => severity === 'blocking')).toBe(true);
    ({ id } = await correct(back.id, [{ ...place, seen: 'lima ribu', value: '5000', reason }]));
    const auditor = await desk.person('auditor', 'auditor');
    const records = (await auditor.query('trail.records', { government: '19.71', action: 'cells-corrected' })).data;
    expect(JSON.stringify(records)).toContain(reason);
  });

  test('is an amount of twelve digits that could be a telephone number, before and after', async () => {
    const { id: other } = await clerk.send(
      'Besar 2026.csv',
      templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '628123456789']] }),
    );
    await desk.desk.idle();
    const at = { sheet: 'Besar 2026.csv', row, column: place.column };
    const page = (await clerk.query('workbook.page', { id: other, sheet: 0, page: 0 })).data as { number: number; cells: string[] }[];
    expect(page.find(({ number }) => number === row)?.cells.at(-1)).toBe('t628123456789');
    const answer = await correct(other, [{ ...at, seen: '628123456789', value: '628123456780', reason }]);
    expect(await detail(answer.id)).toMatchObject({
      state: 'draft',
      corrections: [{ old: '628123456789', value: '628123456780' }],
      report: { totals: { budget: '628123456780.00' } },
    });
  });

  test('is not verified by who typed it, nor by one who did not see it, nor corrected once it is submitted', async () => {
    const second = await desk.person('second', 'verifier');
    await clerk.mutate('uploads.submit', { id });
    expect(await correct(id, [{ ...place, seen: '5000', value: '6000', reason }])).toMatchObject({ status: 409, code: 'wrong-state' });
    expect(await verifier.mutate('review.verify', { id, corrections: 2, ...confirmed })).toMatchObject({ code: 'own-upload' });
    expect(await second.mutate('review.verify', { id, corrections: 1, ...confirmed })).toMatchObject({ code: 'corrections-unseen' });
    expect(await second.mutate('review.verify', { id, corrections: 2, ...confirmed })).toMatchObject({ status: 200 });
    expect(await verifier.mutate('publication.publish', { government: '19.71', year: 2026 })).toMatchObject({ code: 'own-publication' });
    const publisher = await desk.person('both', 'publisher');
    expect(await publisher.mutate('publication.publish', { government: '19.71', year: 2026 })).toMatchObject({ status: 200 });
    expect(await correct(id, [{ ...place, seen: '5000', value: '6000', reason }])).toMatchObject({ code: 'wrong-state' });
  });

  test('is in the ledger as the audit trail has it', async () => {
    expect((await correctionsOf(desk.ledger.read, [id])).map(({ value, reason: why }) => [value, why])).toEqual([
      ['5000', reason],
      ['7500', reason],
    ]);
    expect(await verifyLedger(desk.ledger.read)).toEqual([]);
    const secret = { ...place, col: place.column, old: 'lima ribu', value: '9', reason, actor: 'x', at: '2026-01-01T00:00:00.000Z' };
    const { column: _, ...row } = secret;
    await desk.ledger.transact((tx) =>
      tx
        .insertInto('cell_correction')
        .values({ ...row, upload: id, taken_back: 0 })
        .execute(),
    );
    expect(await verifyLedger(desk.ledger.read)).toMatchObject([{ kind: 'correction-changed', statement: id }]);
  });
});
