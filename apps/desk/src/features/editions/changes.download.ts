import { type Changes, changesOf, type Ledger, type Sides } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { FileHandler } from '../../rights/file-routes.ts';
import { amountCell, headCells, type SheetCell, textCell } from '../../web/sheet-cells.ts';
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

const sides = ({ before, after }: Sides): SheetCell[] => [
  amountCell(before),
  amountCell(after),
  amountCell((after ?? 0n) - (before ?? 0n)),
];

async function workbookOf(changes: Changes, names: CodeNamer): Promise<Buffer> {
  const { counts, parts, keys, before, finer } = changes;
  const summary: SheetCell[][] = [
    headCells('Ringkasan', 'Sebelum', 'Sesudah', 'Selisih'),
    ...parts.map(({ akun, total }) => [textCell(`${akun} ${names.account(akun, 'id')}`), ...sides(total)]),
    [],
    ...(
      [
        ['Baru', counts.added],
        ['Berubah', counts.changed],
        ['Hilang', counts.gone],
        ['Sama', counts.same],
        ['Turun (di antara yang berubah dan hilang)', counts.falling],
      ] as const
    ).map(([name, value]): SheetCell[] => [textCell(name), { value, type: Number }]),
    [],
    ...(finer === null ? [] : [[textCell('Laporan yang lebih rinci, yang dihitung'), textCell(finer.files.join(', ') || 'ada')]]),
    [textCell('Dibandingkan dengan'), textCell(before === null ? 'belum ada pembanding' : words[changes.against])],
    [textCell('Terbitan pembanding'), textCell(String(before?.edition ?? ''))],
    [textCell('Versi pembanding'), textCell(before?.version ?? '')],
    [textCell('Data pembanding per'), textCell(before?.asOf ?? '')],
  ];
  const { default: writeXlsx } = await import('write-excel-file/node');
  const money = [{ width: 22 }, { width: 22 }, { width: 22 }];
  return await writeXlsx([
    { sheet: 'Ringkasan', data: summary, columns: [{ width: 42 }, ...money] },
    {
      sheet: 'OPD',
      data: [
        headCells('Akun', 'Kode OPD', 'Nama OPD', 'Sebelum', 'Sesudah', 'Selisih'),
        ...parts.flatMap(({ akun, byUnit }) =>
          byUnit.map(({ code, ...sum }) => [textCell(akun), textCell(code), textCell(names.unit(code)), ...sides(sum)]),
        ),
      ],
      columns: [{ width: 8 }, { width: 26 }, { width: 44 }, ...money],
    },
    {
      sheet: 'Rekening',
      data: [
        headCells('Rekening', 'Uraian', 'Sebelum', 'Sesudah', 'Selisih'),
        ...parts.flatMap(({ byAccount }) =>
          byAccount.map(({ code, ...sum }) => [textCell(code), textCell(names.account(code, 'id')), ...sides(sum)]),
        ),
      ],
      columns: [{ width: 18 }, { width: 44 }, ...money],
    },
    {
      sheet: 'Baris',
      data: [
        headCells(
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
          textCell(unit),
          textCell(names.unit(unit)),
          textCell(activity),
          textCell(names.activity(activity)),
          textCell(account),
          textCell(names.account(account, 'id')),
          month === null ? null : { value: month, type: Number },
          textCell(document ?? ''),
          ...sides(sum),
          textCell(place?.sheet ?? ''),
          textCell(place === null ? '' : `${place.column}${place.row}`),
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
