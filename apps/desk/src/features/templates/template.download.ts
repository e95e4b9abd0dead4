import { dayInJakarta, fiscalYear, statementKinds, templateKinds, worksKinds, worksTemplateKinds, yearOf } from '@sipkadin/budget';
import { writeTemplate } from '@sipkadin/intake';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import type { FileHandler } from '../../rights/file-routes.ts';

const asked = z.object({ jenis: z.enum([...statementKinds, ...worksKinds]), bentuk: z.enum(['xlsx', 'csv']).default('xlsx') });

const names = { ...templateKinds, ...worksTemplateKinds };

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/**
 * GET /api/kerja/formulir/19.71?jenis=realization&bentuk=xlsx: an empty form of ours for one kind of data, with the government and
 * the running year filled in.
 */
export function templateDownload({ now }: { now(): string }): FileHandler<'GET formulir/:government'> {
  return async ({ government }, req, res) => {
    const query = asked.safeParse(req.query);
    if (!query.success) throw new Refusal('bad-input');
    const { jenis, bentuk } = query.data;
    const bytes = await writeTemplate(jenis, bentuk, { government, year: fiscalYear(yearOf(dayInJakarta(now()))) });
    res.setHeader('Content-Type', types[bentuk]);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="formulir-${names[jenis].replaceAll(' ', '-')}.${bentuk}"`);
    res.send(bytes);
  };
}
