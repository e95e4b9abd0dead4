import { type Server, STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http';
import type { Socket } from 'node:net';
import type { Reply, Wish } from './answer.ts';

export interface Lane {
  /** Ends the connections of the lane, each when what it is being sent is out; those that were handed over are the server's. */
  closeIdle: () => void;
  /** Ends them at once, whatever is still to be sent. */
  closeAll: () => void;
}

/** Longer requests and replies take the ordinary way: they are rare, and replies are held twice while they are asked for. */
const longestRequest = 8 * 1024;
const longestReply = 64 * 1024;

/** A GET of HTTP/1.1 without a body, whole and alone, in the plainest form that the standard knows (RFC 9112, sections 2 to 5). */
const plainRequest = /^GET (\/[!-~]*) HTTP\/1\.1\r\n((?:[\w!#$%&'*+.^`|~-]+:[\t -~]*\r\n)+)\r\n$/;
/** Whoever sends one of these asks for more than an answer. */
const particular = new Set(['content-length', 'transfer-encoding', 'upgrade', 'expect', 'range', 'te', 'trailer', 'x-request-id']);

/**
 * Answers what is ready from the bytes of the request itself: half of what an answer costs Node's http is reading and writing
 * heads. It knows one kind of request, which is what browsers send, and everything else it leaves to `server` as if it had never
 * looked: the connection is handed over with the bytes that were read, and stays there.
 *
 * Takes the place of the server's listener for connections, which Node lets be called with any connection; the server still
 * listens, counts, limits and closes what was handed over.
 * @param ready the reply to an address, always the same object for the same; undefined where the server must see to it. May throw.
 */
export function openLane(
  server: Server,
  ready: (url: string, wish: Wish) => Reply | undefined,
  headers: Readonly<Record<string, string>>,
): Lane {
  const [takeOver] = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  if (takeOver === undefined) throw new Error('this server takes no connections');
  server.removeListener('connection', takeOver);
  const waiting = new Set<Socket>();
  const wires = wiring({ ...headers, Connection: 'keep-alive', 'Keep-Alive': `timeout=${Math.floor(server.keepAliveTimeout / 1000)}` });

  function wait(socket: Socket): void {
    const onData = (bytes: Buffer) => {
      const answer = bytes.length > longestRequest ? undefined : answerTo(bytes.toString('latin1'));
      if (answer === undefined) handOver(bytes);
      // Whoever sends and does not read is not listened to.
      else if (!socket.write(answer)) {
        socket.pause();
        socket.once('drain', () => socket.resume());
      }
    };
    const onTimeout = () => void (socket.writableLength === 0 && socket.destroy());
    const onEnd = () => socket.destroySoon();
    const onError = () => socket.destroy();
    const leave = () => {
      waiting.delete(socket);
      socket.off('data', onData).off('timeout', onTimeout).off('end', onEnd).off('error', onError).off('close', leave);
    };
    const handOver = (bytes: Buffer) => {
      leave();
      socket.setTimeout(0);
      socket.pause();
      socket.unshift(bytes);
      takeOver?.call(server, socket);
      socket.resume();
    };
    waiting.add(socket);
    socket.setTimeout(server.keepAliveTimeout);
    socket.on('data', onData).on('timeout', onTimeout).on('end', onEnd).on('error', onError).on('close', leave);
  }

  function answerTo(request: string): Buffer | undefined {
    const [, url, lines] = plainRequest.exec(request) ?? [];
    const wish = lines === undefined ? undefined : readWish(lines);
    if (url === undefined || wish === undefined) return undefined;
    try {
      const reply = ready(url, wish);
      return reply && reply.bytes.length <= longestReply ? wires(reply) : undefined;
    } catch {
      // It fails on the ordinary way again, where it is told of.
      return undefined;
    }
  }

  server.on('connection', wait);
  return {
    closeIdle: () => waiting.forEach((socket) => socket.destroySoon()),
    closeAll: () => waiting.forEach((socket) => void socket.destroy()),
  };
}

/** @returns undefined where there is more to the request than these two headers */
function readWish(lines: string): Wish | undefined {
  const wish: Wish = { acceptEncoding: undefined, ifNoneMatch: undefined };
  let hosts = 0;
  for (const line of lines.trimEnd().split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (particular.has(name) || (name === 'connection' && value.toLowerCase() !== 'keep-alive')) return undefined;
    if (name === 'host') hosts++;
    else if (name === 'accept-encoding') {
      if (wish.acceptEncoding !== undefined) return undefined;
      wish.acceptEncoding = value;
    } else if (name === 'if-none-match') {
      if (wish.ifNoneMatch !== undefined) return undefined;
      wish.ifNoneMatch = value;
    }
  }
  return hosts === 1 ? wish : undefined;
}

/** Replies as they go over the wire, head and bytes in one, made once a second: a head tells the time. Throws where Node would, too. */
function wiring(headers: Readonly<Record<string, string>>): (reply: Reply) => Buffer {
  const always = Object.entries(headers).flat();
  const made = new Map<Reply, Buffer>();
  let second = 0;
  return (reply) => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) {
      made.clear();
      second = now;
    }
    const known = made.get(reply);
    if (known) return known;
    const head = [...reply.head, ...always, 'Date', new Date(now * 1000).toUTCString()];
    let fields = '';
    for (let index = 0; index < head.length; index += 2) {
      const [name = '', value = ''] = head.slice(index, index + 2);
      validateHeaderName(name);
      validateHeaderValue(name, value);
      fields += `${name}: ${value}\r\n`;
    }
    const wire = Buffer.concat([
      Buffer.from(`HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status]}\r\n${fields}\r\n`, 'latin1'),
      reply.bytes,
    ]);
    made.set(reply, wire);
    return wire;
  };
}
