import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { type BodyLimits, bodyLimits, createBodies } from '../src/app/bodies.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A server with one address for each kind of body, that answers with what arrived. */
async function listening(limits: Partial<BodyLimits>): Promise<number> {
  const app = express();
  app.set('trust proxy', true);
  const bodies = createBodies({ ...bodyLimits, ...limits });
  app.post('/json', bodies.json(), (req, res) => void res.json({ read: (req as { body?: string }).body ?? null }));
  app.post('/file', bodies.file, (req, res) => {
    let bytes = 0;
    req.on('data', (chunk: Buffer) => (bytes += chunk.length));
    req.on('end', () => res.json({ bytes }));
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

/** Begins a request and sends what of its body is given. @returns the answer's status and body, once it is there */
function begun(port: number, head: string, body: readonly string[] = []): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
      const [, length] = /content-length: (\d+)/i.exec(answer) ?? [];
      const [, arrived = ''] = answer.split('\r\n\r\n');
      if (length === undefined || arrived.length < Number(length)) return;
      socket.destroy();
      resolve({ status: Number(answer.slice(9, 12)), text: Buffer.from(arrived, 'latin1').toString() });
    });
    socket.on('error', reject);
    socket.write(`POST ${head}\r\nHost: x\r\n`);
    for (const part of body) socket.write(part);
  });
}

test('a JSON body is handed on as text, whether its length was announced or not', async () => {
  const port = await listening({});
  const text = `"${'é'.repeat(5000)}"`;
  const announced = await begun(port, '/json HTTP/1.1', [`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n`, text]);
  expect(JSON.parse(announced.text)).toEqual({ read: text });
  const chunks = text.split('').map((letter) => `${Buffer.byteLength(letter).toString(16)}\r\n${letter}\r\n`);
  const chunked = await begun(port, '/json HTTP/1.1', ['Transfer-Encoding: chunked\r\n\r\n', chunks.join(''), '0\r\n\r\n']);
  expect(JSON.parse(chunked.text)).toEqual({ read: text });
  const none = await begun(port, '/json HTTP/1.1', ['Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n']);
  expect(JSON.parse(none.text)).toEqual({ read: null });
});

test('a body above its limit is refused by its announced length, or by the byte that is too many', async () => {
  const port = await listening({ json: 100, file: 100 });
  for (const path of ['/json', '/file']) {
    const announced = await begun(port, `${path} HTTP/1.1`, ['Content-Length: 101\r\n\r\n']);
    expect([path, announced.status]).toEqual([path, 413]);
  }
  const chunked = await begun(port, '/json HTTP/1.1', ['Transfer-Encoding: chunked\r\n\r\n', `65\r\n${'x'.repeat(101)}\r\n`]);
  expect(chunked.status).toBe(413);
  const whole = await begun(port, '/json HTTP/1.1', ['Content-Length: 100\r\n\r\n', 'x'.repeat(100)]);
  expect(whole.status).toBe(200);
});

test('a body that comes too slowly is ended: JSON by a time, a file by what arrives in each period', async () => {
  const port = await listening({ jsonTime: 50, filePace: { bytes: 10, period: 50 } });
  for (const path of ['/json', '/file']) {
    const { status, text } = await begun(port, `${path} HTTP/1.1`, ['Content-Length: 20\r\n\r\n', 'half']);
    expect([path, status, JSON.parse(text)]).toMatchObject([path, 408, { error: { code: 'interrupted' } }]);
  }
});

test('a client and all clients together have so many unfinished bodies, and a finished one makes room', async () => {
  const port = await listening({ perClient: 1, inAll: 2 });
  const held = [1, 2].map((client) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    socket.write(`POST /json HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.${client}\r\nContent-Length: 5\r\n\r\n`);
    return socket;
  });
  const status = async (client: number) =>
    (await begun(port, '/file HTTP/1.1', [`X-Forwarded-For: 203.0.113.${client}\r\nContent-Length: 1\r\n\r\n`, 'x'])).status;
  await expect.poll(() => Promise.all([status(1), status(2), status(3)])).toEqual([429, 429, 429]);
  held[0]?.write('whole');
  await expect.poll(() => status(3)).toBe(200);
  expect([await status(1), await status(2)]).toEqual([200, 429]);
  held[1]?.destroy();
  await expect.poll(() => status(2)).toBe(200);
  held[0]?.destroy();
});
