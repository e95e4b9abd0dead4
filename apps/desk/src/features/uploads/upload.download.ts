import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Words } from '@sipkadin/budget';
import { unpack } from '@sipkadin/intake';
import { getUpload, type Ledger, listUploads, receiveUpload, type UploadRow, type UploadStore, type Writing } from '@sipkadin/ledger';
import { faultReference, isForTheLog, type Jobs, Refusal } from '@sipkadin/workflow';
import type { Request, RequestHandler } from 'express';
import { refuse } from '../../rights/guard.ts';
import { membershipsIn, mustBeSeated, type Person, reach } from '../../rights/person.ts';
import { codeOf, governmentCode, ledgerId } from '../../rights/trpc.ts';
import { reachOriginal } from './original.api.ts';
import { readers } from './uploads.api.ts';

export const uploadLimit = 200 * 1024 * 1024;

/** What the doors that take or hand out files need. */
export interface FileDoor {
  ledger: Ledger;
  uploads: UploadStore;
  jobs: Jobs;
  person(req: Request): Promise<Person | null>;
  log: { error(data: object, text: string): void };
}

/** States in which the same bytes, sent again, say nothing new. */
const settled: readonly UploadRow['state'][] = ['received', 'asked', 'draft', 'submitted', 'verified', 'published'];

/**
 * POST /api/kerja/unggah?government=19.71 with the file as the body and its name, percent-encoded, in `x-nama-berkas`.
 * Answers once the bytes are durable, with an upload for the file or for each report of a .zip, or the earlier upload of
 * the same bytes with sameAs: true.
 */
export function receiveFile(parts: FileDoor): RequestHandler {
  return answered(parts, async (req, res) => {
    const { ledger, uploads, jobs } = parts;
    const person = await signedInPerson(parts, req);
    const government = governmentCode.safeParse(req.query.government);
    if (!government.success) throw new Refusal('bad-input');
    if (membershipsIn(person, government.data, ['operator']).length === 0) throw new Refusal('no-role');
    const length = req.headers['content-length'];
    if (length === '0') throw new Refusal('empty');
    if (Number(length) > uploadLimit) throw new Refusal('too-large');

    const { hash, bytes } = await uploads.put(req, uploadLimit).catch((error: unknown) => {
      throw req.complete ? error : new Refusal('interrupted');
    });
    if (bytes === 0) throw new Refusal('empty');
    const fileName = cleanName(String(req.headers['x-nama-berkas'] ?? ''));
    const unpacked = await unpack(uploads.path(hash), fileName);
    try {
      // An archive that cannot be unpacked is an upload of its own: its reading says why.
      const archive = unpacked !== undefined && unpacked.refusal === null;
      const files = archive ? await keepAll(uploads, unpacked.files) : [{ fileName, hash, bytes }];
      const received = await ledger.transact((tx) => receiveAll(tx, files, government.data, person.id));
      const isNew = received.some(({ sameAs }) => !sameAs);
      if (isNew) jobs.wake();
      const [only] = received;
      if (only === undefined) throw new Error('an archive without files was not refused');
      const leftOut = unpacked?.leftOut.map(({ name, reason }) => ({ name: plainName(name), reason })) ?? [];
      const answer: Received = archive ? { files: received, leftOut } : { id: only.id, sameAs: only.sameAs };
      res.status(isNew ? 201 : 200).json(answer);
    } finally {
      unpacked?.dispose();
    }
  });
}

interface ReceivedFile {
  id: string;
  name: string;
  /** The upload was there: it holds the same bytes. */
  sameAs: boolean;
}

/** What the door answers: the upload made of a file, or those made of the reports of a .zip, and what it holds besides. */
export type Received = Pick<ReceivedFile, 'id' | 'sameAs'> | { files: ReceivedFile[]; leftOut: { name: string; reason: Words }[] };

interface KeptFile {
  fileName: string;
  hash: string;
  bytes: number;
}

async function keepAll(uploads: UploadStore, files: readonly { name: string; path: string }[]): Promise<KeptFile[]> {
  const names = innerNames(files.map(({ name }) => name));
  const kept: KeptFile[] = [];
  for (const [at, { path }] of files.entries()) kept.push({ fileName: names[at] ?? '', ...(await uploads.put({ path }, uploadLimit)) });
  return kept;
}

async function receiveAll(tx: Writing, files: readonly KeptFile[], government: string, actor: string): Promise<ReceivedFile[]> {
  const known = new Map<string, string>();
  for (const { hash, id, state } of await listUploads(tx, { government }))
    if (settled.includes(state) && !known.has(hash)) known.set(hash, id);
  const received: ReceivedFile[] = [];
  for (const file of files) {
    const earlier = known.get(file.hash);
    const id = earlier ?? (await receiveUpload(tx, { government, actor, ...file })).id;
    known.set(file.hash, id);
    received.push({ id, name: file.fileName, sameAs: earlier !== undefined });
  }
  return received;
}

/** The last part of each path; where two are alike, with the folders they lie in. */
export function innerNames(paths: readonly string[]): string[] {
  const last = paths.map(plainName);
  return paths.map((path, at) => {
    const name = last[at] ?? '';
    return last.filter((other) => other === name).length === 1 ? name : plainName(path.split('/').join(' - '));
  });
}

/** GET /api/kerja/berkas/:id: the bytes as they were received, to keep and never to open in the page. */
export function originalFile(parts: FileDoor): RequestHandler {
  return answered(parts, async (req, res) => {
    const person = await signedInPerson(parts, req);
    const id = ledgerId.safeParse(req.params.id);
    if (!id.success) throw new Refusal('not-found');
    const upload = await getUpload(parts.ledger.read, id.data);
    reach(person, upload, readers);
    reachOriginal(person, upload);
    res.setHeader('Content-Type', 'application/octet-stream');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Length', upload.bytes);
    res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(upload.fileName)}`);
    await pipeline(createReadStream(parts.uploads.path(upload.hash)), res);
  });
}

/** The last part of a path, without control or direction characters, at most 150 characters long. */
export function cleanName(header: string): string {
  let name = header;
  try {
    name = decodeURIComponent(header);
  } catch {
    // Not percent-encoded: taken as it is.
  }
  return plainName(name);
}

function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return plain === '' ? 'tanpa-nama' : plain.length > 150 ? `${plain.slice(0, 130)}…${plain.slice(-15)}` : plain;
}

export async function signedInPerson(parts: Pick<FileDoor, 'person'>, req: Request): Promise<Person> {
  return mustBeSeated(await parts.person(req));
}

/** Express's error page would name our files; a refusal says its fixed text, a fault its reference. */
export function answered(parts: Pick<FileDoor, 'log'>, handle: (...args: Parameters<RequestHandler>) => Promise<void>): RequestHandler {
  return (req, res, next) => {
    handle(req, res, next).catch((error: unknown) => {
      const code = codeOf(error);
      if (!isForTheLog(code)) return refuse(res, code);
      const fault = error instanceof Error ? error : new Error(String(error));
      const reference = faultReference(fault);
      parts.log.error({ err: fault, path: req.path, reference }, 'a request failed');
      refuse(res, code, reference);
    });
  };
}
