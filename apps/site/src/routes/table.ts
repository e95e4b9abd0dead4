import { parseFiscalYear, regionByCode } from '@sipkadin/budget';
import type { Edition, PublicEditions } from '@sipkadin/edition';
import { indexFile, latestIndex } from '../ask/field/index-file.ts';
import { answerKey, askPage } from '../ask/page.tsx';
import { yearIn } from '../ask/rules/ask.ts';
import { favicon, manifestType, offlineWorker, webManifest } from '../http/app-files.ts';
import { assetTypes } from '../http/assets.ts';
import { download, downloadTypes } from '../http/downloads.ts';
import { logResource } from '../http/log-files.ts';
import { resource } from '../http/resource.ts';
import { apiAnswer, unknownAnswer } from '../machine/api/answer.ts';
import { openApiFile } from '../machine/api/openapi.ts';
import { apiPage } from '../machine/api/page.tsx';
import { robots, sitemapFile, sitemapPart, textType, xmlType } from '../machine/catalog/crawling.ts';
import { ckanFile, dcatFile, dcatUsFile, fiscalFile, jsonType, linkedDataType } from '../machine/catalog/datasets.ts';
import { atomType, correctionsFeed, editionsFeed } from '../machine/catalog/feeds.ts';
import { dataDownload } from '../machine/pages/data-download.ts';
import { financing, revenue } from '../pages/accounts.tsx';
import { about } from '../pages/aids/about.tsx';
import { glossary, termsFound } from '../pages/aids/glossary.tsx';
import { guide, isGuideStep } from '../pages/aids/guide.tsx';
import { check } from '../pages/check/page.tsx';
import { editionCsv, versionsCsv } from '../pages/compare/csv.ts';
import { editionChanges, isMeasure, isReason } from '../pages/compare/edition-changes.tsx';
import { unitYears } from '../pages/compare/unit-years.tsx';
import { isGrouping, isVersionOf, versionChanges } from '../pages/compare/versions.tsx';
import { isMonth, isOtherYear, yearsOnSameDay } from '../pages/compare/years.tsx';
import { data } from '../pages/data.tsx';
import { answers } from '../pages/documents/answers.tsx';
import { figureNames, knownFigure } from '../pages/documents/figure.ts';
import { handOver } from '../pages/documents/hand-over.tsx';
import { documentRegister } from '../pages/documents/register.tsx';
import { registerFile } from '../pages/documents/register-file.ts';
import { edition, editions } from '../pages/editions.tsx';
import { topicEmbed, unitEmbed, wholeEmbed } from '../pages/embed/embed.tsx';
import { embedRoutes } from '../pages/embed/embeds.ts';
import { longestOembed, oembed, oembedKey } from '../pages/embed/oembed.ts';
import { isShared, share } from '../pages/embed/share.tsx';
import { explore, isView } from '../pages/explore.tsx';
import { home } from '../pages/home/home.tsx';
import { origin } from '../pages/origin.tsx';
import { knownChoices } from '../pages/regions/choices.ts';
import { referenceFile, referenceList, regionsCsv } from '../pages/regions/files.ts';
import { governments, governmentsNamed } from '../pages/regions/lists/governments.tsx';
import { regionList } from '../pages/regions/lists/region-list.tsx';
import { regions } from '../pages/regions/regions.tsx';
import { similarRegions } from '../pages/regions/similar.tsx';
import { account, functions, funds, spending } from '../pages/spending.tsx';
import { isTopic } from '../pages/topics/rules.ts';
import { topicList, topicPage } from '../pages/topics/topics.tsx';
import { activity } from '../pages/units/activity.tsx';
import { subUnit } from '../pages/units/subunit.tsx';
import { unit } from '../pages/units/unit.tsx';
import { isOrder, units, unitsNamed } from '../pages/units/units.tsx';
import { answerQuestion, longestQuestion, questionKey } from '../public-api/serve.ts';
import { hasSubUnit, hasUnit, knownOrigin } from '../reading/known-values.ts';
import { answerRoutes } from './answer-routes.ts';
import { file, page } from './route.ts';

const isRegion = (_edition: unknown, code: string): boolean => regionByCode(code) !== undefined;

/**
 * Every public address, once: path, query, media types and what makes the response. Links, the addresses of the other language and
 * year, and the reading of requests are derived from it. A new page is a file in ../pages, its words in ../words, and a line here.
 */
