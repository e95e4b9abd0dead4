import { type IsoDate, type IsoInstant, monthEnd, type Words } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';

/** A file that can be downloaded, as catalogs list it. */
export interface DataFile {
  /** Within the edition's address for downloads. */
  path: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  mediaType: string;
  /** "CSV", "JSON", … */
  format: string;
  about: string;
  /** Whole address where the site knows its own, else its path. */
  address: string;
}

/** Addresses of a dataset, whole where the site knows its own address. */
export interface DatasetLinks {
  /** The page with all downloads. */
  page: string;
  /** The description of the files with their columns. */
  describedBy: string;
  /** The description of the API, and the answer about this dataset. */
  apiDescription: string;
  api: string;
}

/** What every catalog says of a government's year, from its newest edition. */
export interface Dataset {
  /** Stays the same for every edition of the year; codes of regions are those of Kemendagri, so that it is no other region's. */
  id: string;
  title: Words;
  description: Words;
  keywords: readonly string[];
  publisher: { code: string; name: string };
  /** Where to ask about the data: an office with its https or e-mail address; undefined where the government names none. */
  contact: { office: string; address: string } | undefined;
  /** When the first edition of the year, and when this one was published. */
  issued: IsoInstant;
  modified: IsoInstant;
  from: IsoDate;
  to: IsoDate;
  /** Day up to which amounts are known; undefined where the edition has none. */
  asOf: IsoDate | undefined;
  edition: number;
  /** SHA-256 of the edition's manifest. */
  hash: string;
  files: readonly DataFile[];
  links: DatasetLinks;
}

export const licence = {
  id: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0',
  address: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

/** A report comes every month (ISO 8601). */
export const frequency = 'R/P1M';

/** @param given.issued when the first edition of the year was published */
export function datasetOf(
  { manifest, hash }: Edition,
  { issued, contact, files, links }: Pick<Dataset, 'issued' | 'contact' | 'files' | 'links'>,
): Dataset {
  const { government, year, number, asOf, publishedAt, correction } = manifest;
  const isEmpty = correction?.content === null;
  return {
    id: `apbd-${government.code}-${year}`,
    title: {
      id: `APBD ${government.name} ${year}: anggaran dan realisasi`,
      en: `Budget and spending of ${government.name}, ${year}`,
    },
    description: descriptionOf(manifest, isEmpty),
    keywords: ['APBD', 'anggaran', 'realisasi', 'pendapatan', 'belanja', 'pembiayaan', 'keuangan daerah', 'budget', government.name],
    publisher: { code: government.code, name: `Pemerintah ${government.name}` },
    contact,
    issued,
    modified: publishedAt,
    from: `${year}-01-01` as IsoDate,
    to: monthEnd(year, 12),
    asOf: isEmpty ? undefined : asOf,
    edition: number,
    hash,
    files,
    links,
  };
}

function descriptionOf(
  { number, asOf, basis, version, audited, simulated, note, correction }: Edition['manifest'],
  isEmpty: boolean,
): Words {
  const idParts = isEmpty
    ? [`Terbitan ${number} menarik terbitan ${correction?.of}: untuk sementara tidak ada angka tahun ini. Alasan: ${note}`]
    : [
        'Anggaran menurut versi, anggaran kas, realisasi dan kemajuan fisik, per OPD, program, kegiatan, sub kegiatan, rekening dan sumber dana; tiap baris dengan berkas dan sel asalnya.',
        `Terbitan ${number}, data per ${asOf}${basis === null ? '' : `, realisasi menurut ${basis.toUpperCase()}`}${version === null ? '' : `, dibandingkan anggaran versi ${version}`}.`,
        audited ? 'Sudah diaudit.' : 'Belum diaudit.',
        ...(simulated ? ['Sebagian angka adalah simulasi, bukan angka resmi.'] : []),
      ];
  const enParts = isEmpty
    ? [`Edition ${number} withdraws edition ${correction?.of}: for now there are no figures of this year. Reason: ${note}`]
    : [
        'Budget by version, cash plan, realization and physical progress, by agency, program, activity, account and fund source; every line with the file and cell that it came from.',
        `Edition ${number}, data up to ${asOf}${basis === null ? '' : `, realization by ${basis.toUpperCase()}`}${version === null ? '' : `, measured against the budget of version ${version}`}.`,
        audited ? 'Audited.' : 'Unaudited.',
        ...(simulated ? ['Some of the figures are simulated and not official.'] : []),
      ];
  return { id: idParts.join(' '), en: enParts.join(' ') };
}

/** The address of a contact as a link: an e-mail address gets its scheme. */
export function contactLink({ address }: NonNullable<Dataset['contact']>): { isMail: boolean; link: string } {
  const isMail = !address.startsWith('https://');
  return { isMail, link: isMail ? `mailto:${address}` : address };
}
