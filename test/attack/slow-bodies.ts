import { connect, type Socket } from 'node:net';

interface SlowBodies {
  /** Origin of the server. */
  address: string;
  path: string;
  /** How many connections. */
  count: number;
  /** Bytes that each request announces; undefined: chunked, without an end. */
  announced?: number;
  /** Bytes that each one sends as fast as the server takes them; then it waits and sends nothing more. */
  sent: number;
  method?: string;
  headers?: Readonly<Record<string, string>>;
}

export interface HeldBodies {
  /** Status of each answer, in the order of arrival. */
  statuses: number[];
  /** Connections that the server has not closed. */
  open(): number;
  /** Bytes that the server's side took, over all connections. */
  taken(): number;
  /** Resolves when each connection was closed, or has sent all that it sends. */
  settled: Promise<void>;
  close(): void;
}

const piece = Buffer.alloc(64 * 1024, 0x61);

/** Opens connections that each begin a request and never finish its body. Sends raw bytes, because fetch would not stop half way. */
export function holdBodies({ address, path, count, announced, sent, method = 'POST', headers = {} }: SlowBodies): HeldBodies {
  const { hostname, port, host } = new URL(address);
  const lines = Object.entries({
    host,
    'content-type': 'application/json',
    'x-sipkadin': '1',
    ...(announced === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(announced) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  const statuses: number[] = [];
  const sockets: Socket[] = [];
  const settled = Array.from({ length: count }, () => {
    const socket = connect(Number(port), hostname);
    sockets.push(socket);
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (answer === '') statuses.push(Number(text.slice(9, 12)));
      answer += text;
    });
    return new Promise<void>((resolve) => {
      // A connection that the server resets is one that it closed.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.write(head);
      let left = sent;
      const send = () => {
        while (left > 0) {
          const part = piece.subarray(0, Math.min(left, piece.length));
          left -= part.length;
          if (announced === undefined) socket.write(`${part.length.toString(16)}\r\n`);
          const room = socket.write(part);
          if (announced === undefined) socket.write('\r\n');
          if (!room) return void socket.once('drain', send);
        }
        socket.write('', () => resolve());
      };
      send();
    });
  });
  return {
    statuses,
    open: () => sockets.filter(({ destroyed }) => !destroyed).length,
    taken: () => sockets.reduce((all, { bytesWritten, writableLength }) => all + bytesWritten - writableLength, 0),
    settled: Promise.all(settled).then(() => undefined),
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
