import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closeAfterUnreadBody, connectionLimits, limitConnections, sentTooManyAhead, serverOptions } from '../src/serving/connections.ts';

let server: Server;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function listening(
  isTrusted: boolean,
  limits: { inAll: number; perAddress: number } = connectionLimits,
  answer: RequestListener = (_request, response) => response.end('ok'),
  onEnd: (endSilent: () => void) => void = () => undefined,
): Promise<number> {
  server = createServer({ ...serverOptions }, (request, response) => {
    if (sentTooManyAhead(request, response)) return;
    closeAfterUnreadBody(request, response);
    answer(request, response);
  });
  onEnd(limitConnections(server, () => isTrusted, limits));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

/** Sends bytes on a connection of its own. @returns what comes back until the server closes it */
function spoken(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(bytes);
  });
}

test('an address may have so many connections and not one more', async () => {
  const port = await listening(false, { inAll: 100, perAddress: 20 });
  for (let count = 0; count < 20; count++) await connected(port);
  expect(await spoken(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toBe('');
  sockets.shift()?.destroy();
  await expect.poll(() => spoken(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
});

test('connections that ask nothing, or only begin to, keep nobody out: the one that is idle longest is closed for a new one', async () => {
  const limits = { inAll: 20, perAddress: 1000 };
  let release = () => {};
  const port = await listening(true, limits, (request, response) => {
    if (request.url === '/slow') release = () => response.end('slow');
    else response.end('ok');
  });
  const slow = spoken(port, 'GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await expect.poll(() => release.name).toBe('release');
  const held: Socket[] = [];
  for (let count = 0; count < 60; count++) {
    const socket = await connected(port);
    if (count % 2 === 0) socket.write('GET / HTTP/1.1\r\nHost:');
    held.push(socket);
  }
  const answer = await spoken(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  await expect.poll(() => held.map(({ destroyed }) => destroyed).lastIndexOf(true)).toBe(held.length - limits.inAll + 1);
  // The answer that was under way is not cut off, however old its connection is.
  release();
  expect(await slow).toMatch(/slow$/);
});

test('a connection is read when its first bytes come, whole or in pieces, and ends where none do', async () => {
  let endSilent = () => {};
  const port = await listening(true, connectionLimits, undefined, (end) => (endSilent = end));
  const readers = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  const silent = await connected(port);
  const slow = await connected(port);
  let answer = '';
  slow.setEncoding('latin1').on('data', (text: string) => (answer += text));
  slow.write('G');
  await expect.poll(readers).toBe(2);
  slow.write('ET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => answer).toMatch(/^HTTP\/1.1 200 [^]*ok$/);
  // Ended by its client without a word.
  (await connected(port)).end();
  await expect.poll(readers).toBe(2);
  server.closeAllConnections();
  await expect.poll(() => [slow.destroyed, silent.destroyed]).toEqual([true, false]);
  endSilent();
  await expect.poll(readers).toBe(0);
});

test('a connection on which a body was not read is closed after the answer', async () => {
  const port = await listening(true);
  const answer = await spoken(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nbegin');
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*Connection: close\r\n/);
});

test('a connection on which a body was read stays open for the next request', async () => {
  const port = await listening(true, connectionLimits, (request, response) => request.resume().once('end', () => response.end('read')));
  const one = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nwhole';
  const answer = await spoken(port, `${one}${one}GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(answer.match(/HTTP\/1.1 200 /g)).toHaveLength(3);
});

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

test('a connection on which too many requests are sent ahead is closed, and few of them reach the handler', async () => {
  let handled = 0;
  const port = await listening(true, connectionLimits, (_request, response) => {
    handled += 1;
    response.end('ok');
  });
  await spoken(port, get.repeat(2_000));
  expect(handled).toBe(connectionLimits.unanswered);
});

test('as many requests as may be sent ahead are answered, again and again on one connection', async () => {
  const port = await listening(true);
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let answers = 0;
  socket.setEncoding('latin1').on('data', (text: string) => (answers += text.split('HTTP/1.1 200 ').length - 1));
  for (let round = 1; round <= 3; round++) {
    socket.write(get.repeat(connectionLimits.unanswered));
    await expect.poll(() => answers).toBe(connectionLimits.unanswered * round);
  }
});

test('an expectation that the server does not know is refused, and its body is not read', async () => {
  const port = await listening(true);
  const answer = await spoken(port, 'POST / HTTP/1.1\r\nHost: x\r\nExpect: something\r\nContent-Length: 100\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1.1 417 Expectation Failed\r\n[^]*Connection: close\r\n/);
});

test.each([
  ['no request at all', 'hello\r\n\r\n', '400 Bad Request'],
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
])('%s is answered with a status, nosniff and the end of the connection', async (_, bytes, status) => {
  const port = await listening(true);
  expect(await spoken(port, bytes)).toBe(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`,
  );
});
