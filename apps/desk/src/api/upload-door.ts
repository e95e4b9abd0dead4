import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { getUpload, type Ledger, listUploads, receiveUpload, type UploadRow, type UploadStore } from '@sipkadin/ledger';
import type { Request, RequestHandler } from 'express';
import type { Jobs } from '../jobs.ts';
import { faultReference, Refusal } from './errors.ts';
import { refuse } from './guard.ts';
import { reachOriginal } from './original.ts';
import { codeOf, governmentCode, ledgerId, membershipsIn, type Person, reach } from './trpc.ts';
import { readers } from './uploads.ts';

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
 * Answers once the bytes are durable: { id, sameAs: false }, or the earlier upload of the same bytes with sameAs: true.
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
    const { id, sameAs } = await ledger.transact(async (tx) => {
      const earlier = (await listUploads(tx, { government: government.data })).find(
        (upload) => upload.hash === hash && settled.includes(upload.state),
      );
      if (earlier !== undefined) return { id: earlier.id, sameAs: true };
      const fileName = cleanName(String(req.headers['x-nama-berkas'] ?? ''));
      const received = await receiveUpload(tx, { government: government.data, fileName, hash, bytes, actor: person.id });
      return { id: received.id, sameAs: false };
    });
    if (!sameAs) jobs.wake();
    res.status(sameAs ? 200 : 201).json({ id, sameAs });
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
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return plain === '' ? 'tanpa-nama' : plain.length > 150 ? `${plain.slice(0, 130)}…${plain.slice(-15)}` : plain;
}

export async function signedInPerson(parts: FileDoor, req: Request): Promise<Person> {
  const person = await parts.person(req);
  if (person === null) throw new Refusal('signed-out');
  return person;
}

/** Express's error page would name our files; a refusal says its fixed text, a fault its reference. */
export function answered(parts: FileDoor, handle: (...args: Parameters<RequestHandler>) => Promise<void>): RequestHandler {
  return (req, res, next) => {
    handle(req, res, next).catch((error: unknown) => {
      const code = codeOf(error);
      if (code !== 'fault') return refuse(res, code);
      const fault = error instanceof Error ? error : new Error(String(error));
      const reference = faultReference(fault);
      parts.log.error({ err: fault, path: req.path, reference }, 'a request failed');
      refuse(res, code, reference);
    });
  };
}
