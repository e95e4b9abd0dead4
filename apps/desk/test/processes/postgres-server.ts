import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

/*
 * PostgreSQL's wire protocol (version 3) in front of PGlite, which has one session: as much of it as `pg` speaks with the ledger. Each
 * connection has the session for one transaction; the others wait. COPY is answered here, because PGlite takes its data as a file
 * alone. @electric-sql/pglite-socket does neither COPY nor without PGlite's extensions installed.
 */

/** The messages' types that matter here, as the bytes that they begin with. */
const [query, sync, terminate, copyData, copyDone, readyForQuery] = Buffer.from('QSXdcZ');
const idle = Buffer.from('I')[0];

/** @returns a server on a free port of this machine, and its address for `pg` */
export async function servePostgres(db: PGlite): Promise<{ url: string; close(): Promise<void> }> {
  const turns = turnsOf(db);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const connection = new Connection(db, socket, turns);
    sockets.add(socket);
    socket.on('data', (data) => connection.receive(data)).on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      connection.leave();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `postgres://postgres@127.0.0.1:${portOf(server)}/postgres`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return address.port;
}

interface Turns {
  /** Resolves when the connection has the session; it keeps it until `end`. */
  begin(connection: object): Promise<void>;
  end(connection: object): void;
  /** Rolls back the open transaction of a connection that is gone. */
  leave(connection: object): Promise<void>;
}

function turnsOf(db: PGlite): Turns {
  const waiting: { connection: object; go: () => void }[] = [];
  let owner: object | undefined;
  const next = () => {
    const first = waiting.shift();
    owner = first?.connection;
    first?.go();
  };
  return {
    begin: (connection) =>
      new Promise((resolve) => {
        if (owner === connection) return resolve();
        waiting.push({ connection, go: resolve });
        if (owner === undefined) next();
      }),
    end: (connection) => {
      if (owner === connection) next();
    },
    async leave(connection) {
      if (owner !== connection) return;
      await db.exec('rollback');
      next();
    },
  };
}

class Connection {
  readonly #db: PGlite;
  readonly #socket: Socket;
  readonly #turns: Turns;
  #received = Buffer.alloc(0);
  #started = false;
  /** Messages up to the one that asks for an answer. */
  #batch: Buffer[] = [];
  #copy: { table: string; parts: Buffer[] } | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(db: PGlite, socket: Socket, turns: Turns) {
    this.#db = db;
    this.#socket = socket;
    this.#turns = turns;
  }

  /** One message after another, as the session would take them. */
  receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    this.#work = this.#work.then(() => this.#take()).catch(() => void this.#socket.destroy());
  }

  leave(): void {
    this.#work = this.#work.then(() => this.#turns.leave(this));
  }

  async #take(): Promise<void> {
    for (;;) {
      const lengthAt = this.#started ? 1 : 0;
      if (this.#received.length < lengthAt + 4) return;
      const length = lengthAt + this.#received.readInt32BE(lengthAt);
      if (this.#received.length < length) return;
      const message = this.#received.subarray(0, length);
      this.#received = this.#received.subarray(length);
      if (this.#started) await this.#hear(message);
      else this.#start(message);
    }
  }

  /** A request for TLS is declined; to the start, the server says that all is well and that it is ready. */
  #start(message: Buffer): void {
    const version = message.readInt32BE(4);
    if (version !== 196_608) return void this.#socket.write('N');
    this.#started = true;
    this.#socket.write(Buffer.concat([frame('R', Buffer.alloc(4)), frame('Z', Buffer.from('I'))]));
  }

  async #hear(message: Buffer): Promise<void> {
    const type = message[0];
    if (type === terminate) return void this.#socket.end();
    if (this.#copy !== undefined && type === copyData) return void this.#copy.parts.push(message.subarray(5));
    if (this.#copy !== undefined && type === copyDone) return this.#endCopy(this.#copy);
    this.#batch.push(message);
    if (type !== query && type !== sync) return;
    const batch = Buffer.concat(this.#batch);
    this.#batch = [];
    await this.#turns.begin(this);
    const copy = type === query ? /^(copy .+) from stdin$/.exec(batch.toString('utf8', 5, batch.length - 1))?.[1] : undefined;
    if (copy !== undefined) {
      this.#copy = { table: copy, parts: [] };
      // Text, of no columns that are named: the client looks at neither.
      return void this.#socket.write(frame('G', Buffer.alloc(3)));
    }
    this.#answer(Buffer.from(await this.#db.execProtocolRaw(batch)));
  }

  async #endCopy({ table, parts }: { table: string; parts: Buffer[] }): Promise<void> {
    this.#copy = undefined;
    await this.#db.query(`${table} from '/dev/blob'`, [], { blob: new Blob([Buffer.concat(parts)]) });
    this.#answer(Buffer.concat([frame('C', Buffer.from('COPY\0')), frame('Z', Buffer.from('T'))]));
  }

  /** The last message says whether a transaction is open. */
  #answer(answer: Buffer): void {
    if (answer.at(-6) === readyForQuery && answer.at(-1) === idle) this.#turns.end(this);
    this.#socket.write(answer);
  }
}

function frame(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
