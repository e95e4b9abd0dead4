import { accountWords, monthEnd, monthName, percentage, type Sen, versionName } from '@sipkadin/budget';
import { getGovernment, type Ledger } from '@sipkadin/ledger';
import { type Forecast, forecastOf, type Lra, lraOf } from '@sipkadin/monitor';
import { formatDate } from '@sipkadin/ui/format';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { fiscalYear } from '../../../rights/trpc.ts';
import { amount, type Cell, head, text } from './cells.ts';
import { prognosisSheet } from './prognosis-sheet.ts';

const period = z.object({ tahun: z.coerce.number().pipe(fiscalYear), bulan: z.coerce.number().int().min(1).max(12) });

/** GET /api/kerja/lra/:government?tahun=2026&bulan=6: realization up to a month by account and by OPD as .xlsx, headings in Indonesian. */
export function lraWorkbook({ ledger: { read } }: { ledger: Ledger }): FileHandler<'GET lra/:government'> {
  return async ({ government }, req, res) => {
    const asked = period.safeParse(req.query);
    if (!asked.success) throw new Refusal('bad-input');
    const { tahun: year, bulan: month } = asked.data;
    const lra = await lraOf(read, { government, year, month });
    const { name } = await getGovernment(read, government);
    // The first half-year's report to the council has a prognosis beside it (PP 12/2019, article 160).
    const forecast = month === 6 ? await forecastOf(read, { government, year, day: monthEnd(year, month) }) : null;
    const bytes = await workbookOf(lra, name, forecast);
    res.setHeader('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="lra-${government}-${year}-${String(month).padStart(2, '0')}.xlsx"`);
    res.end(bytes);
  };
}

/** Percent with two decimals, as an LRA has it; empty where there is no budget or no report. */
function percent(part: Sen | null, whole: Sen | null): Cell {
  const share = part === null || whole === null ? null : percentage(part, whole, 2);
  return share === null ? null : { value: Number(share.value) / 100, type: Number, format: '0.00' };
}

const left = (budget: Sen | null, realization: Sen | null) => (budget === null || realization === null ? null : budget - realization);

async function workbookOf(lra: Lra, government: string, forecast: Forecast | null): Promise<Buffer> {
  const { year, month, version, basis, asOf, simulated, accounts, units } = lra;
  const behind = units.filter(({ isOfMonth, budget }) => !isOfMonth && budget !== null).length;
  const facts: Cell[][] = [
    head(`LAPORAN REALISASI ANGGARAN ${government.toUpperCase()}`),
    [text(`Tahun anggaran ${year}, sampai dengan ${monthName(month, 'id')} ${year}`)],
    ...(simulated ? [[text('DATA SIMULASI', 'bold')]] : []),
    [
      text(
        `Dari laporan terverifikasi, belum diaudit. Dasar ${basis.toUpperCase()}; anggaran ${version === null ? 'belum ada' : versionName(version, 'id')}.`,
      ),
    ],
    [text(asOf === null ? 'Belum ada realisasi yang dilaporkan.' : `Data terakhir per ${formatDate(asOf, 'id')}.`)],
    ...(behind === 0
      ? []
      : [[text(`${behind} OPD belum melapor untuk bulan ini; dihitung dengan laporan terakhirnya, lihat lembar OPD.`, 'bold')]]),
    [],
  ];
  const { default: writeXlsx } = await import('write-excel-file/node');
  const money = [{ width: 24 }, { width: 24 }, { width: 24 }, { width: 10 }];
  return await writeXlsx([
    {
      sheet: 'LRA',
      data: [
        ...facts,
        head('Kode', 'Uraian', 'Anggaran', 'Realisasi', 'Sisa', 'Persen'),
        ...accounts.map(({ code, budget, realization }) => [
          text(code),
          text(accountWords(code)?.id ?? ''),
          amount(budget),
          amount(realization),
          amount(left(budget, realization)),
          percent(realization, budget),
        ]),
      ],
      columns: [{ width: 12 }, { width: 60 }, ...money],
    },
    {
      sheet: 'OPD',
      data: [
        ...facts,
        head('Kode OPD', 'OPD', 'Anggaran belanja', 'Realisasi', 'Sisa', 'Persen', 'Dihitung sampai', 'Laporan bulan ini'),
        ...units.map(({ code, name, budget, realization, asOf: day, isOfMonth }) => [
          text(code),
          text(name),
          amount(budget),
          amount(realization),
          amount(left(budget, realization)),
          percent(realization, budget),
          text(day ?? 'belum pernah'),
          text(isOfMonth ? 'ada' : 'belum ada'),
        ]),
      ],
      columns: [{ width: 26 }, { width: 50 }, ...money, { width: 16 }, { width: 18 }],
    },
    ...(forecast === null ? [] : [prognosisSheet(forecast, new Map(units.map(({ code, name }) => [code, name])))]),
  ]).toBuffer();
}
