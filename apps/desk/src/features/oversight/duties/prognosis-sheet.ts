import type { Code, Sen } from '@sipkadin/budget';
import { type Forecast, methodWords, type UnitForecast } from '@sipkadin/monitor';
import { amount, type Cell, head, text } from './cells.ts';

/** What the second half of a year is expected to come to, by OPD and as a whole, with the range that holds four of five years. */
export function prognosisSheet(forecast: Forecast, names: ReadonlyMap<Code, string>) {
  const { whole, units, treasury, simulated } = forecast;
  const line = (name: string, code: string, now: Sen, outcome: UnitForecast['outcome']): Cell[] => {
    if (outcome.kind === 'none')
      return [text(code), text(name), amount(now), null, null, null, null, text('tidak dapat diperkirakan: laporan atau pagu kurang')];
    const { value } = outcome;
    const band = outcome.kind === 'forecast' ? outcome.band : null;
    const how = outcome.kind === 'final' ? 'laporan 31 Desember' : methodWords[outcome.method].id;
    return [
      text(code),
      text(name),
      amount(now),
      amount(value - now),
      amount(value),
      amount(band?.low ?? null),
      amount(band?.high ?? null),
      text(how),
    ];
  };
  const total: Cell[] = [
    ...[null, text('Seluruh belanja', 'bold'), amount(whole.realized), amount(whole.value - whole.realized), amount(whole.value)],
    ...[amount(whole.band?.low ?? null), amount(whole.band?.high ?? null)],
    text(whole.without.length === 0 ? '' : `${whole.without.length} bagian tanpa perkiraan dihitung sebesar realisasinya`),
  ];
  const money = { width: 24 };
  return {
    sheet: 'Prognosis',
    data: [
      head('PROGNOSIS ENAM BULAN BERIKUTNYA'),
      ...(simulated ? [[text('DATA SIMULASI', 'bold')]] : []),
      [
        text(
          'Perkiraan dari laporan sampai Juni dan pola tahun-tahun sebelumnya, bukan angka resmi. Rentang memuat empat dari lima tahun.',
        ),
      ],
      [],
      head('Kode OPD', 'OPD', 'Realisasi s.d. Juni', 'Prognosis Juli-Desember', 'Perkiraan setahun', 'Batas bawah', 'Batas atas', 'Cara'),
      ...units.map(({ code, realized, outcome }) => line(names.get(code) ?? code, code, realized, outcome)),
      ...(treasury === null ? [] : [line('Pos PPKD', '', treasury.realized, treasury.outcome)]),
      total,
    ],
    columns: [{ width: 26 }, { width: 50 }, money, money, money, money, money, { width: 40 }],
  };
}
