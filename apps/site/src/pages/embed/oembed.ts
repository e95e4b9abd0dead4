import { type FiscalYear, type Language, parseFiscalYear } from '@sipkadin/budget';
import type { Edition, PublicEditions } from '@sipkadin/edition';
import { formatName } from '@sipkadin/ui';
import { type Resource, resource } from '../../http/resource.ts';
import { writeAddress } from '../../routes/paths.ts';
import { pathMatcher, splitPrefix } from '../../routes/pattern.ts';
import type { Holdings } from '../../routes/route.ts';
import { topicOf } from '../topics/rules.ts';
import { type Embed, embedHeights, embedRoutes, frameMarkup, isWholeEmbed } from './embeds.ts';
import { escapeMarkup } from './markup.ts';
import { shareEn } from './words.en.ts';
import { shareId } from './words.id.ts';

/** The pages and embeds that have a frame for other sites, and which. */
const embedded: readonly {
  match: ReturnType<typeof pathMatcher>;
  embed: (found: Readonly<Record<string, string>>) => Embed | undefined;
}[] = [
  { match: pathMatcher('/'), embed: () => ({ kind: 'anggaran' }) },
  ...['/opd/:unit', embedRoutes.unitEmbed.path].map((path) => ({
    match: pathMatcher(path),
    embed: ({ unit = '' }: Readonly<Record<string, string>>): Embed => ({ kind: 'opd', unit }),
  })),
  ...['/topik/:topic', embedRoutes.topicEmbed.path].map((path) => ({
    match: pathMatcher(path),
    embed: ({ topic = '' }: Readonly<Record<string, string>>): Embed => ({ kind: 'topik', topic }),
  })),
  { match: pathMatcher(embedRoutes.embed.path), embed: ({ embed = '' }) => (isWholeEmbed(embed) ? { kind: embed } : undefined) },
];

const widest = 1200;
const narrowest = 300;

/** Longest address of a question in characters: it holds another address, encoded. */
export const longestOembed = 2048;

interface Asked {
  url: string;
  form: string;
  width: number;
  height: number;
}

function readQuestion(question: string): Asked {
  const query = new URL(question, 'http://site.invalid').searchParams;
  const size = (name: string) => (/^\d{1,5}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : Number.POSITIVE_INFINITY);
  return { url: query.get('url') ?? '', form: query.get('format') ?? 'json', width: size('maxwidth'), height: size('maxheight') };
}

/** Under which an answer is kept: what else the question holds makes no further answers. */
export function oembedKey(question: string, base: string): string {
  const { url, form, width, height } = readQuestion(question);
  return `${base}/oembed ${form} ${Math.min(width, widest)} ${Math.min(height, 1000)} ${url}`;
}

/**
 * Answers which frame a page of this site has for other sites (oEmbed 1.0, type rich).
 * Refused in words: 400 without an address, 404 for an address that has no frame, 501 for another form than json and xml.
 */
