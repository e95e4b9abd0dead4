import { csvLine, versionRank } from '@sipkadin/budget';
import type { Edition, PublicEditions, UnitNode } from '@sipkadin/edition';
import { type Resource, resource } from '../../http/resource.ts';
import { sen } from '../../reading/money.ts';
import { readable } from '../../reading/readable.ts';
import { changesOf, previousOf } from './changed-amounts.ts';
import { compareEn } from './words.en.ts';
import { compareId } from './words.id.ts';

type Cells = Parameters<typeof csvLine>[0];

/** Editions never change, but what their predecessor is read from may be repaired; a day is enough. */
const cacheControl = 'public, max-age=86400';

function table(rows: Iterable<Cells>): Resource {
  const body = Buffer.from([...rows].map((row) => csvLine(row)).join(''), 'utf8');
  return resource({ type: 'text/csv; charset=utf-8', body, cacheControl, headers: { 'Access-Control-Allow-Origin': '*' } });
}

const wordsOfMeasures = ({ measures }: (typeof compareId)['compare']['editions']) => ({
  ...{ budget: measures.anggaran, realization: measures.realisasi, plan: measures.rencana, progress: measures.fisik },
});
const measureId = wordsOfMeasures(compareId.compare.editions);
const measureEn = wordsOfMeasures(compareEn.compare.editions);

/** What is measured and why it changed are said in both languages: the file is the same under every address. */
const changeColumns = [
  ...['opd', 'unit', 'ukuran', 'measure', 'versi', 'kegiatan', 'nama_kegiatan', 'rekening', 'nama_rekening', 'bulan'],
  ...['sebelumnya', 'sekarang', 'selisih', 'sebab', 'reason', 'kode_sebab', 'berkas', 'terbitan_sebelumnya', 'terbitan', 'simulasi'],
];

/** Every changed amount between an edition and the one before, as CSV; without rows where there is none before. */
export async function editionCsv(editions: PublicEditions, edition: Edition): Promise<Resource> {
  const { government, year, number, previous } = edition.manifest;
  const opened = previous === null ? undefined : editions.open(government.code, year, previous.number);
  const before = opened && previousOf(edition, [opened]);
  if (before === undefined) return table([changeColumns]);
  const changes = await changesOf(readable(before), readable(edition));
  const names = new Map<string, string>(
    [before, edition].flatMap((one) => one.names().map(({ kind, code, name }) => [`${kind} ${code}`, name] as const)),
  );
  const simulated = before.manifest.simulated || edition.manifest.simulated ? 'ya' : 'tidak';
  return table([
    changeColumns,
    ...changes.map(
      (row): Cells => [
        ...[
          row.opd.name,
          row.unit,
          measureId[row.measure],
          measureEn[row.measure],
          row.version,
          row.activity,
          names.get(`activity ${row.activity}`) ?? '',
        ],
        ...[row.account, names.get(`account ${row.account}`) ?? '', row.month],
        ...[row.before, row.after, (row.after ?? 0n) - (row.before ?? 0n)],
        ...[compareId.compare.editions.reasons[row.why], compareEn.compare.editions.reasons[row.why], row.why, row.file],
        ...[before.manifest.number, number, simulated],
      ],
    ),
  ]);
}

/**
 * Whether there is a file of versions: the edition has two or more, and names sub kegiatan in them. The files of some years name none,
 * and editions before format 3 have no versions of sub kegiatan.
 */
export function hasVersionsCsv(edition: Edition): boolean {
  if (edition.manifest.versions.length < 2) return false;
  return edition.units().some(({ slug }) => edition.unit(slug)?.nodes.some(isActivityOfVersions) === true);
}

const isActivityOfVersions = ({ kind, versions }: UnitNode): boolean => kind === 'sub' && versions !== undefined;

/**
 * The spending budget of every sub kegiatan in every version, as CSV; the change is that from the first to the last.
 * @returns undefined where the edition has no versions of sub kegiatan, see `hasVersionsCsv`
 */
export function versionsCsv(given: Edition): Resource | undefined {
  const edition = readable(given);
  const versions = edition.manifest.versions.toSorted((a, b) => versionRank(a) - versionRank(b));
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined || last === undefined || !hasVersionsCsv(edition)) return undefined;
  const simulated = edition.manifest.simulated ? 'ya' : 'tidak';
  const rows = edition.units().flatMap(({ code, name, slug }) =>
    (edition.unit(slug)?.nodes ?? []).filter(isActivityOfVersions).map((node): Cells => {
      const amounts = versions.map((version) => sen(node.versions?.[version] ?? null));
      return [code, name, node.code, node.name, ...amounts, (amounts.at(-1) ?? 0n) - (amounts[0] ?? 0n), simulated];
    }),
  );
  return table([['kode_opd', 'opd', 'kode_sub_kegiatan', 'sub_kegiatan', ...versions, `selisih_${first}_${last}`, 'simulasi'], ...rows]);
}
