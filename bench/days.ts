/**
 * Simulated days of a city against a whole server (`serve --demo`): files are sent and read, an edition is published, pages, searches
 * and screens are read, sign-ins fail. After each day the server collects its garbage and says what is left.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { post, signIn, startDemo, stateOf, upload } from './demo-server.ts';
import { generateWorkbook } from './generate.ts';

export interface Day {
  day: number;
  /** Used heap and resident memory after a collection, in bytes. */
  heap: number;
  resident: number;
  /** How long the day took. */
  seconds: number;
}

const filesADay = 3;
const pagesADay = 400;

/** Within the server: collects and reports when asked by a signal. */
const reporter = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => {
    globalThis.gc(); globalThis.gc();
    const { heapUsed, rss } = process.memoryUsage();
    process.stdout.write('MEMORY ' + JSON.stringify({ heap: heapUsed, resident: rss }) + '\\n');
  });
`)}`;

/** @param city the data folder of a demonstration that is copied; undefined: one is made */
export async function heapByDay(days: number, city: string | undefined, onDay: (day: Day) => void): Promise<Day[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-days-'));
  if (city !== undefined) cpSync(city, join(folder, 'demo'), { recursive: true });
  const server = await startDemo(folder, ['--expose-gc', '--import', reporter]);
  const found: Day[] = [];
  try {
    const { address, links } = server;
    const [operator, publisher, leader] = [
      await signIn(address, links, 'Rina'),
      await signIn(address, links, 'Sari'),
      await signIn(address, links, 'Agus'),
    ];
    const { data } = (await (await fetch(`${address}/api/public/units`)).json()) as { data: { slug: string }[] };
    for (let day = 1; day <= days; day++) {
      const began = performance.now();
      for (let at = 0; at < filesADay; at++) {
        // Each file differs from all before: the same bytes again would be the same upload.
        const file = join(folder, `rekap5_2025_murni_${day}_${at}.xlsx`);
        await generateWorkbook(file, { rows: 1000 + day * filesADay + at });
        const id = await upload(address, operator, file);
        while ((await stateOf(address, operator, id)) === 'received') await wait(100);
      }
      const order = { government: '19.71', year: 2026, note: `Hari ke-${day}` };
      const published = await post(address, publisher, 'publication.publish', order);
      if (!published.ok) throw new Error(`publishing: ${published.status} ${await published.text()}`);
      for (let at = 0; at < pagesADay; at++) {
        const unit = data[at % data.length]?.slug ?? '';
        const path = [`/opd/${unit}`, `/cari?cari=hari+${day}+${at}`, `/opd?cari=${day}x${at}`, '/api/public/units'][at % 4] ?? '/';
        await (await fetch(`${address}${path}`)).arrayBuffer();
      }
      for (let at = 0; at < 20; at++) {
        const input = encodeURIComponent(JSON.stringify({ government: '19.71' }));
        const headers = { 'x-sipkadin': '1', cookie: leader };
        await (await fetch(`${address}/api/kerja/monitor.summary?input=${input}`, { headers })).arrayBuffer();
        const wrong = { email: `nobody-${day}-${at}@example.test`, password: 'not the password' };
        await fetch(`${address}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: { 'x-sipkadin': '1', 'content-type': 'application/json', 'x-forwarded-for': `203.0.${day % 250}.${at}` },
          body: JSON.stringify(wrong),
        });
      }
      const memory = await memoryOf(server.process);
      const one = { day, ...memory, seconds: Math.round((performance.now() - began) / 1000) };
      found.push(one);
      onDay(one);
    }
    return found;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function memoryOf(server: Awaited<ReturnType<typeof startDemo>>['process']): Promise<Pick<Day, 'heap' | 'resident'>> {
  return new Promise((resolve) => {
    let text = '';
    const listen = (chunk: Buffer) => {
      text += chunk.toString();
      const [, memory] = /MEMORY (\{.*\})\n/.exec(text) ?? [];
      if (memory === undefined) return;
      server.stdout.off('data', listen);
      resolve(JSON.parse(memory) as Pick<Day, 'heap' | 'resident'>);
    };
    server.stdout.on('data', listen);
    server.kill('SIGUSR2');
  });
}
