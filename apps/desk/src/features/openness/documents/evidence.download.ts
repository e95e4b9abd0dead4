import { dayInJakarta, fiscalYear, type IsoInstant } from '@sipkadin/budget';
import { printReport } from '@sipkadin/print';
import { Refusal } from '@sipkadin/workflow';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { headCells, type SheetCell, textCell } from '../../../web/sheet-cells.ts';
import { evidenceOf } from './evidence.ts';
import { evidenceReport } from './evidence-report.ts';
import { documentWords } from './words.ts';

const query = z.object({
  tahun: z.coerce.number().int().min(2000).max(2099).transform(fiscalYear),
  bahasa: z.enum(['id', 'en']).default('id'),
});

interface Parts {
  now: () => IsoInstant;
  /** Address of the public site, without a slash at its end. */
  baseUrl: string;
}

/**
 * GET /api/kerja/dokumen/19.71/bukti.xlsx?tahun=2026&bahasa=id: evidence for an assessment of public information. Sheets: the
 * documents that lists of duties name, what the public site itself offers with address, day and hash, and a draft of the list of public
 * information (DIP). What only the government knows is left blank.
 */
export function evidenceWorkbook({ now, baseUrl }: Parts): FileHandler<'GET dokumen/:government/bukti.xlsx'> {
  return async ({ government, ledger: { read } }, req, res) => {
    const { year, language } = askedIn(req);
    const w = documentWords[language].evidence;
    const { name, lists, own, dip } = await evidenceOf(read, { government, year, language, baseUrl });
    const day = dayInJakarta(now());
    const head = [[textCell(`${w.title} ${year}, ${name}`)], [textCell(w.made(day))], [textCell(w.coverage)], []];
    const documents = lists.flatMap(({ name: list, source, rows }) => rows.map((row) => [list, source, ...row].map(textCell)));
    const numbered = dip.map((row, at): SheetCell[] => [{ value: at + 1, type: Number }, ...row.map(textCell)]);
    const { default: writeXlsx } = await import('write-excel-file/node');
    const sheet = (called: string, columns: readonly string[], rows: SheetCell[][], widths: readonly number[]) => ({
      sheet: called,
      data: [...head, headCells(...columns), ...rows],
      columns: widths.map((width) => ({ width })),
    });
    const bytes = await writeXlsx([
      sheet(w.sheets.documents, w.columns.documents, documents, [40, 40, 40, 20, 14, 50, 66, 30, 40]),
      sheet(
        w.sheets.own,
        w.columns.own,
        own.map((row) => row.map(textCell)),
        [40, 26, 60, 14, 10, 66],
      ),
      sheet(w.sheets.dip, w.columns.dip, numbered, [6, 50, 30, 30, 36, 12, 20, 26, 60]),
    ]).toBuffer();
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    send(res, { bytes, type, name: `bukti-keterbukaan-${government}-${year}-${day}.xlsx` });
  };
}

/** GET /api/kerja/dokumen/19.71/bukti.pdf?tahun=2026&bahasa=id: the rows of the workbook as a tagged PDF, for those who print it. */
export function evidencePdf({ now, baseUrl }: Parts): FileHandler<'GET dokumen/:government/bukti.pdf'> {
  return async ({ government, ledger: { read } }, req, res) => {
    const { year, language } = askedIn(req);
    const evidence = await evidenceOf(read, { government, year, language, baseUrl });
    const printedAt = now();
    const day = dayInJakarta(printedAt);
    const report = evidenceReport(evidence, { year, language, day, address: `${baseUrl}/p/${government}` });
    const pdf = await printReport(report, Date.parse(printedAt));
    if (pdf === null) {
      res.status(501).type('text/plain; charset=utf-8').send(documentWords[language].evidence.absent);
      return;
    }
    send(res, { bytes: pdf, type: 'application/pdf', name: `bukti-keterbukaan-${government}-${year}-${day}.pdf` });
  };
}

function askedIn(req: Request) {
  const asked = query.safeParse(req.query);
  if (!asked.success) throw new Refusal('bad-input');
  return { year: asked.data.tahun, language: asked.data.bahasa };
}

function send(res: Response, { bytes, type, name }: { bytes: Uint8Array; type: string; name: string }): void {
  res.setHeader('Content-Type', type);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.end(bytes);
}