export function oembed({ editions, government, base, address }: Holdings, _parameters: unknown, question: string): Resource {
  const { url, form, width: most, height: highest } = readQuestion(question);
  if (form !== 'json' && form !== 'xml') return refused(501, 'format: json atau xml.', 'format: json or xml.');
  if (url === '') return refused(400, 'Sebutkan ?url= alamat halaman situs ini.', 'Give ?url= the address of a page of this site.');
  const site = address(base);
  const path = site === undefined ? undefined : pathWithin(url, site);
  const found = path === undefined ? undefined : embedAt(path, { editions, government });
  const whole = found && address(writeAddress(found.route, { base, ...found.at }, found.values));
  if (found === undefined || whole === undefined || site === undefined)
    return refused(404, 'Alamat itu tidak punya sematan di situs ini.', 'That address has no embed on this site.');
  const width = Math.max(narrowest, Math.min(widest, most));
  const height = Math.max(120, Math.min(embedHeights[found.kind], highest));
  const answer = {
    ...{ version: '1.0', type: 'rich', title: found.title, author_name: found.government },
    ...{ provider_name: 'SIP KADIN', provider_url: `${site}/`, cache_age: 3600 },
    ...{ html: frameMarkup({ address: whole, title: found.title, height }), width: Math.min(width, 640), height },
  };
  return resource({
    type: form === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8',
    body: Buffer.from(form === 'json' ? JSON.stringify(answer).replaceAll('<', String.raw`\u003c`) : xmlOf(answer)),
    cacheControl: 'public, max-age=60, stale-while-revalidate=600',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
}

/** @returns the path and query below the site, of an address in it; the scheme alone may differ */
function pathWithin(url: string, site: string): URL | undefined {
  if (!URL.canParse(url)) return undefined;
  const [asked, own] = [new URL(url), new URL(site)];
  const base = own.pathname.replace(/\/$/, '');
  if (!/^https?:$/.test(asked.protocol) || asked.host !== own.host || asked.username !== '' || asked.password !== '') return undefined;
  if (asked.pathname !== base && !asked.pathname.startsWith(`${base}/`)) return undefined;
  return new URL(`http://site.invalid${asked.pathname.slice(base.length) || '/'}${asked.search}`);
}

function embedAt({ pathname, searchParams }: URL, { editions, government: usual }: Pick<Holdings, 'editions' | 'government'>) {
  const { isEnglish, government, path } = splitPrefix(pathname);
  const language: Language = isEnglish ? 'en' : 'id';
  for (const { match, embed: read } of embedded) {
    const parameters = match(path);
    const embed = parameters && read(parameters);
    if (embed === undefined) continue;
    const opened = editionAt(editions, government ?? usual, searchParams);
    const name = opened && nameOf(opened.edition, embed, language);
    if (opened === undefined || name === undefined) return undefined;
    const { name: ofGovernment } = opened.edition.manifest.government;
    return {
      ...{ kind: embed.kind, government: ofGovernment, at: { language, government } },
      title: `${name} · ${ofGovernment} ${opened.edition.manifest.year}`,
      route: embed.kind === 'opd' ? embedRoutes.unitEmbed : embed.kind === 'topik' ? embedRoutes.topicEmbed : embedRoutes.embed,
      values: {
        ...(embed.kind === 'opd' ? { unit: embed.unit } : embed.kind === 'topik' ? { topic: embed.topic } : { embed: embed.kind }),
        ...opened.pinned,
      },
    };
  }
  return undefined;
}

/** The edition that the address names, else the latest; `pinned` is what of it the embed's address repeats. */
function editionAt(editions: PublicEditions, government: string, query: URLSearchParams) {
  const [first] = [...editions.years(government)].toSorted((a, b) => b - a);
  const year: FiscalYear | undefined = query.has('tahun') ? parseFiscalYear(query.get('tahun') ?? '') : first;
  if (year === undefined) return undefined;
  const number = query.get('terbitan');
  const edition = number === null ? editions.latest(government, year) : editions.open(government, year, Number(number));
  if (edition === undefined) return undefined;
  return {
    edition,
    pinned: { tahun: query.has('tahun') ? year : undefined, terbitan: number === null ? undefined : edition.manifest.number },
  };
}

function nameOf(edition: Edition, embed: Embed, language: Language): string | undefined {
  const { kinds } = (language === 'id' ? shareId : shareEn).share;
  if (embed.kind === 'topik') return topicOf(edition, embed.topic)?.name[language];
  if (embed.kind !== 'opd') return kinds[embed.kind];
  const unit = edition.units().find(({ slug }) => slug === embed.unit);
  return unit && formatName(unit.name);
}

function xmlOf(answer: Readonly<Record<string, string | number>>): string {
  const fields = Object.entries(answer).map(([name, value]) => `<${name}>${escapeMarkup(String(value))}</${name}>`);
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join('')}</oembed>\n`;
}

function refused(status: number, id: string, en: string): Resource {
  return resource({ status, type: 'text/plain; charset=utf-8', body: Buffer.from(`${id}\n${en}\n`), cacheControl: 'no-store' });
}
