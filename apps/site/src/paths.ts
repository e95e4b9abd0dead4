import type { Code, FiscalYear, Language } from '@sipkadin/budget';

/** What the amount asked about is made of; parts left out are not narrowed. */
export interface OriginOf {
  measure: 'budget' | 'plan' | 'realization';
  /** Slug of the OPD. */
  unit?: string | undefined;
  activity?: Code | undefined;
  account?: Code | undefined;
  fund?: Code | undefined;
  /** Treasury items alone, or everything but them. */
  part?: 'ppkd' | 'opd' | undefined;
  page?: number | undefined;
}

/** The state that every link keeps. Defaults are left out, so that one page has one address. */
export interface Standing {
  /** Folder under which the whole site stands, "" or "/anggaran". */
  base: string;
  language: Language;
  /** Region code; undefined for the deployment's default government. */
  government: string | undefined;
  /** undefined for the latest year. */
  year: FiscalYear | undefined;
  /** A pinned edition; undefined for the latest. */
  edition: number | undefined;
}

type Parameters = Record<string, string | number | undefined>;

/** Every public address there is. Nothing else in the site puts an address together. */
export function paths(standing: Standing) {
  const { base, language, government, year, edition } = standing;
  const prefix = `${base}${language === 'en' ? '/en' : ''}${government === undefined ? '' : `/p/${government}`}`;
  const to = (path: string, parameters: Parameters = {}, pin = true) => {
    const kept = Object.entries({ tahun: year, ...parameters, terbitan: pin ? edition : undefined }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
    );
    return `${prefix}${path}${kept.length === 0 ? '' : `?${kept.join('&')}`}` || '/';
  };
  return {
    home: () => to('/'),
    units: (query: { urut?: string | undefined; cari?: string | undefined } = {}) => to('/opd', query),
    unit: (slug: string) => to(`/opd/${slug}`),
    activity: (slug: string, code: Code) => to(`/opd/${slug}/${code}`),
    spending: () => to('/belanja'),
    functions: () => to('/belanja/urusan'),
    funds: () => to('/belanja/sumber-dana'),
    account: (code: Code) => to(`/belanja/${code}`),
    revenue: () => to('/pendapatan'),
    financing: () => to('/pembiayaan'),
    editions: () => to('/terbitan'),
    edition: (number: number) => to(`/terbitan/${number}`, {}, false),
    origin: ({ measure, unit, activity, account, fund, part, page }: OriginOf) =>
      to('/asal', {
        ukuran: measureWords[measure],
        opd: unit,
        kegiatan: activity,
        rekening: account,
        dana: fund,
        pos: part,
        halaman: page,
      }),
    glossary: (term?: string) => `${to('/istilah')}${term === undefined ? '' : `#${term}`}`,
    about: () => to('/tentang'),
    data: () => to('/data'),
    explore: (query: { menurut?: string | undefined; opd?: string | undefined } = {}) => to('/jelajah', query),
    download: (ofYear: FiscalYear, number: number, file: string) =>
      `${base}${government === undefined ? '' : `/p/${government}`}/unduh/${ofYear}/${number}/${file}`,
    key: () => `${base}/kunci.pem`,
    api: () => `${base}/api/publik`,
    asset: (file: string) => `${base}/aset/${file}`,
    /** The same site in another language, year, edition or government. */
    at: (change: Partial<Standing>) => paths({ ...standing, ...change }),
  };
}

export type Paths = ReturnType<typeof paths>;

/** Measures as addresses spell them. */
export const measureWords = { budget: 'anggaran', plan: 'rencana', realization: 'realisasi' } as const;
