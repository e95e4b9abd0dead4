import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TrustsAddress } from '../settings/trusted-proxies.ts';
import { networkOf } from './client-network.ts';

/** Limits of connections. docs/security.md has the same as a table, and a test compares them. */
export const connectionLimits = {
  /** Milliseconds within which the head of a request has to be complete. */
  headTime: 15_000,
  /** Milliseconds that a connection stays open without a request. */
  keepAlive: 15_000,
  /** Milliseconds after which a connection is closed on which nothing is sent or received, also during a request. */
  idle: 600_000,
  /** Open connections of one address (IPv6: of its network of 64 bits); a trusted proxy may have as many as there may be in all. */
  perAddress: 256,
  /** Requests of one connection that were sent without waiting for the answers to those before. Browsers and proxies send one. */
  unanswered: 16,
  /** Open connections; fewer where the system allows the process fewer open files. Beyond it the one that is idle longest is closed. */
  inAll: 10_000,
};

/** Files that the process keeps for the ledger, the editions and its child processes. */
const filesKept = 200;

/** The options of Node's http server that limit time. A body's time is limited where it is read (`bodies.ts` of the desk). */
export const serverOptions = {
  headersTimeout: connectionLimits.headTime,
  // It would limit a whole upload, which may take hours over a slow line.
  requestTimeout: 0,
  keepAliveTimeout: connectionLimits.keepAlive,
  connectionsCheckingInterval: 5_000,
};

/**
 * Limits the connections of a server: in all, by address, and idle ones; and answers what is no request.
 * @returns ends the connections on which nothing was sent yet, which the server itself does not know
 */
export function limitConnections(
  server: Server,
  isTrusted: TrustsAddress,
  limits: Pick<typeof connectionLimits, 'inAll' | 'perAddress'> = connectionLimits,
): () => void {
  const endSilent = readWhenSpoken(server);
  // A download needs two: its connection and its file.
  const most = Math.max(16, Math.min(limits.inAll, Math.floor((openFiles() - filesKept) / 2)));
  // A connection that is closed counts until the system has closed it.
  server.maxConnections = most + 64;
  server.setTimeout(connectionLimits.idle);
  closeLongestIdle(server, most);
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const { remoteAddress = '' } = socket;
    if (isTrusted(remoteAddress)) return;
    const address = networkOf(remoteAddress);
    const count = (open.get(address) ?? 0) + 1;
    if (count > limits.perAddress) return void socket.destroy();
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
  server.on('clientError', refuseBroken);
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    closeAfterUnreadBody(request, response);
    response.writeHead(417, { 'Content-Length': 0, 'X-Content-Type-Options': 'nosniff' }).end();
  });
  return endSilent;
}

/**
 * Gives a connection to Node's reader of requests when its first bytes come: the reader takes 7 KB, which thousands of connections that
 * ask nothing would hold for nothing.
 */
function readWhenSpoken(server: Server): () => void {
  const silent = new Set<Socket>();
  const [read, ...others] = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  if (read === undefined || others.length > 0) throw new Error('the server has listeners beside its own');
  const none = () => undefined;
  // Shared by all connections: a closure for each would take as much as the connection itself.
  function late(this: Socket): void {
    refuseBroken(Object.assign(new Error('nothing was sent'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), this);
  }
  function closed(this: Socket): void {
    silent.delete(this);
  }
  function spoken(this: Socket): void {
    silent.delete(this);
    this.setTimeout(0).off('timeout', late).off('readable', spoken).off('close', closed);
    const bytes = this.read() as Buffer | null;
    // It was ended before anything came.
    if (bytes === null) return void this.destroy();
    this.unshift(bytes);
    read?.call(server, this);
    this.off('error', none);
  }
  server.removeAllListeners('connection').on('connection', (socket) => {
    silent.add(socket);
    socket.setTimeout(connectionLimits.headTime).on('timeout', late).on('error', none).on('close', closed).on('readable', spoken);
  });
  return () => {
    for (const socket of silent) socket.destroy();
  };
}

/**
 * Where too many connections are open, closes the one that has been without a request for longest (its head may have begun), so that
 * connections that ask nothing keep nobody out. Where all others are answered, that is the new one.
 */
function closeLongestIdle(server: Server, most: number): void {
  const open = new Set<Socket>();
  const idle = new Set<Socket>();
  const answering = new WeakMap<Socket, number>();
  function closed(this: Socket): void {
    open.delete(this);
    idle.delete(this);
  }
  server.on('connection', (socket) => {
    open.add(socket);
    idle.add(socket);
    socket.on('close', closed);
    if (open.size <= most) return;
    const [longest] = idle;
    if (longest === undefined) return;
    open.delete(longest);
    idle.delete(longest);
    longest.destroy();
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (answering.get(socket) ?? 1) - 1;
      answering.set(socket, left);
      if (left === 0 && open.has(socket)) idle.add(socket);
    });
  });
}

const unanswered = new WeakMap<Socket, number>();

/**
 * Closes a connection on which more requests wait for their answers than one may send ahead (HTTP pipelining): all that arrive in one
 * piece are answered in one turn, so a client with some thousands of them would make everybody else wait for seconds.
 * @returns whether the request is to be left unanswered
 */
export function sentTooManyAhead({ socket }: IncomingMessage, response: ServerResponse): boolean {
  // Node still reads what had arrived when the connection was closed.
  if (socket.destroyed) return true;
  const waiting = (unanswered.get(socket) ?? 0) + 1;
  unanswered.set(socket, waiting);
  response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
  if (waiting <= connectionLimits.unanswered) return false;
  socket.destroy();
  return true;
}

/**
 * Closes the connection after the answer where the request has a body that nobody has read by then: Node would go on reading and
 * discarding it, as long as the client sends.
 */
export function closeAfterUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  const { 'transfer-encoding': encoding, 'content-length': length } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return;
  const keep = response.shouldKeepAlive;
  response.shouldKeepAlive = false;
  request.once('end', () => {
    response.shouldKeepAlive = keep;
  });
}

const brokenStatus: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what Node cannot read as a request, or what came too slowly. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket & { _httpMessage?: ServerResponse | null }): void {
  // The response that runs on this connection; Node's own handler looks at the same property.
  // oxlint-disable-next-line no-underscore-dangle
  if (socket.writable && error.code !== 'ECONNRESET' && !socket._httpMessage?.headersSent) {
    const status = brokenStatus[error.code ?? ''] ?? '400 Bad Request';
    socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`);
  }
  socket.destroy(error);
}

/** How many files the process may have open; unlimited where the system does not say. */
function openFiles(): number {
  try {
    const [, soft = ''] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === '' ? Number.POSITIVE_INFINITY : Number(soft);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
