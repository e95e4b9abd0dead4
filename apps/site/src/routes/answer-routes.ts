import { originNames, originQuery } from '../reading/origin-of.ts';

/**
 * Path and query of each page that an answer leads to, and of the index that questions are answered from. They are apart from
 * table.ts, which imports every page, because the search field makes its links in the browser.
 */
export const answerRoutes = {
  units: { path: '/opd', scope: 'page', query: ['urut', 'cari'] },
  unit: { path: '/opd/:unit', scope: 'page', query: [] },
  subUnit: { path: '/opd/:unit/unit/:subUnit', scope: 'page', query: [] },
  activity: { path: '/opd/:unit/:activity', scope: 'page', query: [] },
  ask: { path: '/cari', scope: 'page', query: ['cari'] },
  spending: { path: '/belanja', scope: 'page', query: [] },
  functions: { path: '/belanja/urusan', scope: 'page', query: [] },
  funds: { path: '/belanja/sumber-dana', scope: 'page', query: [] },
  account: { path: '/belanja/:account', scope: 'page', query: [] },
  revenue: { path: '/pendapatan', scope: 'page', query: [] },
  financing: { path: '/pembiayaan', scope: 'page', query: [] },
  yearsOnSameDay: { path: '/banding-tahun', scope: 'page', query: ['lawan', 'bulan'] },
  versionChanges: { path: '/perubahan', scope: 'page', query: ['dari', 'ke', 'menurut', 'halaman'] },
  editions: { path: '/terbitan', scope: 'page', query: [] },
  origin: { path: '/asal', scope: 'page', query: originNames, ask: originQuery },
  glossary: { path: '/istilah', scope: 'page', query: ['cari'] },
  data: { path: '/data', scope: 'page', query: [] },
  topic: { path: '/topik/:topic', scope: 'page', query: [] },
  regions: { path: '/banding', scope: 'page', query: ['data', 'jenis', 'belanja', 'penduduk', 'dengan'] },
  region: { path: '/banding/:region', scope: 'page', query: ['data', 'jenis', 'belanja', 'penduduk', 'dengan'] },
  regionList: { path: '/banding/daftar', scope: 'page', query: ['provinsi'] },
  askIndex: { path: '/cari/:year/:edition/:index', scope: 'government', query: [] },
  askLatest: { path: '/cari/:year', scope: 'government', query: [] },
} as const;
