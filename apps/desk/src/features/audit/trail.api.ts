import { parseMapping } from '@sipkadin/intake';
import { type AuditFilter, type AuditRow, auditActors, checkAudit, getUpload, listAudit } from '@sipkadin/ledger';
import { z } from 'zod';
import { ledgerId, ofGovernment } from '../../rights/trpc.ts';

const day = z.iso.date();
export const trailFilter = z.object({
  person: z.string().min(1).max(100).optional(),
  action: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  upload: ledgerId.optional(),
  /** Days in Jakarta, both included. */
  from: day.optional(),
  to: day.optional(),
});

/** Days of Jakarta (UTC+7, without summer time) as instants. */
export function auditFilter(government: string, { person, action, upload, from, to }: z.infer<typeof trailFilter>): AuditFilter {
  const startOf = (text: string) => Date.parse(`${text}T00:00:00+07:00`);
  return {
    government,
    ...(person === undefined ? {} : { person }),
    ...(action === undefined ? {} : { action }),
    ...(upload === undefined ? {} : { upload }),
    ...(from === undefined ? {} : { from: new Date(startOf(from)).toISOString() }),
    ...(to === undefined ? {} : { until: new Date(startOf(to) + 86_400_000).toISOString() }),
  };
}

/** Whom and what a record is about, as far as it can be called by a name. */
export interface Subjects {
  people: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, string>;
}

export const trailRouter = {
  /** The audit trail, newest first. */
  records: ofGovernment.input(trailFilter.extend({ before: z.int().optional() })).query(async ({ ctx, input }) => {
    const { government, before, ...filter } = input;
    const page = { limit: pageSize, ...(before === undefined ? {} : { before }) };
    const records = await listAudit(ctx.ledger.read, { ...auditFilter(government, filter), ...page });
    const people = await ctx.names(records.flatMap(({ actor, subject }) => [actor, subject]));
    const files = new Map<string, string>();
    for (const { subject } of records)
      if (/^u\d+$/.test(subject) && !files.has(subject)) files.set(subject, (await getUpload(ctx.ledger.read, subject)).fileName);
    return { records: records.map((record) => shownRecord(record, { people, files })), older: records.length === pageSize };
  }),

  /** Who can be chosen in the filter. */
  actors: ofGovernment.query(async ({ ctx, input }) => {
    const ids = await auditActors(ctx.ledger.read, input.government);
    const names = await ctx.names(ids);
    return ids.map((id) => ({ id, name: names.get(id) ?? id })).toSorted((a, b) => a.name.localeCompare(b.name, 'id'));
  }),

  /** Recomputes the chain from the first record, of all governments: it is one. */
  check: ofGovernment.query(async ({ ctx }) => ({ ...(await checkAudit(ctx.ledger.read)), at: ctx.now() })),
};

const pageSize = 100;

export function shownRecord({ seq, at, actor, action, subject, detail, hash }: AuditRow, { people, files }: Subjects) {
  const { mapping, name, ...others } = JSON.parse(detail) as Record<string, unknown>;
  const format = typeof mapping === 'string' ? parseMapping(mapping) : '';
  // A format's own subject is the fingerprint of a header, which says nothing to anybody.
  const formatName = action.startsWith('mapping-') && typeof name === 'string' ? name : null;
  const rest = name === undefined || formatName !== null ? others : { ...others, name };
  return {
    ...{ seq, at, action, subject, hash },
    who: people.get(actor) ?? actor,
    /** A person's, a file's or a format's name; null where the subject has none. */
    subjectName: people.get(subject) ?? files.get(subject) ?? formatName,
    upload: files.has(subject) ? subject : null,
    /** The format of tables that the record is about. */
    mapping: typeof format === 'string' ? null : format,
    /** What else it tells; a format that cannot be read any more stays as it is. */
    detail: typeof format === 'string' && mapping !== undefined ? { ...rest, mapping } : rest,
  };
}
