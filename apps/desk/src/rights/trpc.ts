import { fiscalYear as asFiscalYear, type IsoInstant } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import { diskError, isAway, type Ledger, LedgerError, type Reading, type UploadStore } from '@sipkadin/ledger';
import { type ErrorCode, faultReference, type Jobs, type Previews, Refusal } from '@sipkadin/workflow';
import { type AnyRouter, initTRPC, TRPCError } from '@trpc/server';
import type { Response } from 'express';
import { z } from 'zod';
import type { OwnAccount } from '../features/access/account/own-account.ts';
import type { PasswordRules } from '../features/access/account/passwords.ts';
import type { Accounts } from '../features/access/people/accounts.ts';
import type { RegisterRounds } from '../features/openness/register-rounds.ts';
import type { KeptPreviews } from '../features/preview/kept-previews.ts';
import type { MachineHealth } from '../features/system/health/machine-health.ts';
import type { TableCopies } from '../features/workbook/table-copies.ts';
import { authorizeGovernment, authorizeStatement, authorizeUpload } from './authorize.ts';
import { checkedLedger } from './checked-ledger.ts';
import { errorBody, errorStatus } from './error-body.ts';
import { type Person, personOf } from './person.ts';
import { type GovernmentRule, procedureRights, type Rule, type StatementRule, type UploadRule } from './rights.ts';

export interface DeskContext {
  person: Person | null;
  ledger: Ledger;
  uploads: UploadStore;
  jobs: Jobs;
  previews: Previews;
  /** Previews of the next edition; `previews` are those of mappings. */
  keptPreviews: KeptPreviews;
  tables: TableCopies;
  editionsRoot: string;
  signingKey: SigningKey;
  registers: RegisterRounds;
  now: () => IsoInstant;
  accounts: Accounts;
  /** The account of the person who asks; null when nobody is signed in. */
  own: OwnAccount | null;
  rules: SignInRules;
  /** Whether the deployment sends mail; if not, none is queued. */
  mails: boolean;
  /** What is known of this machine; undefined where nobody is served. */
  health: (() => Promise<MachineHealth>) | undefined;
  /** Whether people may sign in by the government's own service. */
  signInService: boolean;
  /** People's names by id; people without an account are left out. */
  names(ids: Iterable<string>): Promise<Map<string, string>>;
}

/** The deployment's rules for signing in. */
export interface SignInRules {
  passwords: PasswordRules;
  secondFactorRequired: boolean;
}

/** The code that a person sees; `fault` for every error that is not a refusal of ours. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  // Editions and the sign-in library throw errors of the disk as they come.
  const known = diskError(error);
  if (known instanceof LedgerError) return known.code;
  if (isAway(error)) return 'busy';
  if (error instanceof TRPCError) {
    const cause = codeOf(error.cause);
    if (cause !== 'fault') return cause;
    if (error.code === 'NOT_FOUND') return 'not-found';
    return error.code === 'INTERNAL_SERVER_ERROR' ? 'fault' : 'bad-input';
  }
  return 'fault';
}

const t = initTRPC
  .context<DeskContext>()
  .meta<{ scopes: readonly Rule['of'][] }>()
  .create({
    isDev: false,
    errorFormatter({ shape, error }) {
      const code = codeOf(error);
      const body = errorBody(code, code === 'fault' ? faultReference(error) : undefined);
      return { code: shape.code, message: body.text.id, data: { ...body, httpStatus: errorStatus(code) } };
    },
  });

/** Answers with the fixed text of a code in the form of a procedure's error, for a request that reaches no procedure. */
export function refuseProcedure(res: Response, code: ErrorCode): void {
  const body = errorBody(code);
  const httpStatus = errorStatus(code);
  if (!res.req.complete) res.setHeader('Connection', 'close');
  res.status(httpStatus).json({ error: { code: -32_600, message: body.text.id, data: { ...body, httpStatus } } });
}

export const router = t.router;

