import { once } from 'node:events';
import { csvLine } from '@sipkadin/edition';
import { type Ledger, listAudit } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { Request, RequestHandler } from 'express';
import { membershipsIn, type Person } from '../../rights/person.ts';
import { governmentCode } from '../../rights/trpc.ts';
import { answered, signedInPerson } from '../uploads/upload.download.ts';
import { auditFilter, shownRecord, trailFilter, trailReaders } from './trail.api.ts';

interface Parts {
  ledger: Ledger;
  person(req: Request): Promise<Person | null>;
  names(ids: Iterable<string>): Promise<Map<string, string>>;
  log: { error(data: object, text: string): void };
}

const columns = ['seq', 'at', 'actor', 'action', 'government', 'subject', 'detail', 'hash'] as const;
const batch = 1000;

/**
 * GET /api/kerja/jejak/19.71?person=…&action=…&upload=…&from=…&to=…: the records that the filter leaves, newest first, as
 * CSV (RFC 4180, UTF-8; text that a spreadsheet would run is disarmed). For auditor and admin.
 */
export function trailDownload(parts: Parts): RequestHandler {
  return answered(parts, async (req, res) => {
    const person = await signedInPerson(parts, req);
    const government = governmentCode.safeParse(req.params['government']);
    const filter = trailFilter.safeParse(req.query);
    if (!government.success || !filter.success) throw new Refusal('bad-input');
    if (membershipsIn(person, government.data, trailReaders).length === 0) throw new Refusal('no-role');
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="jejak-audit-${government.data}.csv"`);
    res.write(csvLine([...columns]));
    for (let before: number | undefined; ; ) {
      const page = { limit: batch, ...(before === undefined ? {} : { before }) };
      const records = await listAudit(parts.ledger.read, { ...auditFilter(government.data, filter.data), ...page });
      const people = await parts.names(records.map(({ actor }) => actor));
      const text = records.map((record) => {
        const { seq, at, who, action, subject, hash } = shownRecord(record, { people, files: new Map() });
        return csvLine([seq, at, who, action, record.government, subject, record.detail, hash]);
      });
      if (!res.write(text.join(''))) await once(res, 'drain');
      before = records.at(-1)?.seq;
      if (records.length < batch) return void res.end();
    }
  });
}
