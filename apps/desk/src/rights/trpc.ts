import type { IsoInstant } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import {
  diskError,
  getStatement,
  getUpload,
  type Ledger,
  LedgerError,
  type Role,
  type UploadState,
  type UploadStore,
} from '@sipkadin/ledger';
import { type ErrorCode, faultReference, type Jobs, type Previews, Refusal } from '@sipkadin/workflow';
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { OwnAccount } from '../features/account/own-account.api.ts';
import type { PasswordRules } from '../features/account/passwords.api.ts';
import type { Accounts } from '../features/people/accounts.api.ts';
import { errorBody, errorStatus } from './error-body.ts';
import { membershipsIn, mustBeSeated, type Person, reach } from './person.ts';

export interface DeskContext {
  person: Person | null;
  ledger: Ledger;
  uploads: UploadStore;
  jobs: Jobs;
  previews: Previews;
  editionsRoot: string;
  signingKey: SigningKey;
  now: () => IsoInstant;
  accounts: Accounts;
  /** The account of who asks; null when nobody is signed in. */
  own: OwnAccount | null;
  rules: SignInRules;
  /** Whether mail is sent; where it is not, none is queued. */
  mails: boolean;
  /** Whether people may sign in by the government's own service. */
  signInService: boolean;
  /** What people are called, by id. */
  names(ids: Iterable<string>): Promise<Map<string, string>>;
}

/** What a deployment asks of people who sign in. */
export interface SignInRules {
  passwords: PasswordRules;
  secondFactorRequired: boolean;
}

/** Who may call a procedure, and in which states of the upload. Every procedure is made by a builder below, and so carries one. */
export type Rule =
  | { who: 'anyone' | 'signed-in' }
  | { who: readonly Role[]; of: 'government' }
  | { who: readonly Role[]; of: 'whole government' }
  | { who: readonly Role[]; of: 'upload' | 'statement'; in: readonly UploadState[] | 'any' };

/** The code a person is told; `fault` for whatever we did not foresee. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  // Editions and the sign-in library leave what the disk says as it is.
  const known = diskError(error);
  if (known instanceof LedgerError) return known.code;
  if (error instanceof TRPCError) {
    const cause = codeOf(error.cause);
    if (cause !== 'fault') return cause;
    if (error.code === 'PAYLOAD_TOO_LARGE') return 'too-large';
    if (error.code === 'NOT_FOUND') return 'not-found';
    return error.code === 'INTERNAL_SERVER_ERROR' ? 'fault' : 'bad-input';
  }
  return 'fault';
}

const t = initTRPC
  .context<DeskContext>()
  .meta<{ rule: Rule }>()
  .create({
    isDev: false,
    errorFormatter({ shape, error }) {
      const code = codeOf(error);
      const body = errorBody(code, code === 'fault' ? faultReference(error) : undefined);
      return { code: shape.code, message: body.text.id, data: { ...body, httpStatus: errorStatus(code) } };
    },
  });

export const router = t.router;

/** Refusals get their own status; tRPC alone would call each of them a fault of the server. */
const base = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const code = codeOf(result.error);
  if (code === 'fault' || result.error.code !== 'INTERNAL_SERVER_ERROR') return result;
  throw new TRPCError({ code: trpcCode(code), message: code, cause: result.error.cause });
});

function trpcCode(code: ErrorCode): TRPCError['code'] {
  const status = errorStatus(code);
  if (status === 401) return 'UNAUTHORIZED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 409) return 'CONFLICT';
  if (status === 429) return 'TOO_MANY_REQUESTS';
  return status === 400 ? 'BAD_REQUEST' : 'FORBIDDEN';
}

export const anyone = base.meta({ rule: { who: 'anyone' } });

/** For a person's own account: open while the second factor is missing, or it could never be set up. */
export const signedIn = base.meta({ rule: { who: 'signed-in' } }).use(({ ctx, next }) => {
  const { person, own } = ctx;
  if (person === null || own === null) throw new Refusal('signed-out');
  return next({ ctx: { person, own } });
});

/** For people who hold one of the roles in the government that the input names. */
export function ofGovernment(...roles: Role[]) {
  return base
    .meta({ rule: { who: roles, of: 'government' } })
    .input(z.object({ government: governmentCode }))
    .use(({ ctx, input, next }) => {
      const person = mustBeSeated(ctx.person);
      const held = membershipsIn(person, input.government, roles);
      if (held.length === 0) throw new Refusal('no-role');
      return next({ ctx: { person, held } });
    });
}

/** As `ofGovernment`, but not for operators of one OPD: what is the whole government's is not theirs to change. */
export function ofWholeGovernment(...roles: Role[]) {
  return base
    .meta({ rule: { who: roles, of: 'whole government' } })
    .input(z.object({ government: governmentCode }))
    .use(({ ctx, input, next }) => {
      const person = mustBeSeated(ctx.person);
      const held = membershipsIn(person, input.government, roles);
      if (!held.some(({ role, unit }) => role !== 'operator' || unit === null)) throw new Refusal('no-role');
      return next({ ctx: { person, held } });
    });
}

/** For people who hold one of the roles in the upload's government; an operator of one OPD reaches own uploads alone. For reading: any state. */
export function ofUpload(...roles: Role[]) {
  return uploadRule('any', roles);
}

/** As `ofUpload`, in these states alone: for every step that an upload takes. @throws Refusal `wrong-state` */
export function ofUploadIn(states: readonly UploadState[], ...roles: Role[]) {
  return uploadRule(states, roles);
}

function uploadRule(states: readonly UploadState[] | 'any', roles: Role[]) {
  return base
    .meta({ rule: { who: roles, of: 'upload', in: states } })
    .input(z.object({ id: ledgerId }))
    .use(async ({ ctx, input, next }) => {
      const person = mustBeSeated(ctx.person);
      const upload = await getUpload(ctx.ledger.read, input.id);
      const held = reach(person, upload, roles);
      if (states !== 'any' && !states.includes(upload.state)) throw new Refusal('wrong-state');
      return next({ ctx: { person, upload, held } });
    });
}

/** As `ofUpload`, by the id of a statement that the upload holds. */
export function ofStatement(...roles: Role[]) {
  return base
    .meta({ rule: { who: roles, of: 'statement', in: 'any' } })
    .input(z.object({ id: ledgerId }))
    .use(async ({ ctx, input, next }) => {
      const person = mustBeSeated(ctx.person);
      const statement = await getStatement(ctx.ledger.read, input.id);
      const upload = await getUpload(ctx.ledger.read, statement.uploadId);
      return next({ ctx: { person, upload, statement, held: reach(person, upload, roles) } });
    });
}

export const governmentCode = z.string().regex(/^\d{2}(\.\d{2})?$/);
export const ledgerId = z.string().regex(/^[a-z]\d{1,12}$/);
export const fiscalYear = z.int().min(2000).max(2100);
