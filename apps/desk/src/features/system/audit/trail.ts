import { parseMapping } from '@sipkadin/intake';
import { type AuditFilter, type AuditRow, auditActors, getUpload, listAudit } from '@sipkadin/ledger';
import { z } from 'zod';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import { type DeskContext, ledgerId } from '../../../rights/trpc.ts';

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

/** Names of the people and files that records are about, by id. */
interface Subjects {
  people: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, string>;
}

/** One page of a government's audit trail, newest first. @param before records older than this sequence number */
export async function trailPage(
  { ledger: { read }, names, government }: DeskContext & GovernmentGrant,
  { before, ...filter }: z.infer<typeof trailFilter> & { before?: number | undefined },
) {
  const page = { limit: pageSize, ...(before === undefined ? {} : { before }) };
  const records = await listAudit(read, { ...auditFilter(government, filter), ...page });
  const people = await names(records.flatMap(({ actor, subject }) => [actor, subject]));
  const files = new Map<string, string>();
  for (const { subject } of records)
    if (/^u\d+$/.test(subject) && !files.has(subject)) files.set(subject, (await getUpload(read, subject)).fileName);
  return { records: records.map((record) => trailRecord(record, { people, files })), older: records.length === pageSize };
}

/** The people in a government's trail, by name. */
export async function trailActors({ ledger: { read }, names: namesOf, government }: DeskContext & GovernmentGrant) {
  const ids = await auditActors(read, government);
  const names = await namesOf(ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? id })).toSorted((a, b) => a.name.localeCompare(b.name, 'id'));
}

const pageSize = 100;

/** A record as the screen and the download show it. */
export function trailRecord({ seq, at, actor, action, subject, detail, hash }: AuditRow, { people, files }: Subjects) {
  const { mapping, name, ...others } = JSON.parse(detail) as Record<string, unknown>;
  const format = typeof mapping === 'string' ? parseMapping(mapping) : '';
  // The subject of a format is the fingerprint of a header, which means nothing to a reader.
  const formatName = action.startsWith('mapping-') && typeof name === 'string' ? name : null;
  const rest = name === undefined || formatName !== null ? others : { ...others, name };
  return {
    ...{ seq, at, action, subject, hash },
    who: people.get(actor) ?? actor,
    /** A person's, a file's or a format's name; null where the subject has none. */
    subjectName: people.get(subject) ?? files.get(subject) ?? formatName,
    upload: files.has(subject) ? subject : null,
    /** The table format that the record is about. */
    mapping: typeof format === 'string' ? null : format,
    /** The other details; a format that can no longer be parsed stays as its text. */
    detail: typeof format === 'string' && mapping !== undefined ? { ...rest, mapping } : rest,
  };
}
