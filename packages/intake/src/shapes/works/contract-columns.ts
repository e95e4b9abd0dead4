import type { Contract } from '@sipkadin/budget';
import type { Column, Header } from '../../table/header.ts';

export type ContractField = Exclude<keyof Contract, 'unit' | 'activity' | 'sheet' | 'row'>;
export type ContractColumns = Partial<Record<ContractField, Column>> & { value: Column };

const contract = '(?:KONTRAK|SPK|SURAT PERJANJIAN|PERJANJIAN)';
const day = '(?:TANGGAL|TGL)';

/** What regional e-monev applications and RFK call the columns of a contract, group label included; the first that fits wins. */
const labels: readonly [ContractField, RegExp][] = [
  ['ownerEstimate', /\bHPS\b|\bHARGA PERKIRAAN SENDIRI\b/],
  ['amendment', /\b(?:ADENDUM|ADDENDUM|AMANDEMEN)\b/],
  [
    'startsOn',
    new RegExp(`\\b${day} (?:MULAI|SPMK)\\b|\\bMULAI ${contract}\\b|\\b${contract}(?: ${day})? MULAI\\b|^SPMK$|\\bSPMK ${day}\\b`),
  ],
  [
    'endsOn',
    new RegExp(
      `\\b${day} (?:SELESAI|AKHIR|BERAKHIR)\\b|\\b(?:AKHIR|SELESAI|BERAKHIR) ${contract}\\b|\\b${contract}(?: ${day})? (?:SELESAI|AKHIR|BERAKHIR)\\b`,
    ),
  ],
  ['value', new RegExp(`\\b(?:NILAI|HARGA|JUMLAH) ${contract}\\b|\\b${contract} (?:NILAI|HARGA|RP)\\b`)],
  ['number', new RegExp(`\\b(?:NOMOR|NO)(?: DAN ${day})? ${contract}\\b|\\b${contract} (?:NOMOR|NO)\\b`)],
  ['signedOn', new RegExp(`\\b${day} ${contract}\\b|\\b${contract} ${day}\\b`)],
  ['provider', /\b(?:PENYEDIA|REKANAN|KONTRAKTOR|PIHAK KETIGA|PELAKSANA PEKERJAAN)\b/],
  ['paid', /\b(?:SUDAH DIBAYAR|TERBAYAR|DIBAYARKAN|PEMBAYARAN|REALISASI KONTRAK)\b/],
  ['object', /^(?:(?:NAMA|URAIAN|JUDUL) )?(?:PAKET(?: PEKERJAAN)?|PEKERJAAN)\b/],
];

const other = /%|PERSEN|\bSISA\b|\bALAMAT\b|\bNPWP\b|\bLALU\b|\bTERMIN\b|\bJENIS\b|\bMETODE\b|\bJUMLAH PENYEDIA\b/;

/** The columns of contracts in a header; undefined unless it has contract values beside their numbers or providers. */
export function contractColumns(columns: readonly Column[]): ContractColumns | undefined {
  const found: Partial<Record<ContractField, Column>> = {};
  for (const column of columns) {
    const { label, spill } = column;
    if (spill || other.test(label)) continue;
    // Of a payment "bulan ini" alone is no sum to date.
    if (/\bBULAN INI\b/.test(label) && !/\b(?:S D|SD|SAMPAI)\b/.test(label)) continue;
    const field = labels.find(([, pattern]) => pattern.test(label))?.[0];
    if (field !== undefined) found[field] ??= column;
  }
  const { value } = found;
  return value && (found.number ?? found.provider) ? { ...found, value } : undefined;
}

/** The columns of rupiah among them; [] for a table without contracts. */
export function contractAmounts({ columns }: Header): Column[] {
  const { ownerEstimate, value, paid } = contractColumns(columns) ?? {};
  return [ownerEstimate, value, paid].filter((column) => column !== undefined);
}