export const table = {
  home: page({ path: '/', render: home }),
  topics: page({ path: '/topik', render: topicList }),
  topic: page({ ...answerRoutes.topic, known: { topic: isTopic }, render: topicPage }),
  units: page({ ...answerRoutes.units, known: { urut: isOrder }, rowsOf: unitsNamed, render: units }),
  unit: page({ ...answerRoutes.unit, known: { unit: hasUnit }, render: unit }),
  subUnit: page({ ...answerRoutes.subUnit, known: { unit: hasUnit, subUnit: hasSubUnit }, render: subUnit }),
  activity: page({ ...answerRoutes.activity, known: { unit: hasUnit, activity: knownOrigin.kegiatan }, render: activity }),
  ask: page({ ...answerRoutes.ask, rowsOf: answerKey, yearIn, render: askPage }),
  spending: page({ ...answerRoutes.spending, render: spending }),
  functions: page({ ...answerRoutes.functions, render: functions }),
  funds: page({ ...answerRoutes.funds, render: funds }),
  account: page({ ...answerRoutes.account, known: { account: knownOrigin.rekening }, render: account }),
  revenue: page({ ...answerRoutes.revenue, render: revenue }),
  financing: page({ ...answerRoutes.financing, render: financing }),
  editions: page({ ...answerRoutes.editions, render: editions }),
  edition: page({ path: '/terbitan/:edition', render: edition }),
  unitYears: page({ path: '/opd/:unit/tahun', known: { unit: hasUnit }, render: unitYears }),
  editionChanges: page({
    path: '/terbitan/:edition/perubahan',
    query: ['ukuran', 'sebab', 'halaman'],
    known: { ukuran: isMeasure, sebab: isReason, halaman: knownOrigin.halaman },
    render: editionChanges,
  }),
  yearsOnSameDay: page({
    ...answerRoutes.yearsOnSameDay,
    known: { lawan: isOtherYear, bulan: isMonth },
    render: yearsOnSameDay,
  }),
  versionChanges: page({
    ...answerRoutes.versionChanges,
    known: { dari: isVersionOf, ke: isVersionOf, menurut: isGrouping, halaman: knownOrigin.halaman },
    render: versionChanges,
  }),
  origin: page({ ...answerRoutes.origin, known: knownOrigin, everyYear: false, render: origin }),
  glossary: page({ ...answerRoutes.glossary, rowsOf: termsFound, render: glossary }),
  guide: page({ path: '/panduan', query: ['langkah'], known: { langkah: isGuideStep }, render: guide }),
  about: page({ path: '/tentang', render: about }),
  data: page({ ...answerRoutes.data, render: data }),
  check: page({ path: '/periksa', render: check }),
  documents: page({ path: '/dokumen', render: documentRegister }),
  answers: page({ path: '/tanya', query: ['halaman'], known: { halaman: knownOrigin.halaman }, render: answers }),
  handOver: page({ path: '/tanya/angka', query: figureNames, known: knownFigure, everyYear: true, render: handOver }),
  governments: page({
    path: '/pemda',
    query: ['cari', 'provinsi'],
    known: { provinsi: isRegion },
    rowsOf: (_edition, text, _reference, all) => governmentsNamed(all, text),
    render: governments,
  }),
  regions: page({ ...answerRoutes.regions, known: knownChoices, render: (context) => regions(context) }),
  regionList: page({ ...answerRoutes.regionList, known: { provinsi: isRegion }, render: regionList }),
  region: page({ ...answerRoutes.region, known: { ...knownChoices, region: isRegion }, render: regions }),
  similarRegions: page({
    path: '/banding/:region/mirip',
    query: answerRoutes.region.query,
    known: { ...knownChoices, region: isRegion },
    render: similarRegions,
  }),
  explore: page({ path: '/jelajah', query: ['menurut', 'opd'], known: { menurut: isView, opd: hasUnit }, render: explore }),
  share: page({ path: '/bagikan', query: ['isi'], known: { isi: isShared }, render: share }),
  embed: page({ ...embedRoutes.embed, render: wholeEmbed }),
  unitEmbed: page({ ...embedRoutes.unitEmbed, known: { unit: hasUnit }, render: unitEmbed }),
  topicEmbed: page({ ...embedRoutes.topicEmbed, known: { topic: isTopic }, render: topicEmbed }),
  oembed: file({
    path: '/oembed',
    scope: 'site',
    media: ['application/json; charset=utf-8', 'text/xml; charset=utf-8'],
    longest: longestOembed,
    key: oembedKey,
    load: oembed,
  }),
  askIndex: file({ ...answerRoutes.askIndex, media: ['application/json; charset=utf-8'], load: indexFile }),
  askLatest: file({ ...answerRoutes.askLatest, media: ['application/json; charset=utf-8'], load: latestIndex }),
  regionsCsv: file({
    path: '/unduh/banding/:file',
    scope: 'site',
    media: ['text/csv; charset=utf-8'],
    load: ({ editions: published }, { file: name }) => regionsCsv(published.reference(), name),
  }),
  referenceList: file({
    path: '/unduh/acuan/published.json',
    scope: 'site',
    media: [jsonType],
    load: ({ editions: published }) => referenceList(published.reference()),
  }),
  register: file({
    path: '/unduh/register.json',
    scope: 'government',
    media: [jsonType],
    load: ({ editions: published, government }) => registerFile(published.register(government)),
  }),
  referenceFile: file({
    path: '/unduh/acuan/:edition/:file',
    scope: 'site',
    media: Object.values(downloadTypes),
    load: ({ editions: published }, { edition: number, file: name }) => referenceFile(published.reference(), number, name),
  }),
  // Before the downloads, whose pattern it fits.
  ckan: file({
    path: '/katalog/:year/:edition/ckan.json',
    scope: 'government',
    media: [jsonType],
    load: (holdings, { year, edition: number }) => {
      const opened = openedBy(holdings.editions, holdings.government, year, number);
      return opened && ckanFile(holdings, opened);
    },
  }),
  fiscal: file({
    path: '/unduh/:year/:edition/data/datapackage.json',
    scope: 'government',
    media: [jsonType],
    load: ({ editions: published, government }, { year, edition: number }) => {
      const opened = openedBy(published, government, year, number);
      return opened && fiscalFile(opened);
    },
  }),
  download: file({
    path: '/unduh/:year/:edition/:file',
    scope: 'government',
    media: Object.values(downloadTypes),
    load: ({ editions: published, government, makeData }, { year, edition: number, file: name }) => {
      const opened = openedBy(published, government, year, number);
      const ofData = /^data\/(.+)$/.exec(name)?.[1];
      if (opened === undefined || ofData !== undefined) return opened && dataDownload(opened, ofData ?? '', makeData);
      // Until format 3 the edition itself has all lines as CSV; its address goes on to work.
      return download(opened, name) ?? (name === 'lines.csv' ? dataDownload(opened, name, makeData) : undefined);
    },
  }),
  editionCsv: file({
    path: '/terbitan/:year/:edition/perubahan.csv',
    scope: 'government',
    media: ['text/csv; charset=utf-8'],
    load: ({ editions: published, government }, { year, edition: number }) => {
      const opened = openedBy(published, government, year, number);
      return opened && editionCsv(published, opened);
    },
  }),
  versionsCsv: file({
    path: '/perubahan/:year/:edition/sub-kegiatan.csv',
    scope: 'government',
    media: ['text/csv; charset=utf-8'],
    load: ({ editions: published, government }, { year, edition: number }) => {
      const opened = openedBy(published, government, year, number);
      return opened && versionsCsv(opened);
    },
  }),
  asset: file({
    path: '/aset/:asset',
    scope: 'site',
    media: Object.values(assetTypes),
    load: ({ assets }, { asset: name }) => assets.files.get(name),
  }),
  manifest: file({
    path: '/manifest.webmanifest',
    scope: 'site',
    media: [manifestType],
    load: ({ assets, government, base }) => webManifest(assets, { government, base }),
  }),
  worker: file({
    path: '/pekerja.js',
    scope: 'site',
    media: [assetTypes['.js'] ?? ''],
    load: ({ assets }) => offlineWorker(assets),
  }),
  favicon: file({ path: '/favicon.ico', scope: 'site', media: ['image/x-icon'], load: ({ assets }) => favicon(assets) }),
  key: file({
    path: '/kunci.pem',
    scope: 'site',
    media: ['application/x-pem-file'],
    load: ({ publicKey }) =>
      publicKey === undefined
        ? undefined
        : resource({ type: 'application/x-pem-file', body: Buffer.from(publicKey), cacheControl: 'public, max-age=3600' }),
  }),
  log: file({
    path: '/log/:log',
    scope: 'site',
    media: ['text/plain; charset=utf-8', 'application/octet-stream'],
    load: ({ editions: published }, { log: path }) => logResource(published, path),
  }),
  dcatUs: file({ path: '/data.json', scope: 'site', media: [jsonType], load: dcatUsFile }),
  dcat: file({ path: '/data.jsonld', scope: 'site', media: [linkedDataType], load: dcatFile }),
  editionsFeed: file({ path: '/umpan/terbitan.xml', scope: 'government', media: [atomType], load: editionsFeed }),
  correctionsFeed: file({ path: '/umpan/koreksi.xml', scope: 'government', media: [atomType], load: correctionsFeed }),
  apiPage: page({ path: '/data/api', render: apiPage }),
  openApi: file({ path: '/api/openapi.json', scope: 'site', media: [jsonType], load: openApiFile }),
  apiAnswer: file({ path: '/api/public/:answer', query: ['year', 'edition'], scope: 'government', media: [jsonType], load: apiAnswer }),
  apiUnit: file({ path: '/api/public/unit/:unit', query: ['year', 'edition'], scope: 'government', media: [jsonType], load: apiAnswer }),
  apiUnknown: file({ path: '/api/public/*', scope: 'government', media: [jsonType], load: () => unknownAnswer }),
  robots: file({ path: '/robots.txt', scope: 'site', media: [textType], load: robots }),
  sitemap: file({ path: '/sitemap.xml', scope: 'site', media: [xmlType], load: sitemapFile }),
  sitemapPart: file({ path: '/sitemap/:sitemap', scope: 'site', media: [xmlType], load: sitemapPart }),
  api: file({
    path: '/api/publik/*',
    scope: 'site',
    media: ['application/json; charset=utf-8'],
    longest: longestQuestion,
    key: questionKey,
    load: answerQuestion,
  }),
};

/** An edition of an address. @returns undefined where there is none */
function openedBy(published: PublicEditions, government: string, year: string, number: string): Edition | undefined {
  const asked = parseFiscalYear(year);
  return asked && published.open(government, asked, Number(number));
}

export type RouteName = keyof typeof table;

declare module './paths.ts' {
  interface Register {
    table: typeof table;
  }
}
