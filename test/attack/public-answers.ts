import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { run } from '../../apps/server/src/cli.ts';
import { filesOfCopy, textIn } from './copy-files.ts';
import { hideFigures } from './hidden-figures.ts';
import { brokenOf, type Outcome } from './outcome.ts';
import type { PublishedCity } from './published-city.ts';
import type { RunningServer } from './running-server.ts';

interface Asked {
  /** How many addresses are asked for at most. */
  most: number;
  /** Whether a static copy is made and read, too. */
  withCopy: boolean;
}

interface Answer {
  kind: string;
  text: string;
}

/** Requests that are under way at once. */
const atOnce = 4;
/** An attribute or an element that holds an address. */
const links = / (?:href|src|action|content|data-(?:index|editions|log|key))="([^"]+)"|<loc>([^<]+)<\/loc>|url\((\/[^)]+)\)/g;
const startingPoints = [
  '/',
  '/en/',
  '/sitemap.xml',
  '/data.json',
  '/data.jsonld',
  '/umpan/terbitan.xml',
  '/umpan/koreksi.xml',
  '/api/openapi.json',
];
const explored = ['summary', 'byUnit', 'byMonth', 'byAccount', 'byFunction', 'byFund'];

/**
 * Follows every link of the public side, and asks its search, its API and its tools for assistants, while budgets are in the ledger
 * that nobody published; then publishes again and does the same. Looks in each answer for their names and amounts, and in each file of
 * a static copy, packed ones unpacked. Pictures (.png) have no text but what is drawn, which the .svg beside them has, too.
 */
export async function publicAnswers(server: RunningServer, place: PublishedCity, { most, withCopy }: Asked): Promise<Outcome> {
  const hidden = await hideFigures(place);
  const { status } = await place.publish('Terbitan kedua');
  const known = (await publishedNames(server.address)).filter((name) => name.length > 8);
  const leaks = new Set<string>();
  const kinds: Record<string, number> = {};
  const seen: Record<string, number> = {};
  const failed: string[] = [];
  const different = new Set<string>();
  const look = (from: string, { kind, text }: Answer): void => {
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    different.add(hash('sha256', text));
    // An answer may repeat what it was asked.
    for (const one of hidden.texts) if (text.includes(one) && !from.includes(one)) leaks.add(`${from} has ${one}`);
    if (known.some((one) => text.includes(one))) seen[kind] = (seen[kind] ?? 0) + 1;
  };
  await crawl(server.address, { most, look, failed });
  const named = await publishedNames(server.address);
  const asked = [...hidden.texts.filter((text) => text.includes('kenari')), ...(withCopy ? named : named.slice(0, 2)), 'total belanja'];
  for (const one of asked) {
    for (const language of ['', '/en']) {
      const path = `${language}/cari?cari=${encodeURIComponent(one)}`;
      const answer = await ask(`${server.address}${path}`);
      if (answer.status >= 400) failed.push(`${path} was answered ${answer.status}`);
      // The page repeats what was searched for.
      look(`${path} ${one}`, { kind: 'search', text: await answer.text() });
    }
    for (const [tool, given] of [
      ['search', { question: one }],
      ['explain', { id: `opd:dinas-${one}` }],
      ['figure', { id: `opd:dinas-${one}`, measure: 'budget' }],
    ] as const)
      look(`mcp ${tool} ${one}`, { kind: 'mcp', text: await callTool(server.address, tool, given) });
  }
  if (withCopy) {
    const folder = mkdtempSync(join(tmpdir(), 'sipkadin-copy-'));
    try {
      const target = join(folder, 'copy');
      const said: string[] = [];
      const say = (text: string) => void said.push(text.trim());
      const code = await run(['export', '--static', target, '--data', server.data], undefined, { out: () => {}, say });
      if (code !== 0) failed.push(`the static copy ended with ${code}: ${said.at(-1)}`);
      failed.push(...said.filter((line) => line.startsWith('no page:')).map((line) => `the static copy has ${line}`));
      if (code === 0) for await (const { path, text } of filesOfCopy(target)) look(path, { kind: `copy ${extname(path)}`, text });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const answers = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return {
    counts: { answers, different: different.size, kinds, withPublishedFigures: seen, hiddenTexts: hidden.texts.length, leaks: leaks.size },
    broken: [
      ...[...leaks].slice(0, 20),
      ...failed.slice(0, 20),
      ...brokenOf({
        [`the second publication was answered ${status}`]: status !== 200,
        'nothing of what is published was recognised in some kind of answer, so nothing was looked for there': ![
          ...['html', 'json', 'csv', 'xlsx', 'mcp', 'search'],
          ...(withCopy ? ['html', 'json', 'csv', 'xlsx', 'parquet', 'zip', 'br', 'gz'].map((ending) => `copy .${ending}`) : []),
        ].every((kind) => (seen[kind] ?? 0) > 0),
      }),
    ],
  };
}

/** Names in the published budget; the longer ones must be found as the hidden ones would be. */
async function publishedNames(address: string): Promise<string[]> {
  const of = async (view: string) => {
    const { result } = (await (await ask(`${address}/api/publik/${view}`)).json()) as { result: { data: { rows: { name: string }[] } } };
    return result.data.rows.map(({ name }) => name);
  };
  return [...(await of('byUnit')), ...(await of('byAccount'))];
}

interface Crawl {
  most: number;
  look: (from: string, answer: Answer) => void;
  failed: string[];
}

/** Breadth first; files that can be had in several forms are asked for in turn, so that a short crawl meets every kind. */
async function crawl(address: string, { most, look, failed }: Crawl): Promise<void> {
  const found = new Set([...startingPoints, ...explored.map((name) => `/api/publik/${name}`)]);
  const waiting = [...found];
  let asked = 0;
  const follow = (text: string): void => {
    for (const [, attribute, element, style] of text.matchAll(links)) {
      const given = (attribute ?? element ?? style ?? '').replaceAll('&amp;', '&').split('#')[0] ?? '';
      const path = given.startsWith('/') ? given : given.replace(/^https?:\/\/[^/]+(?=\/)/, '');
      if (!path.startsWith('/') || found.has(path) || path.startsWith('/kerja')) continue;
      found.add(path);
      waiting.push(path);
    }
  };
  const work = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined && asked < most; path = waiting.shift()) {
      asked++;
      const answer = await ask(`${address}${path}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const type = answer.headers.get('content-type') ?? '';
      if (answer.status >= 400) failed.push(`${path} was answered ${answer.status}`);
      const kind = kindOf(type);
      const text = await textIn(bytes);
      look(path, { kind, text });
      if (kind === 'html' || kind === 'xml') follow(text);
    }
  };
  for (let before = -1; before !== asked && asked < most; ) {
    before = asked;
    await Promise.all(Array.from({ length: atOnce }, work));
  }
}

function kindOf(type: string): string {
  if (type.includes('spreadsheetml')) return 'xlsx';
  return /html|svg|json|csv|xml|png|zip|parquet|javascript|css|plain/.exec(type)?.[0] ?? 'other';
}

/** Asks once more where the server closed a connection that was idle just when it was used again. */
async function ask(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    return fetch(url, init);
  }
}

async function callTool(address: string, name: string, given: object): Promise<string> {
  const answer = await ask(`${address}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-06-18' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }),
  });
  return answer.text();
}
