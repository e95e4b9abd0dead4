import {
  type Basis,
  type BudgetVersion,
  csvLine,
  type FiscalYear,
  type IsoDate,
  type StatementKind,
  templateAmounts,
  templateColumns,
  templateHead,
  templateKinds,
  templateMark,
  type WorksKind,
  worksColumns,
  worksTemplateKinds,
} from '@sipkadin/budget';
import type { CellObject } from 'write-excel-file/node';
import { isWorksKind } from './works-form.ts';

/** Values that the head of a template may be filled with. */
export interface TemplateHead {
  government?: string;
  year?: FiscalYear;
  version?: BudgetVersion;
  basis?: Basis;
  from?: IsoDate;
  asOf?: IsoDate;
  simulated?: boolean;
}

const kindNames = { ...templateKinds, ...worksTemplateKinds };

const hints: Record<keyof typeof templateHead, string> = {
  mark: 'jangan diubah',
  kind: 'jangan diubah',
  government: 'kode Kemendagri, misalnya 19.71',
  year: 'misalnya 2026',
  version: 'murni, pergeseran-1, perubahan, perubahan-pergeseran-1',
  basis: 'sp2d, spj, atau lra',
  from: 'misalnya 2026-01-01',
  asOf: 'tanggal terakhir yang dihitung, misalnya 2026-10-31',
  simulated: '"ya" bila angkanya bukan angka sebenarnya',
};

/** Which head rows a kind of data has. */
function headOf(kind: StatementKind | WorksKind, head: TemplateHead): [key: keyof typeof templateHead, value: string][] {
  const rows: [keyof typeof templateHead, string][] = [
    ['mark', templateMark],
    ['kind', kindNames[kind]],
    ['government', head.government ?? ''],
    ['year', head.year === undefined ? '' : String(head.year)],
  ];
  if (kind === 'budget' || kind === 'cash-plan' || kind === 'realization') rows.push(['version', head.version ?? '']);
  if (kind === 'realization' || kind === 'register') rows.push(['basis', head.basis ?? '']);
  if (kind === 'register') rows.push(['from', head.from ?? '']);
  if (kind !== 'budget' && kind !== 'cash-plan' && kind !== 'target') rows.push(['asOf', head.asOf ?? '']);
  rows.push(['simulated', head.simulated ? 'ya' : '']);
  return rows;
}

function columnsOf(kind: StatementKind | WorksKind): string[] {
  return isWorksKind(kind) ? [...worksColumns(kind)] : [...Object.values(templateColumns), ...templateAmounts[kind]];
}

/** The empty template of a kind of data, ready to be filled in; intake reads it back. The .csv is for Excel in Indonesian: `;` and a BOM. */
export async function writeTemplate(kind: StatementKind | WorksKind, format: 'xlsx' | 'csv', head: TemplateHead = {}): Promise<Buffer> {
  const rows = headOf(kind, head);
  if (format === 'csv') {
    const lines = [...rows.map(([key, value]) => [templateHead[key], value]), [], columnsOf(kind)];
    return Buffer.from(`\ufeff${lines.map((cells) => csvLine(cells, ';').replace('\n', '\r\n')).join('')}`);
  }
  // Loaded when first asked for: reading files has no use for it.
  const { default: writeXlsx } = await import('write-excel-file/node');
  const text = (value: string, more: Partial<CellObject> = {}): CellObject => ({ value, type: String, format: '@', ...more });
  const sheet = [
    ...rows.map(([key, value]) => [
      text(templateHead[key], { fontWeight: 'bold' }),
      value === '' ? { type: String, format: '@', value: '' } : text(value),
      text(hints[key], { textColor: '#6b7280' }),
    ]),
    [],
    columnsOf(kind).map((name) => text(name, { fontWeight: 'bold', backgroundColor: '#e5e7eb', wrap: true })),
  ];
  const columns = columnsOf(kind).map((name) => ({ width: name.startsWith('Nama') ? 34 : name.startsWith('Kode') ? 24 : 18 }));
  return await writeXlsx(sheet, { columns, sheet: kindNames[kind] }).toBuffer();
}
