import { type FiscalYear, fiscalYear } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { aggregate, basisOf, type View } from '../reading/aggregates.ts';

/** What a procedure can read: editions, and nothing else. */
export interface PublicContext {
  /** @returns undefined where no such edition is public. */
  open: (government: string | undefined, year: FiscalYear | undefined, number: number | undefined) => Edition | undefined;
}

/** Clients get one of these messages and no detail of an internal error. */
const texts: Readonly<Record<string, string>> = {
  NOT_FOUND: 'Nothing was published by that name.',
  BAD_REQUEST: 'The request is not understood.',
  PARSE_ERROR: 'The request is not understood.',
  METHOD_NOT_SUPPORTED: 'Only GET is answered.',
  PAYLOAD_TOO_LARGE: 'The request is too large.',
};

const t = initTRPC.context<PublicContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => ({
    code: shape.code,
    message: texts[error.code] ?? 'The answer could not be made.',
    data: { code: error.code, httpStatus: shape.data.httpStatus },
  }),
});

const which = z.object({
  government: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/)
    .optional(),
  year: z.int().min(2000).max(2099).transform(fiscalYear).optional(),
  edition: z.int().min(1).max(999_999).optional(),
});
const whichUnit = which.extend({
  unit: z
    .string()
    .regex(/^[a-z0-9_][a-z0-9-]{0,119}$/)
    .optional(),
});

function edition(ctx: PublicContext, input: z.infer<typeof which> | undefined): Edition {
  const found = ctx.open(input?.government, input?.year, input?.edition);
  if (!found) throw new TRPCError({ code: 'NOT_FOUND' });
  return found;
}

const by = (view: View) =>
  t.procedure.input(whichUnit.optional()).query(({ ctx, input }) => {
    const found = edition(ctx, input);
    const rows = aggregate(found, view, input?.unit);
    if (!rows) throw new TRPCError({ code: 'NOT_FOUND' });
    return { basis: basisOf(found), rows };
  });

/** Read-only: aggregates of published editions. Amounts are exact decimal text in rupiah; null is "no data". */
export const publicRouter = t.router({
  summary: t.procedure.input(which.optional()).query(({ ctx, input }) => {
    const found = edition(ctx, input);
    return { basis: basisOf(found), ...found.summary() };
  }),
  byUnit: by('unit'),
  byMonth: by('month'),
  byAccount: by('account'),
  byFunction: by('function'),
  byFund: by('fund'),
});

const inputs: Readonly<Record<string, typeof which>> = {
  summary: which,
  ...Object.fromEntries(['byUnit', 'byMonth', 'byAccount', 'byFunction', 'byFund'].map((name) => [name, whichUnit])),
};

/**
 * What a procedure takes of its input, always in the same order.
 * @param input as in the address, null for none
 * @returns undefined where there is no such procedure, or it takes no such input
 */
export function inputOf(procedure: string, input: string | null): string | undefined {
  const schema = Object.hasOwn(inputs, procedure) ? inputs[procedure] : undefined;
  try {
    const read = schema?.safeParse(input === null ? {} : JSON.parse(input));
    return read?.success === true ? JSON.stringify(read.data) : undefined;
  } catch {
    return undefined;
  }
}

export type PublicRouter = typeof publicRouter;