export const governmentCode = z.string().regex(/^\d{2}(\.\d{2})?$/);
export const ledgerId = z.string().regex(/^[a-z]\d{1,12}$/);
export const fiscalYear = z.int().min(2000).max(2099).transform(asFiscalYear);

/** Gives refusals their own status; tRPC would answer each with 500. */
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
  if (status === 503) return 'SERVICE_UNAVAILABLE';
  return status === 400 ? 'BAD_REQUEST' : 'FORBIDDEN';
}

/*
 * A procedure is made by one of the five builders below. Who may call it is its line in the table of rights (rights.ts),
 * found by its path; `checkRights` refuses a router in which a procedure has none. The rule is checked when a request arrives, and
 * again in each transaction of the procedure.
 */

/** A check by a rule of the table, now and again in each transaction, with the roles of then. */
async function checked<Grant extends object>(
  { ledger, person, rules }: DeskContext,
  authorize: (asker: Person | null, read: Reading) => Grant | Promise<Grant>,
) {
  const again = async (read: Reading) => authorize(person && (await personOf(read, person, rules)), read);
  return { ...(await authorize(person, ledger.read)), ledger: checkedLedger(ledger, again) };
}

export const anyone = base.meta({ scopes: ['anyone'] });

/** For a person's own account. Open while the second factor is missing, or it could never be set up. */
export const signedIn = base.meta({ scopes: ['account'] }).use(async ({ ctx, next, type }) => {
  const { person, own } = ctx;
  if (person === null || own === null) throw new Refusal('signed-out');
  const result = await next({ ctx: { person, own } });
  if (type === 'mutation') await own.undoLate();
  return result;
});

/** Of the government that the input names. */
export const ofGovernment = base
  .meta({ scopes: ['government', 'whole government'] })
  .input(z.object({ government: governmentCode }))
  .use(async ({ ctx, input, path, next }) => {
    const rule = ruleAt(path) as GovernmentRule;
    return next({ ctx: await checked(ctx, (asker) => authorizeGovernment(rule, asker, input.government)) });
  });

/** Of the upload that the input names. */
export const ofUpload = base
  .meta({ scopes: ['upload'] })
  .input(z.object({ id: ledgerId }))
  .use(async ({ ctx, input, path, next }) => {
    const rule = ruleAt(path) as UploadRule;
    return next({ ctx: await checked(ctx, (asker, read) => authorizeUpload(rule, asker, read, input.id)) });
  });

/** Of the statement that the input names, and the upload that holds it. */
export const ofStatement = base
  .meta({ scopes: ['statement'] })
  .input(z.object({ id: ledgerId }))
  .use(async ({ ctx, input, path, next }) => {
    const rule = ruleAt(path) as StatementRule;
    return next({ ctx: await checked(ctx, (asker, read) => authorizeStatement(rule, asker, read, input.id)) });
  });

function ruleAt(path: string): Rule {
  const rule = (procedureRights as Readonly<Record<string, Rule>>)[path];
  if (rule === undefined) throw new Error(`${path} has no line in the table of rights`);
  return rule;
}

/**
 * Returns the router if the table of rights fits it.
 * @throws Error for a procedure without a line, one whose builder checks another scope than its line names, and a line
 * without a procedure
 */
export function checkRights<R extends AnyRouter>(checked: R): R {
  // tRPC has no public list of a router's procedures.
  // oxlint-disable-next-line no-underscore-dangle
  const procedures = checked._def.procedures as Record<string, { _def: { meta?: { scopes?: readonly Rule['of'][] } } }>;
  for (const [path, { _def }] of Object.entries(procedures)) {
    const { of } = ruleAt(path);
    if (!_def.meta?.scopes?.includes(of)) throw new Error(`${path} is not made by the builder of its scope, ${of}`);
  }
  const unused = Object.keys(procedureRights).filter((path) => !Object.hasOwn(procedures, path));
  if (unused.length > 0) throw new Error(`the table of rights has lines without a procedure: ${unused.join(', ')}`);
  return checked;
}
