/**
 * Speed, as ratios within one run. `npm run bench` prints the table of docs/performance.md;
 * `npm run bench -- import|public|first-view|ledger|leadership|flood|mix|ask|regions|data|idle|days|nation` runs one part (the last ten only so); `flood 300` and `mix 300 [CITY]` at another rate, with a copy of the data folder of a demonstration;
 * `days 10 [CITY]` so many days;
 * `nation 100 1 [DATA]` with so many governments and years, kept in a data folder; `ask DATA` from the editions in another data folder than a sample city's.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { answering } from './ask.ts';
import { dataFilesCost } from './data-files.ts';
import { heapByDay } from './days.ts';
import { firstViews } from './first-view/first-view.ts';
import { flood } from './flood.ts';
import { generateWorkbook } from './generate.ts';
import { idleConnections } from './idle.ts';
import { leadershipScreens } from './leadership.ts';
import { cityQueries } from './ledger.ts';
import { measure } from './measure.ts';
import { nation } from './nation/nation.ts';
import { publicThroughput } from './public.ts';
import { regionPages } from './regions.ts';

const parts = process.argv.slice(2);
const wants = (part: string) => parts.length === 0 || parts.includes(part);
const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
const say = (text: string) => process.stdout.write(`${text}\n`);

async function importRatio(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-bench-'));
  try {
    // The nursery of the desk's import thread (jobs.ts) is 12 MB, three times this.
    const importOurs = (file: string) =>
      measure(join(import.meta.dirname, 'our-import.ts'), [file, mkdtempSync(join(folder, 'ours-'))], ['--max-semi-space-size=4']);
    const importTheirs = (file: string) =>
      measure(join(import.meta.dirname, 'baseline-import.ts'), [file, join(mkdtempSync(join(folder, 'theirs-')), 'lines.sqlite')]);
    const workbook = async (name: string, rows: number) => {
      const file = join(folder, name, 'rekap5_2025_murni.xlsx');
      mkdirSync(dirname(file));
      return { file, ...(await generateWorkbook(file, { rows })) };
    };
    // Once with next to nothing: the code of both is made ready.
    const { file: small } = await workbook('small', 100);
    await importOurs(small);
    await importTheirs(small);
    const { file, total } = await workbook('large', 300_000);
    // In turn, so that a neighbour's load falls on both.
    const turns = [];
    for (let turn = 0; turn < 3; turn++) {
      const ours = await importOurs(file);
      const theirs = await importTheirs(file);
      if (ours.output['total'] !== total) throw new Error(`our total ${String(ours.output['total'])} is not ${total}`);
      turns.push({ ours, theirs, ratio: theirs.milliseconds / ours.milliseconds });
    }
    turns.sort((one, other) => one.ratio - other.ratio);
    say('import of 300,000 rows x 16 columns (.xlsx), three times in turn');
    for (const { ours, theirs, ratio } of turns)
      say(
        `  exceljs stream + zod + kysely ${Math.round(theirs.milliseconds)} ms, peak ${megabytes(theirs.peakBytes)} MB; ours, all processes ${Math.round(ours.milliseconds)} ms, peak ${megabytes(ours.peakBytes)} MB: ${ratio.toFixed(1)}x`,
      );
    const peak = Math.max(...turns.map(({ ours }) => ours.peakBytes));
    say(`  median ${turns[1]?.ratio.toFixed(1)}x faster (goal ≥5), most memory ${megabytes(peak)} MB (goal ≤256)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function publicRatio(): Promise<void> {
  say('public answers against a bare Node http server with the same head and gzip bytes (40 short turns each)');
  for (const { path, bytes, ours, bare } of await publicThroughput(['/', '/opd', '/en/opd', '/api/publik/byUnit'])) {
    const rate = ({ answers, seconds }: typeof ours) => answers / seconds;
    const cost = ({ answers, cost: all }: typeof ours) => all / answers;
    const written = (of: typeof ours) => `${Math.round(rate(of))}/s, ${cost(of).toFixed(1)} µs`;
    const ratios = `${(rate(ours) / rate(bare)).toFixed(2)} by answers a second, ${(cost(bare) / cost(ours)).toFixed(2)} by processor time`;
    say(
      `  ${path.padEnd(20)} ${String(bytes).padStart(6)} bytes   bare ${written(bare)}   ours ${written(ours)}   ratio ${ratios} (goal ≥0.9)`,
    );
  }
}

async function ledgerRatio(): Promise<void> {
  say('city questions at 10 million ledger lines against 300 thousand (ms)');
  const against = ([small, large]: [number, number]) => `${small.toFixed(1)} → ${large.toFixed(1)}, ratio ${(large / small).toFixed(2)}`;
  for (const { question, p99, median } of await cityQueries(say)) {
    say(`  ${question.padEnd(18)} p99 ${against(p99)} (goal ≤1.2); median ${against(median)}`);
  }
}

async function leadershipTimes(): Promise<void> {
  say('screens of leadership with ten years of 300 thousand lines (ms)');
  for (const { screen, first, again, raw } of await leadershipScreens(say))
    say(
      `  ${screen.padEnd(14)} right after a change ${first.toFixed(0)}, p95 while nothing changes ${again.toFixed(1)} (goal ≤50); the database alone ${raw.toFixed(0)}, ratio ${(first / raw).toFixed(1)}`,
    );
}

async function askTimes(data: string | undefined): Promise<void> {
  const { times, loaded } = await answering(data);
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  say(`${times.length} questions in the field of the home page, in a browser at a quarter of its speed, until the answer is laid out; ms`);
  say(`  median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)} (goal ≤100)`);
  for (const [address, bytes] of loaded) say(`  loaded with the focus: ${address} ${bytes} bytes`);
}

async function floodRatio(rate: number, kinds: 'new' | 'mix', city: string | undefined): Promise<void> {
  const of = kinds === 'new' ? 'nearly all for addresses that are new' : 'pages, data, feeds, embeds, searches and questions of assistants';
  say(`${rate} requests a second for 20 seconds, ${of}; ms`);
  const { alone, during, health, published, states, loadAverage } = await flood({ rate, seconds: 20, rows: 50_000, kinds, city });
  for (const [name, load] of [
    ['nothing else', alone],
    ['reading and publishing', during],
  ] as const) {
    const { all, kinds, errors, sent, seconds, ownDelay, ownMost, cost, mostBytes } = load;
    say(
      `  ${name}: ${Math.round(all.answers / seconds)} answers/s of ${sent}, p50 ${all.p50}, p99 ${all.p99} (goal ≤150), most ${all.most}; errors ${JSON.stringify(errors)} (goal 0); the load itself was late by ${ownDelay} (p99), ${ownMost} (most); ${Math.round(cost)} µs of processor time for one; memory of the server at most ${megabytes(mostBytes)} MB`,
    );
    for (const [kind, { answers, p50, p99, most }] of Object.entries(kinds))
      say(`    ${kind.padEnd(24)} ${String(answers).padStart(6)} answers, p50 ${p50}, p99 ${p99}, most ${most}`);
  }
  say(`  /health meanwhile: p50 ${health.p50}, p99 ${health.p99}, most ${health.most}; ${published} editions, files ${states.join(', ')}`);
  say(
    `  ratio of p99 with reading and publishing to p99 without: ${(during.all.p99 / Math.max(1, alone.all.p99)).toFixed(1)}; load average of the machine ${loadAverage.toFixed(1)}`,
  );
}

async function regionsSteady(rate: number): Promise<void> {
  const { files, publishSeconds, preparedSeconds, pages, first, later, failed, memory } = await regionPages(rate, 30);
  const [after, end] = memory;
  say(
    `figures of all regions published ${files === 0 ? 'from those that come with the program' : `from ${files} files`} in ${publishSeconds.toFixed(1)} s (goal ≤60)`,
  );
  say(`  all pages made ahead ${preparedSeconds.toFixed(0)} s after the server began`);
  say(
    `  ${pages} pages, each asked for the first time at ${rate} requests a second: p50 ${first.p50.toFixed(1)} ms, p99 ${first.p99.toFixed(1)} ms`,
  );
  say(
    `  then ${rate} requests a second over all of them: p50 ${later.p50.toFixed(1)} ms, p99 ${later.p99.toFixed(1)} ms (goal ≤50), ${failed} failed; memory ${megabytes(after)} → ${megabytes(end)} MB, ratio ${(end / after).toFixed(2)}`,
  );
}

async function idleMemory(count: number): Promise<void> {
  const { asked, open, before, during, failed, p50, p99 } = await idleConnections(count);
  say(
    `${asked} connections that ask nothing, half of them with half a head: ${open} held open; memory ${megabytes(before)} → ${megabytes(during)} MB (goal ≤300), ${((during - before) / 1024 / Math.max(1, open)).toFixed(1)} KB each; new clients meanwhile: ${failed} not served (goal 0), p50 ${p50} ms, p99 ${p99} ms`,
  );
}

async function memoryOfDays(days: number, city: string | undefined): Promise<void> {
  say('heap and resident memory of the server after each simulated day, collected; MB');
  const found = await heapByDay(days, city, ({ day, heap, resident, seconds }) =>
    say(`  day ${day}: heap ${megabytes(heap)}, resident ${megabytes(resident)} (${seconds} s)`),
  );
  const [first, last] = [found[Math.floor(days / 2)], found.at(-1)];
  if (first && last) say(`  last day to the middle one: ${(last.heap / first.heap).toFixed(2)} of the heap (goal ≤1.1)`);
}

async function firstViewRatio(): Promise<void> {
  say('largest content of a page on slow 4G with a processor four times slower, against a page that React and recharts draw (ms)');
  for (const { path, ours, baseline } of await firstViews(['/', '/opd', '/opd/dinas-kesehatan', '/jelajah']))
    say(
      `  ${path.padEnd(24)} ${Math.round(ours)}, React and recharts ${Math.round(baseline)}, ratio ${(ours / baseline).toFixed(2)} (goal ≤0.35)`,
    );
}

async function dataFilesTime(): Promise<void> {
  const { lines, edition, files, processor, peakBytes, bytes } = await dataFilesCost();
  say(
    `data files of a city's year of ${lines} lines: ${(files / 1000).toFixed(1)} s (goal ≤10), ${(processor / 1000).toFixed(1)} s of processor time, at most ${megabytes(peakBytes)} MB, ${megabytes(bytes)} MB on the disk; writing the edition itself took ${(edition / 1000).toFixed(1)} s, ratio ${(files / edition).toFixed(2)}`,
  );
}

if (wants('import')) await importRatio();
if (wants('public')) await publicRatio();
if (wants('first-view')) await firstViewRatio();
// Only when named: they take minutes.
if (parts.includes('data')) await dataFilesTime();
if (parts.includes('regions')) await regionsSteady(Number(parts[1] ?? 200));
if (parts.includes('nation')) await nation({ governments: Number(parts[1] ?? 552), years: Number(parts[2] ?? 5), data: parts[3] }, say);
if (parts.includes('idle')) await idleMemory(Number(parts[1] ?? 10_000));
if (parts.includes('flood')) await floodRatio(Number(parts[1] ?? 2000), 'new', parts[2]);
if (parts.includes('mix')) await floodRatio(Number(parts[1] ?? 2000), 'mix', parts[2]);
if (parts.includes('days')) await memoryOfDays(Number(parts[1] ?? 10), parts[2]);
if (parts.includes('ledger')) await ledgerRatio();
if (parts.includes('leadership')) await leadershipTimes();
if (parts.includes('ask')) await askTimes(parts[1]);
