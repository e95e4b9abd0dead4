import type { Context, Page } from '../../reading/context.ts';
import { embedAddress, readEmbed } from './embeds.ts';
import { escapeMarkup } from './markup.ts';
import { shareImage } from './share-image.tsx';

/**
 * What a link to the page shows where it is shared, and where sites find its embed. The picture's address names the edition, because
 * networks keep a picture by its address. Nothing where the site's own address is not known: all of it must be whole addresses.
 */
export function shareHead({ edition, address, pinned, paths }: Context, page: Page): string[] {
  if (address('') === undefined || pinned === undefined || (page.status ?? 200) !== 200) return [];
  const embed = page.share && readEmbed(edition, page.share.isi);
  const found = embed && address(paths.oembed());
  const shown = embed && address(embedAddress(paths, embed));
  return [
    `<meta property="og:title" content="${escapeMarkup(page.share?.sentence ?? page.title)}">`,
    `<meta property="og:image" content="${escapeMarkup(`${pinned}&grafik=${shareImage}.png`)}">`,
    '<meta name="twitter:card" content="summary_large_image">',
    ...(found === undefined || shown === undefined
      ? []
      : [`<link rel="alternate" type="application/json+oembed" href="${escapeMarkup(`${found}?url=${encodeURIComponent(shown)}`)}">`]),
  ];
}
