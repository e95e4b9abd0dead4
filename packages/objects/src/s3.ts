import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectsAddress } from './address.ts';
import { digestOf, writeWhole } from './local-file.ts';
import { type Objects, ObjectsError, type StoredObject } from './objects.ts';

/** How often something is tried at most. */
const attempts = 4;

/** In milliseconds. */
export interface Patience {
  /** Before the second attempt; each further wait is twice as long. */
  firstWait: number;
  /** For a service that is silent: when connecting, and in the middle of a body. A large body may take longer. */
  silence: number;
}

/** Metadata of each object: what its bytes are, in every service that speaks the protocol, however it computes its own tags. */
const hashName = 'sha256';

/**
 * A bucket of an S3-compatible service. Credentials come from where Amazon's clients look for them: the variables AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY, a file of profiles, or the machine's role.
 */
export function s3Objects(
  { bucket, prefix, endpoint, region }: Extract<ObjectsAddress, { kind: 's3' }>,
  { firstWait, silence }: Patience,
): Omit<Objects, 'address'> {
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    // Attempts are made here, because the client repeats neither a body that is a stream nor an answer that broke off.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: silence, socketTimeout: silence },
    // Other services do not know Amazon's newer checksums; bytes are held against their SHA-256 below.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  // The signature covers this header, so that a service refuses a body with other bytes.
  client.middlewareStack.add(
    (next) => async (args) => {
      const { request, input } = args as unknown as { request: { headers: Record<string, string> }; input: Metadata };
      const hash = input.Body === undefined ? undefined : input.Metadata?.[hashName];
      if (hash !== undefined) request.headers['x-amz-content-sha256'] = hash;
      return next(args);
    },
    { step: 'build', name: 'hashOfBody' },
  );
  const at = (key: string) => ({ Bucket: bucket, Key: prefix + key });

  async function withBody<T>(key: string, use: (answer: Answer) => Promise<T>): Promise<T | undefined> {
    return repeated(firstWait, `get ${key}`, async () => {
      const answer = await client.send(new GetObjectCommand(at(key)));
      return use({ bytes: answer.ContentLength, sha256: answer.Metadata?.[hashName], chunks: chunksOf(answer) });
    });
  }

  return {
    async put(key, source) {
      const { sha256, bytes } = await digestOf(source);
      await repeated(firstWait, `put ${key}`, async () => {
        const body = Buffer.isBuffer(source) ? source : createReadStream(source.path);
        try {
          await client.send(new PutObjectCommand({ ...at(key), Body: body, ContentLength: bytes, Metadata: { [hashName]: sha256 } }));
        } finally {
          if (!Buffer.isBuffer(body)) body.destroy();
        }
      });
    },
    read: (key) =>
      withBody(key, async ({ bytes, sha256, chunks }) => {
        const whole = await wholeOf(chunks);
        mustBeWhole(key, await digestOf(whole), { bytes, sha256 });
        return whole;
      }),
    async fetch(key, path, sha256) {
      const written = await withBody(key, async ({ bytes, chunks }) => {
        await writeWhole(path, chunks, (found) => mustBeWhole(key, found, { bytes, sha256 }));
        return true;
      });
      if (written === undefined) await rm(path, { force: true });
      return written === true;
    },
    size: (key) => repeated(firstWait, `head ${key}`, async () => (await client.send(new HeadObjectCommand(at(key)))).ContentLength),
    remove: async (key) => void (await repeated(firstWait, `delete ${key}`, () => client.send(new DeleteObjectCommand(at(key))))),
    async list(begin) {
      const found: StoredObject[] = [];
      for (let from: string | undefined; ; ) {
        const page = await repeated(firstWait, `list ${begin}`, () =>
          client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix + begin, ContinuationToken: from })),
        );
        if (page === undefined) throw new ObjectsError('denied', `there is no bucket ${bucket}`);
        for (const { Key = '', Size = 0, ETag = '' } of page.Contents ?? [])
          found.push({ key: Key.slice(prefix.length), bytes: Size, tag: ETag });
        from = page.NextContinuationToken;
        if (page.IsTruncated !== true || from === undefined) return found;
      }
    },
  };
}

interface Metadata {
  Body?: unknown;
  Metadata?: Record<string, string>;
}

interface Answer {
  bytes: number | undefined;
  /** undefined: another program stored the object. */
  sha256: string | undefined;
  chunks: AsyncIterable<Uint8Array>;
}

function chunksOf({ Body }: GetObjectCommandOutput): AsyncIterable<Uint8Array> {
  if (!(Body instanceof Readable)) throw new ObjectsError('away', 'an answer without a body');
  return Body;
}

async function wholeOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

type Digest = Awaited<ReturnType<typeof digestOf>>;

function mustBeWhole(key: string, found: Digest, wanted: { [name in keyof Digest]: Digest[name] | undefined }): void {
  if (wanted.bytes !== undefined && found.bytes !== wanted.bytes)
    throw new ObjectsError('away', `${key} broke off after ${found.bytes} of ${wanted.bytes} bytes`);
  if (wanted.sha256 !== undefined && found.sha256 !== wanted.sha256)
    throw new ObjectsError('damaged', `${key} holds other bytes than were stored`);
}

/** @returns undefined where the service has no such object. @throws ObjectsError when no attempt succeeded; errors of local files */
async function repeated<T>(firstWait: number, what: string, work: () => Promise<T>): Promise<T | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const fault = faultOf(what, error);
      if (fault === undefined) return undefined;
      if (!(fault instanceof ObjectsError) || fault.code === 'denied' || attempt === attempts) throw fault;
      // Not all machines at the same moment again.
      await after(firstWait * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

const local = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EISDIR', 'ENOTDIR', 'ENOENT', 'EIO']);

/** @returns undefined where there is no such object */
function faultOf(what: string, error: unknown): Error | undefined {
  if (error instanceof ObjectsError) return error;
  if (!(error instanceof Error)) return new ObjectsError('away', what, error);
  const { name } = error;
  const code = 'code' in error ? String(error.code) : '';
  if (local.has(code) && 'syscall' in error) return error;
  const { httpStatusCode: status = 0 } = ('$metadata' in error ? error.$metadata : {}) as { httpStatusCode?: number };
  if (name === 'NoSuchBucket') return new ObjectsError('denied', `${what}: there is no such bucket`, error);
  if (status === 404) return undefined;
  const isDenied = (status >= 400 && status < 500 && ![400, 408, 409, 429].includes(status)) || name === 'CredentialsProviderError';
  // Without what the service sent: that may hold addresses and keys.
  return new ObjectsError(isDenied ? 'denied' : 'away', `${what}: ${status === 0 ? code || name : `${status} ${name}`}`, error);
}
