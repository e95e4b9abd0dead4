import type { Words } from '@sipkadin/budget';
import { type ErrorCode, errorTexts } from '@sipkadin/workflow';

/** How refusals and faults reach a client; `reference` is the reference under which a fault is logged. */
export interface ErrorBody {
  code: ErrorCode;
  text: Words;
  reference?: string;
}

export function errorBody(code: ErrorCode, reference?: string): ErrorBody {
  return { code, text: errorTexts[code], ...(reference === undefined ? {} : { reference }) };
}

const statuses: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  'wrong-state': 409,
  'large-change': 409,
  'corrections-unseen': 409,
  'cell-changed': 409,
  'nothing-new': 409,
  'nothing-verified': 409,
  'bad-input': 400,
  'personal-note': 400,
  'personal-text': 400,
  empty: 400,
  interrupted: 408,
  'signed-out': 401,
  'too-large': 413,
  'too-many': 429,
  fault: 500,
  'schema-newer': 500,
  'not-durable': 500,
  'disk-full': 507,
  'read-only': 500,
  busy: 503,
  'store-away': 503,
};

/** The HTTP status of a code; 403 for codes without a status of their own. */
export function errorStatus(code: ErrorCode): number {
  return statuses[code] ?? 403;
}
