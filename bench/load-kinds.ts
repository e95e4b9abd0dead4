/** One request of a load. */
export interface Asked {
  path: string;
  /** JSON that is posted; absent: GET. */
  body?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Of every 20 requests, so many of each kind. @param count of the request, from 1 */
export type Kinds = Readonly<Record<string, { share: number; ask: (count: number) => Asked }>>;

const random = () => Math.random().toString(36).slice(2, 10);
const oneOf = <T>(list: readonly T[], count: number): T => {
  const one = list[count % list.length];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};

/** Nearly all addresses are new. */
export const newAddresses: Kinds = {
  'kept pages': { share: 2, ask: (count) => ({ path: oneOf(['/', '/opd', '/belanja', '/en/'], count) }) },
  'search, nothing found': { share: 5, ask: () => ({ path: `/opd?cari=${random()}` }) },
  'search, something found': {
    share: 2,
    ask: (count) => ({ path: `/opd?cari=${'dinas kecamatan badan daerah'.slice(count % 26, (count % 26) + 3)}&x=${count}` }),
  },
  'page beyond the last': {
    share: 4,
    ask: (count) => ({ path: `/asal?ukuran=realisasi&rekening=5&halaman=${1000 + (count % 900_000)}` }),
  },
  'unknown year': { share: 2, ask: (count) => ({ path: `/belanja?tahun=${count}` }) },
  'unknown parameter': { share: 2, ask: (count) => ({ path: `/?x=${count}` }) },
  'unknown code': { share: 1, ask: (count) => ({ path: `/asal?rekening=9.${count}` }) },
  'unknown OPD': { share: 1, ask: (count) => ({ path: `/opd/x${count}` }) },
  'open data': { share: 1, ask: (count) => ({ path: `/api/publik/byUnit?input=${encodeURIComponent(JSON.stringify({ x: count }))}` }) },
};

const words = ['jalan', 'puskesmas', 'sekolah', 'sampah', 'air minum', 'gaji', 'bencana', 'pasar', 'banjir', 'dinas kesehatan'];

/** What readers, programs and assistants ask a site for. @param units slugs of its OPD */
export function publicMix(units: readonly string[]): Kinds {
  // Half of the questions are about the whole government.
  const among = units.flatMap((slug) => ['', slug.replaceAll('-', ' ')]);
  const question = (count: number) => ({
    ...{ jsonrpc: '2.0', id: count, method: 'tools/call' },
    params: { name: 'search', arguments: { question: `${oneOf(words, count)} ${oneOf(among, count)}`.trim() } },
  });
  return {
    pages: {
      share: 6,
      ask: (count) => ({ path: oneOf(['/', '/opd', '/belanja', '/perubahan', '/topik', '/en/', '/data', '/terbitan'], count) }),
    },
    'pages of an OPD': { share: 5, ask: (count) => ({ path: `/opd/${oneOf(units, count)}` }) },
    search: { share: 2, ask: (count) => ({ path: `/cari?cari=${encodeURIComponent(oneOf(words, count))}` }) },
    'data of a page': { share: 2, ask: (count) => ({ path: oneOf(['/opd.csv', '/belanja.json', '/index.csv', '/data.json'], count) }) },
    answers: {
      share: 2,
      ask: (count) => ({ path: oneOf(['/api/public/summary', '/api/public/units', `/api/public/unit/${oneOf(units, count)}`], count) }),
    },
    feeds: { share: 1, ask: (count) => ({ path: oneOf(['/umpan/terbitan.xml', '/umpan/koreksi.xml'], count) }) },
    embeds: { share: 1, ask: (count) => ({ path: oneOf(['/sematan/anggaran', '/sematan/kurva'], count) }) },
    // Each from one of a thousand clients, because one may ask 300 times a minute.
    assistants: {
      share: 1,
      ask: (count) => ({
        ...{ path: '/mcp', body: JSON.stringify(question(count)) },
        headers: { 'x-forwarded-for': `198.51.${100 + (count % 4)}.${count % 250}` },
      }),
    },
  };
}
