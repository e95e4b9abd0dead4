import { getGovernment, listAudit } from '@sipkadin/ledger';
import { z } from 'zod';
import { anyone, ofGovernment, signedIn } from './trpc.ts';

export const accountRouter = {
  /** Who is signed in, and what they may do where; null when nobody is. */
  me: anyone.query(async ({ ctx }) => {
    if (ctx.person === null) return null;
    const { id, name, email, memberships } = ctx.person;
    const codes = [...new Set(memberships.map(({ government }) => government))].sort();
    const governments = await Promise.all(codes.map((code) => getGovernment(ctx.ledger.read, code)));
    return {
      ...{ id, name, email },
      governments: governments.map(({ code, name, basis, onePerson, publishOwn }) => ({
        ...{ code, name, basis, onePerson, publishOwn },
        roles: memberships.filter(({ government }) => government === code).map(({ role, unit }) => ({ role, unit })),
      })),
    };
  }),

  setPassword: signedIn
    .input(z.object({ next: z.string().min(1).max(200), current: z.string().min(1).max(200).optional() }))
    .mutation(async ({ ctx, input }) => {
      await ctx.setPassword(input);
      return null;
    }),

  /** The audit trail, newest first. */
  log: ofGovernment('auditor', 'admin')
    .input(z.object({ before: z.int().optional() }))
    .query(async ({ ctx, input }) => {
      const { government, before } = input;
      const records = await listAudit(ctx.ledger.read, { government, limit: auditPage, ...(before === undefined ? {} : { before }) });
      const names = await ctx.names(records.map(({ actor }) => actor));
      return {
        records: records.map(({ seq, at, actor, action, subject, detail }) => ({
          seq,
          at,
          who: names.get(actor) ?? actor,
          action,
          subject,
          detail,
        })),
        older: records.length === auditPage,
      };
    }),
};

const auditPage = 100;
