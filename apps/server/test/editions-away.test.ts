import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoStages } from '../../../packages/demo/src/plan.ts';
import { here, serving } from './run.ts';

/** Pages look for a change at most twice a second and are made ahead; a loaded machine takes its time. */
const patience = { timeout: 20_000 };
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-away-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('health names editions that cannot be read; the last good one is shown and says so', async () => {
  const data = join(folder, 'data');
  const path = join(folder, 'anggaran.csv');
  writeFileSync(path, demoStages()[0]?.uploads[0]?.file().bytes ?? '');
  const answers = ['--answer', 'year=2023', '--answer', 'version=murni', '--answer', 'unit=semua'];
  await here(['government', 'add', '81.04', '--data', data]);
  await here(['import', path, '--government', '19.71', ...answers, '--as', 'rina', '--verify-as', 'budi', '--data', data]);
  for (const note of ['Pertama', 'Kedua'])
    expect((await here(['publish', '--government', '19.71', '--year', '2023', '--note', note, '--data', data])).status).toBe(0);
  const editions = join(data, 'editions');
  const newest = join(editions, '19.71/2023/2');
  /** As an announcement does, so that readers look at once and not within half a minute. */
  const announceChange = () => {
    writeFileSync(join(folder, 'marker'), '');
    renameSync(join(folder, 'marker'), join(editions, '.changed'));
  };
  const look = async (address: string, page: string) => {
    const health = await fetch(`${address}/health`);
    const shown = await fetch(`${address}${page}`);
    return {
      health: [health.status, ((await health.json()) as { reasons: string[] }).reasons],
      status: shown.status,
      text: await shown.text(),
    };
  };
  const notice = 'Terbitan terbaru (2) sedang tidak dapat dibaca di server ini. Yang ditampilkan terbitan 1.';

  const first = await serving(['--port', '0', '--data', data]);
  try {
    const { address } = first;
    expect(await look(address, '/')).toMatchObject({ health: [200, []], status: 200, text: expect.not.stringContaining(notice) });
    renameSync(newest, join(folder, 'newest'));
    announceChange();
    // Pages look for a change at most twice a second.
    await expect
      .poll(() => look(address, '/'), patience)
      .toMatchObject({ health: [503, ['edition-unreadable']], status: 200, text: expect.stringContaining(notice) });
    renameSync(join(folder, 'newest'), newest);
    announceChange();
    await expect
      .poll(() => look(address, '/'), patience)
      .toMatchObject({ health: [200, []], status: 200, text: expect.not.stringContaining(notice) });
    renameSync(editions, join(folder, 'editions'));
    // What is in memory is still served; what is not says that it cannot be read now.
    expect(await look(address, '/')).toMatchObject({ health: [503, ['editions-missing']], status: 200 });
    expect(await look(address, '/unduh/2023/2/funds.json')).toMatchObject({
      status: 503,
      text: expect.stringContaining('Terbitan sedang tidak dapat dibaca'),
    });
  } finally {
    first.child.kill('SIGTERM');
  }
  expect(await first.ended, first.output.stderr).toBe(0);

  // Started without the disk of the editions: the ledger knows that there are some.
  const second = await serving(['--port', '0', '--data', data]);
  try {
    const away = await look(second.address, '/');
    expect(away).toMatchObject({
      health: [503, ['editions-missing']],
      status: 503,
      text: expect.stringContaining('Terbitan sedang tidak dapat dibaca'),
    });
    renameSync(join(folder, 'editions'), editions);
    rmSync(join(newest, 'units.json'));
    announceChange();
    await expect
      .poll(() => look(second.address, '/'), patience)
      .toMatchObject({ health: [503, ['edition-unreadable']], status: 200, text: expect.stringContaining(notice) });
  } finally {
    second.child.kill('SIGTERM');
  }
  expect(await second.ended, second.output.stderr).toBe(0);
});
