import { once } from 'node:events';
import { csvLine } from '@sipkadin/budget';
import { type Ledger, listAudit } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { FileHandler } from '../../rights/file-routes.ts';
import { auditFilter, trailFilter, trailRecord } from './trail.ts';

interface Parts {
  ledger: Ledger;
  names(ids: Iterable<string>): Promise<Map<string, string>>;
}

const columns = ['seq', 'at', 'actor', 'action', 'government', 'subject', 'detail', 'hash'] as const;
const batch = 1000;

/**
 * GET /api/kerja/jejak/19.71?person=…&action=…&upload=…&from=…&to=…: the records that the filter leaves, newest first, as
 * CSV (RFC 4180, UTF-8; text that a spreadsheet would run as a formula is escaped).
 */
export function trailDownload({ ledger, names }: Parts): FileHandler<'GET jejak/:government'> {
  return async ({ government }, req, res) => {
    const filter = trailFilter.safeParse(req.query);
    if (!filter.success) throw new Refusal('bad-input');
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="jejak-audit-${government}.csv"`);
    res.write(csvLine([...columns]));
    for (let before: number | undefined; ; ) {
      const page = { limit: batch, ...(before === undefined ? {} : { before }) };
      const records = await listAudit(ledger.read, { ...auditFilter(government, filter.data), ...page });
      const people = await names(records.map(({ actor }) => actor));
      const text = records.map((record) => {
        const { seq, at, who, action, subject, hash } = trailRecord(record, { people, files: new Map() });
        return csvLine([seq, at, who, action, record.government, subject, record.detail, hash]);
      });
      if (!res.write(text.join(''))) await once(res, 'drain');
      before = records.at(-1)?.seq;
      if (records.length < batch) return void res.end();
    }
  };
}
