import { type ErrorCode } from '@sipkadin/workflow';
import type { RequestHandler, Response } from 'express';
import { errorBody, errorStatus } from './error-body.ts';

export const deskHeader = 'x-sipkadin';

/**
 * What a page of another site cannot send: our own header (it would need a CORS preflight, which nobody answers) and
 * a Sec-Fetch-Site of our own. Without it, a form on a foreign page reaches a mutation with the person's cookie.
 */
export const sameSiteOnly: RequestHandler = (req, res, next) => {
  const site = req.headers['sec-fetch-site'];
  if (req.headers[deskHeader] !== '1' || (site !== undefined && site !== 'same-origin')) return refuse(res, 'not-from-here');
  next();
};

/** tRPC runs a mutation that takes no input when it is sent as a form; only JSON may come in. */
export const jsonOnly: RequestHandler = (req, res, next) => {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (req.method !== 'GET' && type !== 'application/json') return refuse(res, 'not-from-here');
  next();
};

/** Answers of the private door are nobody else's to keep. */
export const neverStored: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};

/** Answers with a code's fixed text; the rest of an unread body is not waited for. */
export function refuse(res: Response, code: ErrorCode, reference?: string): void {
  if (res.headersSent) return void res.destroy();
  if (!res.req.complete) res.setHeader('Connection', 'close');
  res.status(errorStatus(code)).json({ error: errorBody(code, reference) });
}
