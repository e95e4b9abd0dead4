import type { FindingCode } from '@sipkadin/budget';
import { monthNamed } from '../dates.ts';
import { fieldsOf } from '../fields.ts';
import { type Header, headersIn, type SheetHead, titlesAbove } from '../header.ts';
import { plain } from '../text.ts';
import type { Shape } from './shape.ts';

/** Forms that are known by sight but not read yet: better a right refusal than a wrong reading. */
export const unsupported: Shape = {
  name: 'unsupported',
  recognise(head) {
    const refusal = known(aboveCodes(head));
    return refusal ? { refusal } : undefined;
  },
};

/** The rows before the first code: a fund called "DAK Non Fisik" or an activity about "keuangan" says nothing of the form. */
function aboveCodes(head: SheetHead): SheetHead {
  const coded = head.rows.findIndex((row) => row.cells.some((cell) => cell !== undefined && /^\d{1,2}(?:\.\d{2,5}){2,}/.test(cell.text)));
  return coded < 0 ? head : { ...head, rows: head.rows.slice(0, coded) };
}

function known(head: SheetHead): FindingCode | undefined {
  const headers = headersIn(head);
  const title = plain(
    titlesAbove(head, undefined)
      .map(({ text }) => text)
      .join(' '),
  );
  if (/REALISASI FISIK|RENCANA FISIK|FISIK DAN KEUANGAN|\bRFK\b/.test(title) || headers.some(isProgress)) return 'shape-progress';
  if (headers.some(isDjpk) || /STANDAR ?JENIS|STANDAR ?KELOMPOK/.test(title)) return 'shape-djpk';
  if (/RENCANA KERJA DAN ANGGARAN|DOKUMEN PELAKSANAAN (?:PERUBAHAN )?ANGGARAN|RINCIAN PERHITUNGAN|HARGA SATUAN/.test(title))
    return 'shape-work-plan';
  return headers.some(isCashPlan) ? 'shape-cash-plan' : undefined;
}

function isProgress(header: Header): boolean {
  const labels = header.columns.map(({ label }) => label);
  return labels.some((label) => /\bFISIK\b/.test(label)) && labels.some((label) => /\b(?:KEU|KEUANGAN|DEVIASI)\b/.test(label));
}

/** A column for each region, under its DJPK or BPS code. */
function isDjpk(header: Header): boolean {
  const labels = header.columns.map(({ label }) => label);
  if (labels.includes('KODEPEMDA') || labels.includes('NAMAPEMDA')) return true;
  return header.columns.filter(({ lines }) => /^(?:KAB|KABUPATEN|KOTA|PROVINSI) [A-Z]/.test(lines.at(-1) ?? '')).length >= 5;
}

function isCashPlan(header: Header): boolean {
  const months = header.columns.filter(({ label }) => /^BULAN ?\d{1,2}$/.test(label) || monthNamed(label.toLowerCase()) !== undefined);
  const fields = fieldsOf(header.columns);
  return months.length >= 6 && (fields.code.account !== undefined || fields.codeColumns.length > 0 || fields.code.sub !== undefined);
}
