import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';

/** What goes wrong with a request instead of being answered as asked. */
export type Fault =
  | 'internal error'
  | 'slow down'
  | 'access denied'
  | 'reset'
  | 'reset in the body'
  | 'truncated'
  | 'other bytes'
  | 'silent';

/** @param line method and path of a request */
type Choice = (line: string) => Fault | undefined;

export interface S3Server {
  /** For SIPKADIN_OBJECTS. */
  address: string;
  /** Credentials that it accepts. */
  env: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };
  /** Each is spent on one request, in order; a function is asked for each request until it is replaced. */
  fail(faults: Fault[] | Choice): void;
  /** Method and path of each request, since the last call. */
  requests(): string[];
  close(): Promise<void>;
}

/** An S3 server of this process that checks signatures, behind a passage in which requests can fail. */
export async function startS3Server(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 's3-server-'));
  const options = { port: 0, address: '127.0.0.1', silent: true, directory: folder };
  const store = new S3rver({ ...options, configureBuckets: [{ name: 'kota' }] });
  // This server signs a listing as if the slash after the bucket were not there: listings alone go to one that lets that pass.
  const lister = new S3rver({ ...options, allowMismatchedSignatures: true });
  const [{ port: storePort }, { port: listerPort }] = [await store.run(), await lister.run()];
  let queue: Fault[] = [];
  let choose: Choice | undefined;
  let lines: string[] = [];
  const passage = createServer((incoming, outgoing) => {
    const line = `${incoming.method} ${incoming.url}`;
    lines.push(line);
    const port = line.includes('list-type=2') ? listerPort : storePort;
    pass(incoming, outgoing, port, choose?.(line) ?? queue.shift());
  });
  await new Promise<void>((resolve) => passage.listen(0, '127.0.0.1', resolve));
  const { port } = passage.address() as AddressInfo;
  return {
    address: `s3://kota/anggaran?endpoint=http://127.0.0.1:${port}`,
    env: { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
    fail(faults) {
      queue = Array.isArray(faults) ? [...faults] : [];
      choose = Array.isArray(faults) ? undefined : faults;
    },
    requests() {
      const made = lines;
      lines = [];
      return made;
    },
    async close() {
      passage.closeAllConnections();
      await new Promise((resolve) => passage.close(resolve));
      await store.close();
      await lister.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const xml = { 'Content-Type': 'application/xml' };

const refusals: Partial<Record<Fault, [number, string]>> = {
  'internal error': [500, 'InternalError'],
  'slow down': [503, 'SlowDown'],
  'access denied': [403, 'AccessDenied'],
};

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number, fault: Fault | undefined): void {
  const refusal = fault && refusals[fault];
  if (refusal !== undefined) {
    incoming.resume();
    const [status, code] = refusal;
    return void outgoing.writeHead(status, xml).end(`<Error><Code>${code}</Code></Error>`);
  }
  if (fault === 'silent') return void incoming.resume();
  if (fault === 'reset') return void incoming.socket.destroy();
  if (fault === 'reset in the body') return void incoming.once('data', () => incoming.socket.destroy());
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.once('end', () => {
    const body = Buffer.concat(chunks);
    if (fault === 'other bytes' && body.length > 0) body[0] = (body[0] ?? 0) ^ 1;
    // As services do, and this server does not: the body must be the one that was signed.
    if (createHash('sha256').update(body).digest('hex') !== incoming.headers['x-amz-content-sha256'])
      return void outgoing.writeHead(400, xml).end('<Error><Code>XAmzContentSHA256Mismatch</Code></Error>');
    passOn(incoming, body, outgoing, port, fault);
  });
}

function passOn(
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
  port: number,
  fault?: Fault,
): void {
  // With the headers as they came: the host's name is part of the signature.
  const onwards = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.once('data', (chunk: Buffer) => {
      if (fault === 'truncated') {
        outgoing.write(chunk.subarray(0, chunk.length >> 1));
        return void setImmediate(() => outgoing.destroy());
      }
      if (fault === 'other bytes') chunk[0] = (chunk[0] ?? 0) ^ 1;
      outgoing.write(chunk);
      answer.on('data', (further) => outgoing.write(further));
    });
    answer.on('end', () => outgoing.end());
  });
  onwards.on('error', () => outgoing.destroy());
  onwards.end(body);
}
