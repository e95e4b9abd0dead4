import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { sampleContent } from '@sipkadin/edition/sample';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lane, openLane } from '../src/lane.ts';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing } from './published.ts';

/** A server of the site as the product has it, with the lane or without. */
interface Serving {
  server: Server;
  port: number;
  /** Requests that came to the server itself. */
  seen: string[];
  lane: Lane | undefined;
}

let published: Published;
let site: Site;
let laned: Serving;
let plain: Serving;
const strict = { 'Strict-Transport-Security': 'max-age=31536000' };

async function serve(withLane: boolean): Promise<Serving> {
  const seen: string[] = [];
  const server = createServer({ keepAliveTimeout: 15_000 }, (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    if (site.handler(request, response)) return;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = `not the site: ${Buffer.concat(parts).toString()}`;
      response.writeHead(404, { 'Content-Length': Buffer.byteLength(body) }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, seen, lane: withLane ? site.openLane(server, strict) : undefined };
}

/** A connection that says bytes as they are and keeps what comes back. */
function connection(port: number) {
  let text = '';
  let isOver = false;
  let heard = () => {};
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const over = () => {
    isOver = true;
    heard();
  };
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    heard();
  });
  socket.on('end', over).on('error', over).on('close', over);
  /** Resolves with everything so far once `count` whole answers are there, or the other side has ended. */
  const answers = (count: number): Promise<string> =>
    new Promise((resolve) => {
      heard = () => {
        if (isOver || whole(text, count)) resolve(text);
      };
      heard();
    });
  return { socket, answers, say: (bytes: string) => new Promise<void>((sent) => socket.write(bytes, 'latin1', () => setImmediate(sent))) };
}

/** Says each part after the last is with the system, so that mostly they arrive apart. @returns what came back, whole */
async function exchange(port: number, parts: string[], count = Number.POSITIVE_INFINITY): Promise<string> {
  const { socket, say, answers } = connection(port);
  for (const part of parts) await say(part);
  if (count === Number.POSITIVE_INFINITY) socket.end();
  const all = await answers(count);
  socket.destroy();
  return all;
}

/** Whether so many answers are there: a head and as many bytes as it says. */
function whole(text: string, count: number): boolean {
  let rest = text;
  for (let answer = 0; answer < count; answer++) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const length = Number(/^content-length: (\d+)\r$/im.exec(rest.slice(0, end + 1))?.[1] ?? 0);
    if (rest.length < end + 4 + length) return false;
    rest = rest.slice(end + 4 + length);
  }
  return true;
}

const statusesOf = (text: string) => text.match(/HTTP\/1\.1 \d{3}/g)?.map((line) => Number(line.slice(9))) ?? [];

/** Head as sorted lines, for they come in another order, and a hash of everything behind it; without the time. */
function told(text: string): string {
  const end = text.indexOf('\r\n\r\n');
  const head = text
    .slice(0, end)
    .replace(/^Date: .*$/m, 'Date: now')
    .split('\r\n')
    .toSorted();
  return [
    ...head,
    createHash('sha256')
      .update(text.slice(end).replaceAll(/^Date: .*$/gm, ''))
      .digest('hex'),
  ].join('\n');
}

