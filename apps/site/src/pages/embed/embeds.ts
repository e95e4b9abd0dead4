import type { Edition } from '@sipkadin/edition';
import { hasUnit } from '../../reading/known-values.ts';
import type { Paths } from '../../routes/paths.ts';
import { isTopic, topicsIn } from '../topics/rules.ts';
import { escapeMarkup } from './markup.ts';

/** Embeds of the whole government, as addresses spell them. */
export const wholeEmbeds = ['anggaran', 'kurva', 'per-seratus-ribu'] as const;
export type WholeEmbed = (typeof wholeEmbeds)[number];

/** What other sites can show in a frame. */
export type Embed = { kind: WholeEmbed } | { kind: 'opd'; unit: string } | { kind: 'topik'; topic: string };

/** Path of each embed. They are apart from the table of routes, which imports every page, because oEmbed makes links to them. */
export const embedRoutes = {
  embed: { path: '/sematan/:embed', scope: 'page', query: [] },
  unitEmbed: { path: '/sematan/opd/:unit', scope: 'page', query: [] },
  topicEmbed: { path: '/sematan/topik/:topic', scope: 'page', query: [] },
} as const;

/** Height of the frame in CSS pixels, enough at a width of 360: without a script it cannot grow with its content. */
export const embedHeights: Readonly<Record<Embed['kind'], number>> = {
  anggaran: 440,
  kurva: 800,
  'per-seratus-ribu': 880,
  opd: 460,
  topik: 440,
};

export const isWholeEmbed = (text: string): text is WholeEmbed => wholeEmbeds.some((one) => one === text);

/** "kurva", "opd-dinas-kesehatan", "topik-jalan" @returns undefined where the edition has no such embed */
export function readEmbed(edition: Edition, name: string): Embed | undefined {
  if (isWholeEmbed(name)) return { kind: name };
  const [, kind, value = ''] = /^(opd|topik)-(.+)$/.exec(name) ?? [];
  if (kind === 'opd' && hasUnit(edition, value)) return { kind, unit: value };
  return kind === 'topik' && isTopic(edition, value) ? { kind, topic: value } : undefined;
}

/** All that the edition has. */
export function embedsIn(edition: Edition): Embed[] {
  return [
    ...wholeEmbeds.map((kind) => ({ kind })),
    ...edition.units().map(({ slug }) => ({ kind: 'opd' as const, unit: slug })),
    ...topicsIn(edition).map((topic) => ({ kind: 'topik' as const, topic })),
  ];
}

/** As `readEmbed` reads it. */
export function embedName(embed: Embed): string {
  if (embed.kind === 'opd') return `opd-${embed.unit}`;
  return embed.kind === 'topik' ? `topik-${embed.topic}` : embed.kind;
}

/** Address of the embed itself. */
export function embedAddress(paths: Paths, embed: Embed): string {
  if (embed.kind === 'opd') return paths.unitEmbed({ unit: embed.unit });
  return embed.kind === 'topik' ? paths.topicEmbed({ topic: embed.topic }) : paths.embed({ embed: embed.kind });
}

/** Address of the page that has the same figures, and more. */
export function figureAddress(paths: Paths, embed: Embed): string {
  if (embed.kind === 'opd') return paths.unit({ unit: embed.unit });
  return embed.kind === 'topik' ? paths.topic({ topic: embed.topic }) : paths.home();
}

/** What an embed needs in the frame: its links open pages of their own. */
export const frameRights = 'allow-popups allow-popups-to-escape-sandbox';

/** The code that another site puts into its page. */
export function frameMarkup({ address, title, height }: { address: string; title: string; height: number }): string {
  return `<iframe src="${escapeMarkup(address)}" title="${escapeMarkup(title)}" width="100%" height="${height}" style="border:0" loading="lazy" sandbox="${frameRights}"></iframe>`;
}
