import { monthEnd, type Sen } from '@sipkadin/budget';
import type { CurveMark, CurveMonth } from '../charts/curve-table.tsx';
import type { ChartFile, ChartHead } from './chart-file.tsx';

interface CurveGiven {
  months: readonly CurveMonth[];
  budget: Sen | null;
  year: number;
  marks: readonly CurveMark[];
}

/** The course of a year as a picture, and its months with the day that each is known up to. */
export function curveFile(head: ChartHead, { months, budget, year, marks }: CurveGiven): ChartFile {
  return {
    ...head,
    picture: { kind: 'curve', months, budget, year, marks },
    table: {
      columns: [
        'bulan',
        'realisasi_kumulatif',
        'per_tanggal',
        'rencana_sampai_tanggal_itu',
        'rencana_sampai_akhir_bulan',
        'anggaran',
        'pelaporan',
      ],
      rows: months.map(({ month, realization, plan, asOf, planToDay }) => [
        String(month),
        realization,
        realization === null ? null : (asOf ?? monthEnd(year, month)),
        planToDay,
        plan,
        budget,
        realization === null ? 'belum dilaporkan' : '',
      ]),
    },
  };
}