const host = 'Host: 127.0.0.1\r\n';
const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\n${host}${headers}\r\n`;
const both = (parts: string[], count?: number) => Promise.all([exchange(laned.port, parts, count), exchange(plain.port, parts, count)]);

beforeAll(async () => {
  published = publishing();
  await published.publish(sampleContent());
  site = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now: () => '2026-11-23T03:00:00.000Z' });
  [laned, plain] = await Promise.all([serve(true), serve(false)]);
  // Nothing is ready before it was asked for.
  for (const path of ['/', '/opd', '/api/publik/byUnit']) await exchange(plain.port, [get(path)], 1);
});
afterAll(() => {
  laned.lane?.closeIdle();
  for (const { server } of [laned, plain]) {
    server.close();
    server.closeAllConnections();
  }
  published.remove();
});

describe('the lane', () => {
  test('answers what is ready itself, in every encoding, and again on the same connection', async () => {
    laned.seen.length = 0;
    for (const coding of ['gzip', 'br', 'identity', 'gzip, deflate, br, zstd', 'gzip;q=0, br;q=0']) {
      const asked = get('/opd', `Accept-Encoding: ${coding}\r\nUser-Agent: x\r\nCookie: a=b\r\nConnection: Keep-Alive\r\n`);
      const [ours, theirs] = await both([asked], 1);
      expect(statusesOf(ours)).toEqual([200]);
      expect(told(ours)).toBe(told(theirs));
    }
    const { socket, say, answers } = connection(laned.port);
    for (const [index, path] of ['/', '/opd', '/api/publik/byUnit'].entries()) {
      await say(get(path));
      expect(statusesOf(await answers(index + 1))).toHaveLength(index + 1);
    }
    socket.destroy();
    expect(laned.seen).toEqual([]);
  });

  test('says that nothing changed to whoever has it', async () => {
    const first = await exchange(laned.port, [get('/opd', 'Accept-Encoding: br\r\n')], 1);
    const etag = /^ETag: (.*)\r$/m.exec(first)?.[1] ?? '';
    laned.seen.length = 0;
    const [ours, theirs] = await both([get('/opd', `Accept-Encoding: br\r\nIf-None-Match: W/${etag}, "other"\r\n`)], 1);
    expect(statusesOf(ours)).toEqual([304]);
    expect(told(ours)).toBe(told(theirs));
    expect(laned.seen).toEqual([]);
  });

  test('hands over what it does not know, with every byte, and the connection stays with the server', async () => {
    laned.seen.length = 0;
    const { socket, say, answers } = connection(laned.port);
    await say(get('/'));
    await answers(1);
    await say('POST /kerja HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab');
    await say('cde');
    await answers(2);
    await say(get('/opd') + get('/'));
    const all = await answers(4);
    socket.destroy();
    expect(statusesOf(all)).toEqual([200, 404, 200, 200]);
    expect(all).toContain('not the site: abcde');
    expect(laned.seen).toEqual(['POST /kerja', 'GET /opd', 'GET /']);
  });

  test('a request in pieces, and several in one piece, are answered in their order', async () => {
    const asked = get('/opd', 'Accept-Encoding: br\r\n') + get('/tidak-ada') + get('/', 'Accept-Encoding: gzip\r\n');
    const expected = await exchange(plain.port, [asked], 3);
    expect(statusesOf(expected)).toEqual([200, 404, 200]);
    const pieces = fc.array(fc.nat(asked.length), { maxLength: 6 }).map((cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), asked.length];
      return at.slice(1).map((end, index) => asked.slice(at[index], end));
    });
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const all = await exchange(laned.port, parts, 3);
        expect([all.length, statusesOf(all)]).toEqual([expected.length, statusesOf(expected)]);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('whatever is asked, however oddly, gets what the server alone would say', async () => {
    const mostly = (plain: string[], odd: string[]) =>
      fc.oneof({ weight: 7, arbitrary: fc.constantFrom(...plain) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
    const line = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('Accept-Encoding: gzip', 'accept-encoding:br', 'If-None-Match: *', 'Cookie: a=b', 'X:', 'X: "y" '),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ...[
            'Host: a',
            'ACCEPT-ENCODING:\t br;q=0 ,gzip ',
            'Accept-Encoding:',
            'If-None-Match: "x"',
            'Connection: close',
            'connection: Keep-Alive',
          ],
          ...['Connection: keep-alive, Upgrade', 'Upgrade: h2c', 'Content-Length: 0', 'Content-Length: 3', 'Transfer-Encoding: chunked'],
          ...[
            'Transfer-Encoding : chunked',
            'Expect: 100-continue',
            'Expect: the moon',
            'Range: bytes=0-1',
            'X: \u00fc',
            'X: a\u0000b',
            ' folded',
          ],
          ...[
            'X : y',
            ': y',
            'no colon',
            'Content-Length: -1',
            'X-Request-Id: abc',
            'X: a\nY: b',
            'X: a\rY: b',
            '__proto__: x',
            'TE: trailers',
          ],
          `X: ${'x'.repeat(9000)}`,
        ),
      },
    );
    const request = fc.record({
      verb: mostly(['GET'], ['HEAD', 'get', 'POST', 'OPTIONS']),
      path: mostly(['/', '/opd', '/api/publik/byUnit'], ['/opd?', '//opd', '/opd#x', '/%2e', '/tidak', '*', 'http://a/opd', '/\u00fc', '']),
      version: mostly(['HTTP/1.1'], ['HTTP/1.0', 'HTTP/2.0', 'http/1.1', 'HTTP/1.1 ']),
      lines: fc.array(line, { maxLength: 4 }),
      eol: mostly(['\r\n'], ['\n', '\r']),
      rest: mostly([''], ['abc', '0\r\n\r\n', get('/opd')]),
    });
    const met = new Set<number>();
    let hurried = 0;
    await fc.assert(
      fc.asyncProperty(request, async ({ verb: method, path, version: spoken, lines, eol, rest }) => {
        laned.seen.length = 0;
        const [ours, theirs] = await both([[`${method} ${path} ${spoken}`, host.trim(), ...lines, '', ''].join(eol) + rest]);
        for (const status of statusesOf(theirs)) met.add(status);
        if (laned.seen.length === 0 && statusesOf(ours)[0] === 200) hurried++;
        // Where the server refuses what comes behind, it closes the connection, and how much of its answer is out by then is chance.
        const isAlone = rest === '' && !lines.some((one) => /^(?:content-length|transfer-encoding)/i.test(one));
        const head = (text: string) => told(text).split('\n').slice(0, -1);
        expect(isAlone ? told(ours) : head(ours)).toEqual(isAlone ? told(theirs) : head(theirs));
      }),
      { numRuns: 600, seed: 7 },
    );
    expect([...met]).toEqual(expect.arrayContaining([200, 304, 400, 404]));
    expect(hurried).toBeGreaterThan(100);
  });

  test('whoever asks and does not read is not listened to, and gets all of it in the end', async () => {
    const asked = get('/opd');
    const one = (await exchange(laned.port, [asked], 1)).length;
    const accepted = new Promise<Socket>((resolve) => laned.server.once('connection', resolve));
    const client = connect({ port: laned.port, host: '127.0.0.1', noDelay: true }).pause();
    const server = await accepted;
    const times = 400;
    let most = 0;
    for (let time = 0; time < times; time++) {
      client.write(asked);
      await new Promise((next) => setImmediate(next));
      most = Math.max(most, server.writableLength);
    }
    let got = 0;
    await new Promise<void>((resolve) => {
      client.on('data', (bytes: Buffer) => {
        got += bytes.length;
        if (got === times * one) resolve();
      });
      client.resume();
    });
    client.destroy();
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(4 * one);
  });

  test('what is published anew is told at once, and was not ready', async () => {
    const before = await exchange(laned.port, [get('/opd')], 1);
    const content = sampleContent();
    const first = published.editions.latest('19.71', content.year);
    const previous = { number: 1, hash: first?.hash ?? '' };
    await published.publish({ ...content, number: 2, previous });
    site.refresh();
    laned.seen.length = 0;
    const after = await exchange(laned.port, [get('/opd')], 1);
    expect(laned.seen).toEqual(['GET /opd']);
    expect(after).not.toBe(before);
  });

  test('never sends a head that Node would not', async () => {
    const server = createServer((_request, response) => response.writeHead(500).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const heads = {
      '/sane': ['X-Name', 'a'],
      '/split': ['X-Name', 'a\r\nSet-Cookie: b'],
      '/name': ['X: a\r\nY', 'b'],
      '/far': ['X-Name', '\u0161'],
    };
    const ready = (url: string) => ({ status: 204, head: heads[url as keyof typeof heads], bytes: Buffer.alloc(0) });
    const lane = openLane(server, ready, {});
    const { port } = server.address() as AddressInfo;
    const said = await Promise.all(Object.keys(heads).map(async (path) => statusesOf(await exchange(port, [get(path)], 1))));
    lane.closeIdle();
    await new Promise((resolve) => server.close(resolve));
    expect(said.flat()).toEqual([204, 500, 500, 500]);
  });

  test('whoever never reads keeps no server from stopping', async () => {
    const serving = await serve(true);
    const accepted = new Promise<Socket>((resolve) => serving.server.once('connection', resolve));
    const client = connect({ port: serving.port, host: '127.0.0.1', noDelay: true }).pause();
    client.on('error', () => {});
    const server = await accepted;
    // One request at a time, or they go to the server together.
    for (let said = 0; server.writableLength === 0; ) {
      client.write(get('/opd'));
      said += get('/opd').length;
      while (server.bytesRead < said && server.writableLength === 0) await new Promise((next) => setImmediate(next));
    }
    const closed = new Promise<void>((resolve) => serving.server.close(() => resolve()));
    serving.lane?.closeIdle();
    expect([server.destroyed, serving.seen]).toEqual([false, []]);
    serving.lane?.closeAll();
    await closed;
    client.destroy();
  });

  test('what waits is ended when it closes, so that a server can stop', async () => {
    const serving = await serve(true);
    const idle = connection(serving.port);
    await idle.say(get('/opd'));
    await idle.answers(1);
    const closed = new Promise<void>((resolve) => serving.server.close(() => resolve()));
    serving.lane?.closeIdle();
    idle.socket.end();
    await closed;
    expect(serving.seen).toEqual([]);
  });
});
