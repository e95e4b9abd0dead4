import { once } from 'node:events';
import { csvLine, type IsoInstant } from '@sipkadin/budget';
import { type Ledger, listAudit } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { auditFilter, trailFilter, trailRecord } from './trail.ts';
import { trailWords } from './words.ts';

interface Parts {
  ledger: Ledger;
  names(ids: Iterable<string>): Promise<Map<string, string>>;
}

const batch = 1000;

/**
 * GET /api/kerja/jejak/19.71?bahasa=id&person=…&action=…&upload=…&from=…&to=…: the records that the filter leaves, newest first, as
 * CSV in that language (RFC 4180, UTF-8; text that a spreadsheet would run as a formula is escaped). Times are those of Jakarta.
 */
export function trailDownload({ ledger, names }: Parts): FileHandler<'GET jejak/:government'> {
  return async ({ government }, req, res) => {
    const filter = trailFilter.safeParse(req.query);
    if (!filter.success) throw new Refusal('bad-input');
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="jejak-audit-${government}.csv"`);
    const { trail } = trailWords[req.query['bahasa'] === 'en' ? 'en' : 'id'];
    const {
      csv,
      actions,
      actors,
    }: { csv: typeof trail.csv; actions: Readonly<Record<string, string>>; actors: Readonly<Record<string, string>> } = trail;
    res.write(csvLine([csv.seq, csv.at, csv.actor, csv.action, csv.government, csv.subject, csv.name, csv.detail, csv.hash]));
    for (let before: number | undefined; ; ) {
      const page = { limit: batch, ...(before === undefined ? {} : { before }) };
      const records = await listAudit(ledger.read, { ...auditFilter(government, filter.data), ...page });
      const people = await names(records.flatMap(({ actor, subject }) => [actor, subject]));
      const text = records.map((record) => {
        const { seq, at, who, action, subject, subjectName, detail, hash } = trailRecord(record, { people, files: new Map() });
        const [named, what] = [actors[who] ?? who, actions[action] ?? action];
        return csvLine([seq, inJakarta(at), named, what, record.government, subject, subjectName ?? '', detailText(detail, trail), hash]);
      });
      if (!res.write(text.join(''))) await once(res, 'drain');
      before = records.at(-1)?.seq;
      if (records.length < batch) return void res.end();
    }
  };
}

/** "2026-03-31 14:05:09" in Jakarta (UTC+7, without summer time), which spreadsheets read as a time. */
function inJakarta(at: IsoInstant): string {
  return new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The details of a record with their words, values as they were kept. */
function detailText(
  detail: Record<string, unknown>,
  { details, yes, no }: { details: Record<string, string>; yes: string; no: string },
): string {
  const valueText = (value: unknown) =>
    typeof value === 'boolean' ? (value ? yes : no) : typeof value === 'string' ? value : JSON.stringify(value);
  const entries = Object.entries(detail).filter(([, value]) => value !== null && value !== '');
  return entries.map(([key, value]) => `${details[key] ?? key}: ${valueText(value)}`).join('; ');
}
