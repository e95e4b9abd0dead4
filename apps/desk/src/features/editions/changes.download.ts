import { type Sen, toDecimal } from '@sipkadin/budget';
import { type Changes, changesOf, type Ledger, type Sides } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { FileHandler } from '../../rights/file-routes.ts';
import { type CodeNamer, isAgainst, namesOf } from './changes-dto.ts';

/** GET /api/kerja/perubahan/:id?terhadap=working: every differing key of a statement as .xlsx, headings in Indonesian. */
export function changesWorkbook({ ledger: { read } }: { ledger: Ledger }): FileHandler<'GET perubahan/:id'> {
  return async ({ statement, viewer }, req, res) => {
    const against = req.query['terhadap'];
    if (!isAgainst(against)) throw new Refusal('not-found');
    const changes = await changesOf(read, statement.id, against, viewer);
    const bytes = await workbookOf(changes, await namesOf(read, statement.id, changes));
    res.setHeader('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="perubahan-${statement.id}-${words[against]}.xlsx"`);
    res.end(bytes);
  };
}

const words = { working: 'terhadap-terverifikasi', previous: 'terhadap-sebelumnya', published: 'terhadap-terbitan' } as const;

type Cell = { value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold'; format?: string } | null;

const text = (value: string): Cell => (value === '' ? null : { value, type: String });
const head = (...names: string[]): Cell[] => names.map((value) => ({ value, type: String, fontWeight: 'bold' }));

/** A number if a double holds the amount exactly, else its text. */
function amount(sen: Sen | null): Cell {
  if (sen === null) return null;
  const exact = sen >= -Number.MAX_SAFE_INTEGER && sen <= Number.MAX_SAFE_INTEGER;
  return exact ? { value: Number(toDecimal(sen)), type: Number, format: '#,##0.00' } : { value: toDecimal(sen), type: String };
}

const sides = ({ before, after }: Sides): Cell[] => [amount(before), amount(after), amount((after ?? 0n) - (before ?? 0n))];

async function workbookOf(changes: Changes, names: CodeNamer): Promise<Buffer> {
  const { counts, parts, keys, before } = changes;
  const summary: Cell[][] = [
    head('Ringkasan', 'Sebelum', 'Sesudah', 'Selisih'),
    ...parts.map(({ akun, total }) => [text(`${akun} ${names.account(akun, 'id')}`), ...sides(total)]),
    [],
    ...(
      [
        ['Baru', counts.added],
        ['Berubah', counts.changed],
        ['Hilang', counts.gone],
        ['Sama', counts.same],
        ['Turun (di antara yang berubah dan hilang)', counts.falling],
      ] as const
    ).map(([name, value]): Cell[] => [text(name), { value, type: Number }]),
    [],
    [text('Dibandingkan dengan'), text(before === null ? 'belum ada pembanding' : words[changes.against])],
    [text('Terbitan pembanding'), text(String(before?.edition ?? ''))],
    [text('Versi pembanding'), text(before?.version ?? '')],
    [text('Data pembanding per'), text(before?.asOf ?? '')],
  ];
  const { default: writeXlsx } = await import('write-excel-file/node');
  const money = [{ width: 22 }, { width: 22 }, { width: 22 }];
  return await writeXlsx([
    { sheet: 'Ringkasan', data: summary, columns: [{ width: 42 }, ...money] },
    {
      sheet: 'OPD',
      data: [
        head('Akun', 'Kode OPD', 'Nama OPD', 'Sebelum', 'Sesudah', 'Selisih'),
        ...parts.flatMap(({ akun, byUnit }) =>
          byUnit.map(({ code, ...sum }) => [text(akun), text(code), text(names.unit(code)), ...sides(sum)]),
        ),
      ],
      columns: [{ width: 8 }, { width: 26 }, { width: 44 }, ...money],
    },
    {
      sheet: 'Rekening',
      data: [
        head('Rekening', 'Uraian', 'Sebelum', 'Sesudah', 'Selisih'),
        ...parts.flatMap(({ byAccount }) =>
          byAccount.map(({ code, ...sum }) => [text(code), text(names.account(code, 'id')), ...sides(sum)]),
        ),
      ],
      columns: [{ width: 18 }, { width: 44 }, ...money],
    },
    {
      sheet: 'Baris',
      data: [
        head(
          'Kode unit',
          'Nama unit',
          'Kode sub kegiatan',
          'Sub kegiatan',
          'Rekening',
          'Uraian',
          'Bulan',
          'Dokumen',
          'Sebelum',
          'Sesudah',
          'Selisih',
          'Lembar',
          'Sel',
        ),
        ...keys.map(({ unit, activity, account, month, document, place, ...sum }) => [
          text(unit),
          text(names.unit(unit)),
          text(activity),
          text(names.activity(activity)),
          text(account),
          text(names.account(account, 'id')),
          month === null ? null : { value: month, type: Number },
          text(document ?? ''),
          ...sides(sum),
          text(place?.sheet ?? ''),
          text(place === null ? '' : `${place.column}${place.row}`),
        ]),
      ],
      columns: [
        { width: 26 },
        { width: 36 },
        { width: 20 },
        { width: 36 },
        { width: 24 },
        { width: 36 },
        { width: 8 },
        { width: 24 },
        ...money,
        { width: 20 },
        { width: 10 },
      ],
    },
  ]).toBuffer();
}
