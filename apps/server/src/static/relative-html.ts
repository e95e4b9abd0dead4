import { hash } from 'node:crypto';
import type { Site } from '@sipkadin/site';

interface Page {
  html: string;
  /** Value of its Content-Security-Policy. */
  policy: string;
  /** Path below the copy's root. */
  file: string;
  /** Share image of the page in the copy; absent where the copy has none. */
  picture?: ReturnType<Site['copy']['picture']>;
  /** Path that the official site is served below. */
  base?: string;
}

/** Attributes of our pages that hold an address. */
const addresses = / (href|src|action|data-(?:index|editions|log|key|base))="(\/[^"]*)"/g;

/**
 * A page as it is in a static copy: its links are relative, so that it works in any folder and from a disk, and its policy is in the page,
 * because not every server can send one for each file.
 * @param root what links begin with; of the file's own place where absent
 * @param follow called with the address of each page and file that it links to
 */
export function relativeHtml(
  { html, policy, file, picture, base = '' }: Page,
  copy: Site['copy'],
  follow: (address: string) => void,
  root = '../'.repeat(file.split('/').length - 1),
): string {
  const style: string[] = [];
  const language = html.startsWith('<!doctype html><html lang="en"') ? 'en' : 'id';
  const linked = html
    .replace(/<form[^>]* ?method="post"[\s\S]*?<\/form>/g, () => `<p class="notice">${copy.noForm[language]}</p>`)
    .replace(/<style>([\s\S]*?)<\/style>/, (_, text: string) => {
      const moved = text.replace(/url\((\/[^)]+)\)/g, (whole, address: string) => {
        const found = copy.of(address);
        return found === undefined ? whole : `url(${copy.link(found, root)})`;
      });
      style.push(moved);
      return `<style>${moved}</style>`;
    })
    .replace(/<meta property="og:image" content="([^"]*)">/, (_, content: string) => {
      if (picture?.address === undefined) return '';
      follow(picture.address);
      const official = new URL(content.replaceAll('&amp;', '&'));
      const edition = official.searchParams.get('terbitan') ?? '';
      const address = `${official.origin}${base}/${copy.link(picture, '')}?terbitan=${edition}`;
      return `<meta property="og:image" content="${address.replaceAll('&', '&amp;')}">`;
    })
    .replace(addresses, (whole, name: string, value: string) => {
      if (name === 'data-base') return ` ${name}=""`;
      const [address = '', fragment] = value.replaceAll('&amp;', '&').split('#');
      const found = copy.of(address);
      if (found === undefined) return whole;
      if (found.address !== undefined && (name === 'href' || name === 'src')) follow(found.address);
      const link = `${copy.link(found, root)}${fragment === undefined || found.address === undefined ? '' : `#${fragment}`}`;
      return ` ${name}="${link.replaceAll('&', '&amp;')}"`;
    });
  return linked
    .replace(/^(<!doctype html><html lang="\w+")/, `$1 data-salinan="${root}"`)
    .replace('<meta charset="utf-8">', (meta) => `${meta}<meta http-equiv="Content-Security-Policy" content="${inPage(policy, style)}">`);
}

/** Without what browsers ignore in a page, and with the hash of its own style. */
function inPage(policy: string, styles: readonly string[]): string {
  const hashes = styles.map((style) => `'sha256-${hash('sha256', style, 'base64')}'`);
  return policy
    .split('; ')
    .filter((part) => !part.startsWith('frame-ancestors'))
    .map((part) => (part.startsWith('style-src') ? `style-src ${hashes.join(' ')}` : part))
    .join('; ');
}

/** The web app manifest with addresses relative to itself. */
export function relativeManifest(text: string, copy: Site['copy']): string {
  return JSON.stringify(JSON.parse(text), (name, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith('/')) return value;
    if (name === 'id' || name === 'scope') return './';
    const found = copy.of(value);
    return found === undefined ? value : copy.link(found, './');
  });
}
