import { versionName } from '@sipkadin/budget';
import { formatDate, formatRupiah } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { type DescribedFigure, figurePage } from './figure.ts';

/*
 * Texts that readers send to offices, in Indonesian on the pages of both languages. They name the figure exactly, with its day, version
 * and edition, and leave blank what only the reader knows.
 */

/** What the figure is, a fact a line. */
function facts(
  { edition, government, paths, address, only }: Context,
  { names, amounts, day, figure, withoutTreasury }: DescribedFigure,
): string[] {
  const { year, number, version, audited, simulated } = edition.manifest;
  const pinned = figurePage(paths.at({ year, edition: number }), figure);
  const amount = (sen: bigint | null) => (sen === null ? 'tidak ada data' : formatRupiah(sen, 'id'));
  return [
    `Pemerintah daerah: ${government.name}`,
    ...(names.length === 0 ? ['Perihal: seluruh belanja'] : [`Perihal: ${names.join(' > ')}`]),
    `Tahun anggaran: ${year}`,
    ...(only === 'realization' ? [] : [`Anggaran${version === null ? '' : ` (${versionName(version, 'id')})`}: ${amount(amounts.budget)}`]),
    ...(only === 'budget' ? [] : [`Realisasi${day === null ? '' : ` per ${formatDate(day, 'id')}`}: ${amount(amounts.realization)}`]),
    ...(withoutTreasury ? ['Tanpa pos bendahara umum daerah (PPKD).'] : []),
    `Sumber: SIP KADIN, terbitan ${number}${audited ? '' : ', belum diaudit'}`,
    ...(simulated ? ['Perhatian: sebagian atau semua angka di situs ini simulasi, bukan angka resmi.'] : []),
    `Alamat: ${address(pinned) ?? pinned}`,
  ];
}

const joined = (...parts: readonly (readonly string[])[]) => parts.map((part) => part.join('\n')).join('\n\n');

/** A report to SP4N-LAPOR!: title, facts, and what the reader adds. */
export function laporText(context: Context, figure: DescribedFigure): string {
  const { government } = context;
  return joined(
    [`Judul: Penjelasan anggaran ${figure.names.at(-1) ?? government.name} ${context.edition.manifest.year}`],
    facts(context, figure),
    ['Yang ingin saya laporkan atau tanyakan:', '(tulis di sini)'],
    ['Lokasi dan waktu kejadian, bila ada:', '(tulis di sini)'],
  );
}

/** A request for information: what the law's request states, with the reader's own part left blank. */
export function ppidText(context: Context, figure: DescribedFigure): string {
  return joined(
    [`Kepada PPID ${context.government.name}`, 'Permohonan informasi publik menurut UU Nomor 14 Tahun 2008'],
    ['Nama pemohon: (tulis di sini)', 'Alamat: (tulis di sini)', 'Telepon atau surel: (tulis di sini)'],
    ['Rincian informasi yang diminta:', 'Dokumen dan rincian yang mendasari angka berikut.', ...facts(context, figure)],
    ['Tujuan penggunaan informasi: (tulis di sini)'],
    ['Cara memperoleh informasi: salinan elektronik', 'Cara mendapatkan salinan: surel'],
  );
}

/** A report of suspected corruption. It states the figure and accuses nobody. */
export function wbsText(context: Context, figure: DescribedFigure): string {
  return joined(
    [`Laporan dugaan penyimpangan, ${context.government.name}`],
    facts(context, figure),
    ['Apa yang terjadi, di mana, dan kapan:', '(tulis di sini)'],
    ['Bukti yang saya miliki:', '(tulis di sini)'],
  );
}
