import type { Editions } from '@sipkadin/edition';

/** On every file, as the server of the site sends them. The rest of a page's policy is in the page. */
const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};
/** Embeds alone may be shown in frames of other sites. */
const unframed = { 'Content-Security-Policy': "frame-ancestors 'none'" };

/** How long browsers and proxies may keep what is below a path, and whether other sites may read it. */
const rules: readonly { path: string; headers: Readonly<Record<string, string>> }[] = [
  { path: '/aset/', headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } },
  { path: '/unduh/', headers: { 'Cache-Control': 'public, max-age=3600', 'Access-Control-Allow-Origin': '*' } },
  { path: '/log/', headers: { 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' } },
];
const ofPages: Readonly<Record<string, string>> = { 'Cache-Control': 'public, max-age=60, stale-while-revalidate=600' };

/** Files about a copy: for people who open it, and for the servers that serve it. */
export function serverFiles(about: { editions: Editions; defaultGovernment: string; base: string }): ReadonlyMap<string, string> {
  return new Map([
    ['README.txt', readme(about)],
    ['nginx.conf', nginx(about.base)],
    ['_headers', headersFile(about.base)],
  ]);
}

const nginxHeaders = (headers: Readonly<Record<string, string>>, indent: string) =>
  Object.entries({ ...always, ...headers })
    .map(([name, value]) => `${indent}add_header ${name} "${value}" always;\n`)
    .join('');

/** With all that an address asks for, else of its year and edition, else the page itself. */
const lookup = [
  '  try_files $uri~$args.html $uri~tahun=$arg_tahun&terbitan=$arg_terbitan.html $uri~tahun=$arg_tahun.html $uri~terbitan=$arg_terbitan.html',
  '    $uri.html ${uri}index.html $uri.json $uri =404;',
];

/**
 * To be included in a server block whose root is the copy; where the site lies below a path, the folder above that the copy is in under
 * that path. The short addresses of the site, pinned ones too, lead to its files.
 */
function nginx(base: string): string {
  const at = base.replaceAll('.', '\\.');
  const places = rules.map(({ path, headers }) => `location ^~ ${base}${path} {\n${nginxHeaders(headers, '  ')}}\n`);
  return [
    `# include this file in a server { } whose root is ${base === '' ? 'this folder' : `the folder that has this one as ${base.slice(1)}`}; see README.txt`,
    'charset utf-8;',
    'gzip_static on;',
    '# brotli_static on;  # where the module is there',
    `error_page 404 ${base}/404.html;`,
    'absolute_redirect off;',
    '# Both forms of an address lead to one.',
    `rewrite ^(${at}(?:/en)?/p/[0-9.]+|${at}/en${at === '' ? '' : `|${at}`})$ $1/ permanent;`,
    `rewrite ^(?!${at}/(?:en/)?$|${at}(?:/en)?/p/[0-9.]+/$)(/.+)/$ $1 permanent;`,
    '# Data files of an edition lie beside its signed folder.',
    'rewrite ^(.*/unduh/[0-9]+/[0-9]+)/(data/.+)$ $1~$2;',
    'types {',
    '  text/html html; text/css css; text/javascript js; application/json json; text/csv csv; image/svg+xml svg; image/png png;',
    '  image/x-icon ico; font/woff2 woff2; application/manifest+json webmanifest; application/x-pem-file pem; text/plain txt;',
    '  application/atom+xml atom; application/xml xml; application/zip zip; application/pdf pdf;',
    '  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx; application/vnd.apache.parquet parquet;',
    '}',
    'default_type application/octet-stream;',
    ...places,
    `location = ${base}/pekerja.js {`,
    `${nginxHeaders({ 'Cache-Control': 'no-cache' }, '  ')}}`,
    `location = ${base}/log/checkpoint {`,
    '  default_type text/plain;',
    `${nginxHeaders(rules.at(-1)?.headers ?? {}, '  ')}}`,
    '# Figures for frames of other sites.',
    `location ~ ^${at}(?:/en)?(?:/p/[0-9.]+)?/sematan/ {`,
    ...lookup,
    `${nginxHeaders(ofPages, '  ')}}`,
    '# The tables of a page.',
    'location ~ ^(?<page>.+)\\.(?<form>csv|xlsx|json)$ {',
    '  try_files $page~$args.$form $page~tahun=$arg_tahun.$form $uri =404;',
    `${nginxHeaders({ ...ofPages, 'Access-Control-Allow-Origin': '*' }, '  ')}}`,
    '# A page of the copy with the choices of a form.',
    'location ~ ^(?<page>.+)\\.html$ {',
    '  try_files $page~$args.html $uri =404;',
    `${nginxHeaders({ ...ofPages, ...unframed }, '  ')}}`,
    '# The addresses of the site.',
    `location ${base}/ {`,
    ...lookup,
    `${nginxHeaders({ ...ofPages, ...unframed }, '  ')}}`,
    '',
  ].join('\n');
}

/** As Cloudflare Pages and Netlify read it. */
function headersFile(base: string): string {
  const block = (path: string, headers: Readonly<Record<string, string>>) =>
    `${path}\n${Object.entries(headers)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join('')}`;
  return [block(`${base}/*`, always), ...rules.map(({ path, headers }) => block(`${base}${path}*`, headers))].join('\n');
}

function readme({ editions, defaultGovernment }: { editions: Editions; defaultGovernment: string }): string {
  const held = editions.governments().flatMap((government) =>
    editions.years(government).map((year) => {
      const latest = editions.latest(government, year);
      return `  ${government}/${year}: ${latest?.manifest.number ?? '-'}  ${latest?.hash ?? ''}`;
    }),
  );
  return `SIP KADIN, salinan statis situs publik (${defaultGovernment})
==============================================

Folder ini adalah seluruh situs publik sebagai berkas biasa. Mulai dari index.html.
Terbitan terbaru tiap tahun, dengan hash-nya:
${held.join('\n')}

- Di server web (nginx, penyimpanan objek, GitHub Pages): semua berjalan, termasuk pencarian dan halaman
  Periksa. Untuk nginx, root = folder ini dan "include nginx.conf;": alamat situs yang sudah tersebar
  (/belanja?tahun=2025&terbitan=3) tetap dapat dibuka.
- Langsung dari disk atau USB (file://): semua halaman, grafik, tabel, dan tautan dapat dibuka. Peramban
  melarang skrip membaca berkas di sana, jadi pencarian, urut tabel dengan klik, halaman Periksa, dan
  simpanan luring tidak berjalan; periksa dengan perintah di bawah.
- Tidak ada di salinan: rincian asal satu angka (barisnya ada di unduh/), berkas gambar satu grafik, API.
  Halamannya mengatakan itu.
- Hari pada keterlambatan laporan adalah hari salinan ini dibuat.

Memeriksa:
  sha256sum --check --quiet SHA256SUMS
  sipkadin verify --edition unduh/TAHUN/NOMOR --key kunci.pem

SIP KADIN, static copy of the public site (${defaultGovernment})
==============================================

This folder is the whole public site as plain files. Begin at index.html.

- On a web server (nginx, an object store, GitHub Pages) all of it works, search and the page Periksa too.
  For nginx, root = this folder and "include nginx.conf;": addresses of the site that are in use already
  (/belanja?tahun=2025&terbitan=3) still open.
- From a disk or USB stick (file://) every page, chart, table and link opens. Browsers do not let scripts
  read files there, so search, sorting tables by a click, the page Periksa and pages kept for offline
  reading do not work; check with the commands below.
- Not in the copy: the origin of one figure (its rows are in unduh/), picture files of a chart, the API.
  Their pages say so.
- Where a report is called late, it is as of the day on which this copy was made.

To check:
  sha256sum --check --quiet SHA256SUMS
  sipkadin verify --edition unduh/YEAR/NUMBER --key kunci.pem
`;
}
