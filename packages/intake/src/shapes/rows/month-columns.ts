import type { Month } from '@sipkadin/budget';
import { ofTheNewestYear } from '../../table/classify-columns.ts';
import { monthNamed } from '../../table/dates.ts';
import type { Column, Header } from '../../table/header.ts';

/** A column that sums up a quarter or half of the year, between the months. */
export interface SpanColumn {
  column: Column;
  from: Month;
  to: Month;
}

const unplanned = /%|PERSEN|REALISASI|SISA|VOLUME|FISIK|BOBOT|DEVIASI|SELISIH|SEBELUM|SEMULA|LALU|KUMULATIF/;
const dressing =
  /\b(?:RP|RUPIAH|RENCANA|ANGGARAN|KAS|RAK|TARGET|PAGU|PENARIKAN|DANA|TAHUN|TA|20\d\d|BULAN|BLN|BL|SESUDAH|SETELAH|MENJADI|PERUBAHAN|PERGESERAN)\b/g;

/** The month whose plan a column holds: "bulan1", "Bulan 1", "JAN", "Jan-26", "2026-01-01", "Januari (Rp)", "Rencana / Januari 2026". */
export function monthOfColumn({ label, lines, spill }: Column): Month | undefined {
  if (spill || unplanned.test(label)) return undefined;
  for (const text of new Set([lines.at(-1) ?? '', label])) {
    const number = /^(?:(?:RENCANA|RAK|ANGGARAN|KAS) )*(?:BULAN|BLN|BL)(?: KE)? ?(\d{1,2})(?: RP| RUPIAH)?$/.exec(text)?.[1];
    if (number !== undefined) return Number(number) >= 1 && Number(number) <= 12 ? Number(number) : undefined;
    const day = /^20\d\d (\d\d) 01$|^0?1 (\d\d?) 20\d\d$/.exec(text);
    if (day) return Number(day[1] ?? day[2]);
    // A group's label may be above: "Triwulan I / Januari".
    const words = text
      .replace(/^(?:TRI ?WULAN|TW|SEMESTER) (?:\d|[IV]+) /, '')
      .replace(dressing, ' ')
      .replace(/(?<=^[A-Z]+ )\d\d$/, '')
      .trim();
    const month = /^[A-Z]+$/.test(words) ? monthNamed(words) : undefined;
    if (month !== undefined) return month;
  }
  return undefined;
}

/** The months of a table, the columns of each: of those that name a year only those of the newest. */
export function monthColumns(header: Header): Map<Month, Column[]> {
  const found = header.columns.flatMap((column) => {
    const month = monthOfColumn(column);
    return month === undefined ? [] : [{ month, column }];
  });
  const months = new Map<Month, Column[]>();
  for (const { month, column } of ofTheNewestYear(found, (item) => item.column)) months.set(month, [...(months.get(month) ?? []), column]);
  return months;
}

const order: Record<string, number> = { '1': 1, I: 1, '2': 2, II: 2, '3': 3, III: 3, '4': 4, IV: 4 };

/** "TW 1", "TW2", "Triwulan III", "Jumlah Triwulan 4", "Semester I". */
export function spanColumn(column: Column): SpanColumn | undefined {
  if (column.spill || unplanned.test(column.label)) return undefined;
  const text = column.lines.at(-1) ?? '';
  // "Total Jan Jul", "Jumlah Januari s.d. Juli".
  const [, from = '', to = ''] = /^(?:JUMLAH|TOTAL|JML) ([A-Z]+) (?:(?:S D|SD|SAMPAI(?: DENGAN)?) )?([A-Z]+)(?: RP)?$/.exec(text) ?? [];
  const [first, last] = [monthNamed(from), monthNamed(to)];
  if (first !== undefined && last !== undefined && first < last) return { column, from: first, to: last };
  const sum = /^(?:JUMLAH|TOTAL|SUB ?TOTAL|SUB ?JUMLAH|JML)(?: RP)?$/.test(text);
  // "Triwulan I / Jumlah" beside "Triwulan I / Januari".
  const match = /^(?:(?:JUMLAH|TOTAL|SUB ?TOTAL|JML) )?(TW|TRI ?WULAN|TRIW|KUARTAL|Q|SEMESTER|SMT) ?(IV|I{1,3}|[1-4])(?: RP)?$/.exec(
    sum ? column.lines.slice(0, -1).join(' ') : text,
  );
  if (!match) return undefined;
  const size = match[1]?.startsWith('S') ? 6 : 3;
  const end = (order[match[2] ?? ''] ?? 0) * size;
  return end > 12 ? undefined : { column, from: end - size + 1, to: end };
}
