import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

describe('the marked copy of an upload', () => {
  let place: Deployment;
  let clerk: Visitor;
  let id = '';
  beforeAll(async () => {
    place = await deploy();
    clerk = await place.person('clerk', 'operator');
    const body = `NIP 19800101 200501 1 001\n${templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', 'lima']] })}`;
    ({ id } = await clerk.send('Anggaran "2026".csv', body));
    await place.desk.idle();
  });
  afterAll(() => place.close());

  const copy = (who: Visitor, of = id) => fetch(`${place.origin}/api/kerja/bertanda/${of}?bahasa=id`, { headers: who.headers });

  test('is a download that is not kept, named after the file', async () => {
    const answer = await copy(clerk);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Anggaran%20%222026%22%20bertanda.xlsx");
    const path = join(place.folder, 'marked.xlsx');
    await writeFile(path, new Uint8Array(await answer.arrayBuffer()));
    expect((await readExcel(path)).map(({ sheet }) => sheet).at(-1)).toBe('Temuan SIP KADIN');
  });

  test('uploaded again, is read without its list of findings, and names the upload that it was made of', async () => {
    const again = await clerk.send('Anggaran bertanda.xlsx', await readFile(join(place.folder, 'marked.xlsx')));
    await place.desk.idle();
    const { data } = await clerk.query('uploads.get', { id: again.id });
    expect(data).toMatchObject({
      markedFrom: { id, fileName: 'Anggaran "2026".csv' },
      report: { sheetsLeftOut: [{ name: 'Temuan SIP KADIN' }] },
    });
    // An upload that the person may not see is not named.
    const narrow = await place.person('narrow', { role: 'operator', unit: units.health });
    const english = await fetch(`${place.origin}/api/kerja/bertanda/${id}?bahasa=en`, { headers: clerk.headers });
    const own = await narrow.send('punya sendiri.xlsx', Buffer.from(await english.arrayBuffer()));
    await place.desk.idle();
    expect(own.sameAs).toBe(false);
    expect((await narrow.query('uploads.get', { id: own.id })).data).toMatchObject({ markedFrom: null });
    expect((await copy(narrow)).status).toBe(404);
  });

  test('is open to people who may have the original file, and to nobody else', async () => {
    const statuses = await Promise.all(
      (['verifier', 'auditor', 'operator', 'publisher', 'admin', 'leadership'] as const).map(async (role) => {
        const person = await place.person(`one-${role}`, role);
        const original = await fetch(`${place.origin}/api/kerja/berkas/${id}`, { headers: person.headers });
        return [role, (await copy(person)).status, original.status] as const;
      }),
    );
    for (const [role, marked, original] of statuses) expect(marked, role).toBe(original);
    expect(statuses.map(([, status]) => status)).toEqual([200, 200, 403, 403, 403, 404]);
    expect((await fetch(`${place.origin}/api/kerja/bertanda/${id}`)).status).toBe(401);
  });

  test('is offered where a warning or error has a place in the file, not for notes', async () => {
    const body = `NIP 19800101 200501 1 001\n${templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '5000000']] })}`;
    const fine = await clerk.send('benar.csv', body);
    await place.desk.idle();
    const { data } = await clerk.query('uploads.get', { id: fine.id });
    expect(data).toMatchObject({ report: { findings: [{ severity: 'info', ref: 'A1' }] }, original: { markable: 'no' } });
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ original: { markable: 'yes' } });
  });

  test('is refused with a message for a file that cannot be opened', async () => {
    const broken = await clerk.send('rusak.xlsx', Buffer.from('PK\u0003\u0004 rusak'));
    await place.desk.idle();
    expect((await clerk.query('uploads.get', { id: broken.id })).data).toMatchObject({ original: { markable: 'unopened' } });
    const answer = await copy(clerk, broken.id);
    expect([answer.status, await answer.json()]).toMatchObject([422, { refusal: { message: { id: expect.stringContaining('rusak') } } }]);
  });
});
