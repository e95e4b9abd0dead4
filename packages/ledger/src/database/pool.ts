import pg from 'pg';
import { LedgerError } from '../error.ts';

/** Milliseconds. */
export interface Patience {
  /** For a connection: a new one, or one that others give back. */
  connect: number;
  /** For the answer to a statement that reads. */
  answer: number;
  /** For the answer to a statement of a transaction, which may wait for its turn. */
  write: number;
}

export interface Pool {
  /** For Kysely: a connection on which no answer came in time is closed, not used again. */
  connect(): Promise<Connection>;
  query<Row extends pg.QueryResultRow>(text: string): Promise<pg.QueryResult<Row>>;
  end(): Promise<void>;
}

interface Connection {
  query: pg.ClientBase['query'];
  release(isBroken?: boolean): void;
}

/** A PostgreSQL server that stops or does not answer neither takes this process with it nor keeps it waiting. */
export function openPool(config: pg.PoolConfig, { connect, answer }: Pick<Patience, 'connect' | 'answer'>): Pool {
  const pool = new pg.Pool({ ...config, connectionTimeoutMillis: connect, query_timeout: answer, keepAlive: true });
  // Without listeners, on idle connections and on those in use, a server that stops ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  async function connected(): Promise<Connection> {
    const client = await pool.connect().catch((error: unknown) => {
      throw isTimeout(error) ? new LedgerError('busy', 'the PostgreSQL server does not answer', error) : error;
    });
    let late = false;
    const query = (...given: Parameters<pg.ClientBase['query']>): unknown => {
      const result: unknown = client.query(...given);
      if (!(result instanceof Promise)) return result;
      return result.catch((error: unknown) => {
        // After a change of servers the former one, which only reads now, may still hold the connection.
        const isDemoted = error instanceof Error && 'code' in error && error.code === '25006';
        if (isDemoted) late = true;
        if (!isTimeout(error)) throw error;
        late = true;
        throw new LedgerError('busy', `the PostgreSQL server did not answer within ${answer} ms`, error);
      });
    };
    return { query: query as unknown as pg.ClientBase['query'], release: (isBroken = false) => client.release(isBroken || late) };
  }

  return {
    connect: connected,
    async query(text) {
      const connection = await connected();
      try {
        return await connection.query(text);
      } finally {
        connection.release();
      }
    },
    end: () => pool.end(),
  };
}

/** The driver has no codes for these. */
function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(?:Query read timeout|timeout exceeded when trying to connect|timeout expired|Connection terminated due to connection timeout)$/.test(
      error.message,
    )
  );
}
