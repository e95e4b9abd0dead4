import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '@sipkadin/workflow';
import type { RequestHandler, Response } from 'express';
import { uploadLimit } from '../features/uploads/sending/receive-file.ts';
import { refuse, refuseFile } from '../rights/guard.ts';

/** Limits of request bodies. docs/security.md has the same as a table, and a test compares them. */
export const bodyLimits = {
  /** Bytes of the JSON of a sign-in request or of a procedure's input. */
  json: 64 * 1024,
  /** Milliseconds within which such a body has to be complete. */
  jsonTime: 30_000,
  /** Bytes of an uploaded file. */
  file: uploadLimit,
  /** An upload may take hours over a slow line, but so many bytes have to arrive in each period (in milliseconds). */
  filePace: { bytes: 64 * 1024, period: 60_000 },
  /** Unfinished bodies of one client's address at a time, and of all clients. */
  perClient: 32,
  inAll: 256,
};

export type BodyLimits = typeof bodyLimits;

/** How a body that is not taken is answered. */
type TurnAway = (res: Response, code: ErrorCode) => void;

/** The readers of request bodies. No library reads a body itself, because each would set its own limits, or none. */
export interface Bodies {
  /** Reads a whole body as text into `req.body`, where express, tRPC and the sign-in library look for it. */
  json(turnAway?: TurnAway): RequestHandler;
  /** Leaves the body to the next handler, which streams it, and ends the request when too little arrives. */
  file: RequestHandler;
}

export function createBodies(limits: BodyLimits = bodyLimits): Bodies {
  const unfinished = new Map<string, number>();
  let all = 0;

  /** Counts a body until it is complete or its connection ends. @returns false where there are too many already */
  function count(req: IncomingMessage & { ip?: string | undefined }, res: Response): boolean {
    const client = req.ip ?? '';
    const own = unfinished.get(client) ?? 0;
    if (own >= limits.perClient || all >= limits.inAll) return false;
    unfinished.set(client, own + 1);
    all += 1;
    let counted = true;
    const uncount = () => {
      if (!counted) return;
      counted = false;
      all -= 1;
      const left = (unfinished.get(client) ?? 1) - 1;
      if (left > 0) unfinished.set(client, left);
      else unfinished.delete(client);
    };
    req.once('end', uncount);
    res.once('close', uncount);
    return true;
  }

  /** @returns whether the next handler, or our reader, may go on */
  function admit(limit: number, req: Parameters<typeof count>[0], res: Response, turnAway: TurnAway): boolean {
    if (Number(req.headers['content-length'] ?? 0) > limit) turnAway(res, 'too-large');
    else if (count(req, res)) return true;
    else turnAway(res.setHeader('Retry-After', '5'), 'too-many');
    return false;
  }

  return {
    json:
      (turnAway = refuse) =>
      (req, res, next) => {
        if (!hasBody(req)) return next();
        if (!admit(limits.json, req, res, turnAway)) return;
        // One buffer that grows: a list of chunks of one byte each would need a hundred times the memory of the body.
        let bytes = Buffer.allocUnsafe(1024);
        let length = 0;
        const take = (chunk: Buffer) => {
          if (length + chunk.length > limits.json) return stop('too-large');
          if (length + chunk.length > bytes.length)
            bytes = Buffer.concat([bytes], Math.min(limits.json, Math.max(bytes.length * 2, length + chunk.length)));
          length += chunk.copy(bytes, length);
        };
        const finish = () => {
          clearTimeout(late);
          // An empty text is no body: the sign-in library would refuse it as broken JSON.
          Object.assign(req, { body: length === 0 ? undefined : bytes.toString('utf8', 0, length) });
          next();
        };
        const stop = (code: ErrorCode) => {
          clearTimeout(late);
          req.off('data', take).off('end', finish).pause();
          turnAway(res, code);
        };
        const late = setTimeout(stop, limits.jsonTime, 'interrupted');
        res.once('close', () => clearTimeout(late));
        req.on('data', take).once('end', finish);
      },
    file: (req, res, next) => {
      if (!hasBody(req)) return next();
      if (!admit(limits.file, req, res, refuseFile)) return;
      const { bytes, period } = limits.filePace;
      let seen = req.socket.bytesRead;
      const watch = setInterval(() => {
        const { bytesRead } = req.socket;
        // Bytes that wait in our own buffer are a delay of the disk, not of the sender.
        if (bytesRead - seen < bytes && req.readableLength === 0) refuse(res, 'interrupted');
        seen = bytesRead;
      }, period);
      const unwatch = () => clearInterval(watch);
      req.once('end', unwatch);
      res.once('close', unwatch);
      next();
    },
  };
}

/** Whether a request announces a body (RFC 9112, 6.3). */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
