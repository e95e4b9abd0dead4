import { type ErrorCode } from '@sipkadin/workflow';
import type { RequestHandler, Response } from 'express';
import { errorBody, errorStatus } from './error-body.ts';

export const deskHeader = 'x-sipkadin';

/**
 * Refuses requests from pages of other sites: they cannot send our header without a CORS preflight, which is refused, nor
 * forge Sec-Fetch-Site. Without this, a form on such a page would reach a mutation with the person's cookie.
 */
export const sameSiteOnly: RequestHandler = (req, res, next) => {
  const site = req.headers['sec-fetch-site'];
  if (req.headers[deskHeader] !== '1' || (site !== undefined && site !== 'same-origin')) return refuse(res, 'not-from-here');
  next();
};

/** Lets only JSON through: tRPC would run a mutation without input when a form sends it. */
export const jsonOnly: RequestHandler = (req, res, next) => {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (req.method !== 'GET' && type !== 'application/json') return refuse(res, 'not-from-here');
  next();
};

/** No cache may keep an answer. */
export const neverStored: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};

/** Milliseconds for which the rest of a file is taken and discarded. */
const discardFor = 1000;

/**
 * As `refuse`, for a client that may be sending a file: takes and discards what it sends for a second. A connection that is closed
 * at once is reset, and a browser then reports that instead of the answer.
 */
export function refuseFile(res: Response, code: ErrorCode, reference?: string): void {
  if (res.headersSent || res.req.complete || res.req.destroyed) return refuse(res, code, reference);
  const text = JSON.stringify({ error: errorBody(code, reference) });
  res
    .status(errorStatus(code))
    .type('json')
    .set({ Connection: 'close', 'Content-Length': String(Buffer.byteLength(text)) });
  res.write(text);
  const end = () => {
    clearTimeout(late);
    res.end();
  };
  const late = setTimeout(end, discardFor);
  res.once('close', () => clearTimeout(late));
  res.req.once('end', end).resume();
}

/** Answers with the fixed text of a code, and closes the connection instead of reading the rest of a body. */
export function refuse(res: Response, code: ErrorCode, reference?: string): void {
  if (res.headersSent) return void res.destroy();
  if (!res.req.complete) res.setHeader('Connection', 'close');
  res.status(errorStatus(code)).json({ error: errorBody(code, reference) });
}
