import { dayInJakarta, type IsoInstant, type Language } from '@sipkadin/budget';
import { getGovernment } from '@sipkadin/ledger';
import { printPaper } from '@sipkadin/print';
import { Refusal } from '@sipkadin/workflow';
import type { Request, Response } from 'express';
import { encodeQR } from 'qr';
import { z } from 'zod';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { fiscalYear } from '../../../rights/trpc.ts';
import type { Period } from '../../monitor/period-asked.ts';
import { briefingData } from './briefing-data.ts';
import { briefingTables } from './briefing-tables.ts';
import { briefingWorkbook } from './briefing-workbook.ts';
import { paperOf } from './paper.ts';
import { briefingWords } from './words.ts';

const asked = z.object({
  tahun: z.coerce.number().pipe(fiscalYear).optional(),
  bulan: z.coerce.number().int().min(1).max(12).optional(),
  bahasa: z.enum(['id', 'en']).default('id'),
});

interface Parts {
  now: () => IsoInstant;
  /** Address of the server as people know it. */
  baseUrl: string;
}

/** GET /api/kerja/rapat/:government/bahan.pdf?tahun=&bulan=&bahasa=: the paper of the meeting, 4 to 8 pages, tagged. */
export function briefingPaper({ now, baseUrl }: Parts): FileHandler<'GET rapat/:government/bahan.pdf'> {
  return async ({ ledger, government }, req, res) => {
    const { language, period } = askedIn(req);
    const data = await briefingData({ ledger, now, government }, period);
    const printedAt = now();
    const address = `${baseUrl}/kerja/pimpinan?pemda=${government}&tahun=${data.summary.year}&bulan=${data.summary.month}`;
    const { name } = await getGovernment(ledger.read, government);
    const paper = paperOf(data, {
      ...{ government: name, language, printedAt, day: dayInJakarta(printedAt), address },
      qr: encodeQR(address, 'svg', { border: 4 }),
    });
    const pdf = await printPaper(paper, Date.parse(printedAt));
    if (pdf === null) {
      res.status(501).type('text/plain; charset=utf-8').send(briefingWords[language].absent);
      return;
    }
    send(res, { bytes: pdf, type: 'application/pdf', name: `bahan-rapat-${data.summary.year}-${data.summary.month}.pdf` });
  };
}

/** GET /api/kerja/rapat/:government/bahan.xlsx: all tables of the paper, to the sen. */
export function briefingSheets({ now }: Parts): FileHandler<'GET rapat/:government/bahan.xlsx'> {
  return async ({ ledger, government }, req, res) => {
    const { language, period } = askedIn(req);
    const data = await briefingData({ ledger, now, government }, period);
    const { name } = await getGovernment(ledger.read, government);
    const paper = paperOf(data, { government: name, language, printedAt: now(), day: dayInJakarta(now()), address: null, qr: null });
    const head = [
      `${paper.title}, ${paper.government}`,
      ...(paper.simulated === null ? [] : [paper.simulated]),
      paper.verdict,
      paper.stamp,
    ];
    const bytes = await briefingWorkbook(head, briefingTables(data, language));
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    send(res, { bytes, type, name: `bahan-rapat-${data.summary.year}-${data.summary.month}.xlsx` });
  };
}

function askedIn(req: Request): { language: Language; period: Period } {
  const read = asked.safeParse(req.query);
  if (!read.success) throw new Refusal('bad-input');
  const { tahun, bulan, bahasa } = read.data;
  return { language: bahasa, period: { year: tahun, month: bulan } };
}

function send(res: Response, { bytes, type, name }: { bytes: Uint8Array; type: string; name: string }): void {
  res.setHeader('Content-Type', type);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.end(bytes);
}
