import type { IsoInstant } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import { getStatement, getUpload, type Ledger, LedgerError, type Role, type UploadRow, type UploadStore } from '@sipkadin/ledger';
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { Jobs } from '../jobs.ts';
import { type ErrorCode, errorBody, errorStatus, faultReference, Refusal } from './errors.ts';
import type { Account } from './sign-in.ts';

/** What a person may do in one government; `unit` narrows an operator to one OPD. */
export interface Membership {
  government: string;
  role: Role;
  unit: string | null;
}

export interface Person extends Account {
  memberships: Membership[];
}

export interface DeskContext {
  person: Person | null;
  ledger: Ledger;
  uploads: UploadStore;
  jobs: Jobs;
  editionsRoot: string;
  signingKey: SigningKey;
  now: () => IsoInstant;
  /** What people are called, by id. */
  names(ids: Iterable<string>): Promise<Map<string, string>>;
  setPassword(password: { next: string; current?: string | undefined }): Promise<void>;
}

/** Who may call a procedure. Every procedure is made by a builder below, and so carries one. */
export type Rule = { who: 'anyone' | 'signed-in' } | { who: readonly Role[]; of: 'government' | 'upload' | 'statement' };

/** The code a person is told; `fault` for whatever we did not foresee. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  if (error instanceof LedgerError) return error.code;
  if (error instanceof TRPCError) {
    if (error.cause instanceof Refusal || error.cause instanceof LedgerError) return codeOf(error.cause);
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
  return status === 400 ? 'BAD_REQUEST' : 'FORBIDDEN';
}

export const anyone = base.meta({ rule: { who: 'anyone' } });

export const signedIn = base.meta({ rule: { who: 'signed-in' } }).use(({ ctx, next }) => next({ ctx: { person: mustBeSignedIn(ctx) } }));

/** For people who hold one of the roles in the government that the input names. */
export function ofGovernment(...roles: Role[]) {
  return base
    .meta({ rule: { who: roles, of: 'government' } })
    .input(z.object({ government: governmentCode }))
    .use(({ ctx, input, next }) => {
      const person = mustBeSignedIn(ctx);
      const held = membershipsIn(person, input.government, roles);
      if (held.length === 0) throw new Refusal('no-role');
      return next({ ctx: { person, held } });
    });
}

/** For people who hold one of the roles in the upload's government; an operator of one OPD reaches own uploads alone. */
export function ofUpload(...roles: Role[]) {
  return base
    .meta({ rule: { who: roles, of: 'upload' } })
    .input(z.object({ id: ledgerId }))
    .use(async ({ ctx, input, next }) => {
      const person = mustBeSignedIn(ctx);
      const upload = await getUpload(ctx.ledger.read, input.id);
      return next({ ctx: { person, upload, held: reach(person, upload, roles) } });
    });
}

/** As `ofUpload`, by the id of a statement that the upload holds. */
export function ofStatement(...roles: Role[]) {
  return base
    .meta({ rule: { who: roles, of: 'statement' } })
    .input(z.object({ id: ledgerId }))
    .use(async ({ ctx, input, next }) => {
      const person = mustBeSignedIn(ctx);
      const statement = await getStatement(ctx.ledger.read, input.id);
      const upload = await getUpload(ctx.ledger.read, statement.uploadId);
      return next({ ctx: { person, upload, statement, held: reach(person, upload, roles) } });
    });
}

/** The memberships by which a person reaches an upload. @throws Refusal `not-found`: who may not see it learns nothing of it. */
export function reach(person: Person, upload: UploadRow, roles: readonly Role[]): Membership[] {
  const held = membershipsIn(person, upload.government, roles).filter(
    ({ role, unit }) => role !== 'operator' || unit === null || upload.uploadedBy === person.id,
  );
  if (held.length === 0) throw new Refusal('not-found');
  return held;
}

export function membershipsIn(person: Person, government: string, roles: readonly Role[]): Membership[] {
  return person.memberships.filter((membership) => membership.government === government && roles.includes(membership.role));
}

function mustBeSignedIn(ctx: DeskContext): Person {
  if (ctx.person === null) throw new Refusal('signed-out');
  return ctx.person;
}

export const governmentCode = z.string().regex(/^\d{2}(\.\d{2})?$/);
export const ledgerId = z.string().regex(/^[a-z]\d{1,12}$/);
export const fiscalYear = z.int().min(2000).max(2100);
