import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Resource, resource } from './resource.ts';

/** The font, the icons and the scripts of pages, read once at start. */
export interface Assets {
  files: ReadonlyMap<string, Resource>;
  /** Script entries by name. */
  entries: ReadonlyMap<string, string>;
  font: string | undefined;
  icon: string | undefined;
  /** Icons of an installed site. */
  icons: readonly { file: string; size: number; purpose: 'any' | 'maskable' }[];
  /** Bytes of a small PNG. */
  favicon: Buffer | undefined;
  /** Text of the service worker. */
  worker: string | undefined;
  /** Differs between releases whose assets differ. */
  release: string;
}

/** Media types by the ending of the name. */
export const assetTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** File names contain a hash of their content, so they may be cached for ever. Without a build there are no assets, and pages work without them. */
export function readAssets(folder: string): Assets {
  const files = new Map<string, Resource>();
  const entries = new Map<string, string>();
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names) {
    const type = assetTypes[extname(name)];
    if (type === undefined) continue;
    files.set(name, resource({ type, body: readFileSync(join(folder, name)), cacheControl: 'public, max-age=31536000, immutable' }));
    const entry = /^entry-([a-z]+)-[\w-]+\.js$/.exec(name);
    if (entry?.[1] !== undefined) entries.set(entry[1], name);
  }
  return {
    files,
    entries,
    font: names.find((name) => name.endsWith('.woff2')),
    icon: names.find((name) => name.startsWith('shield') && name.endsWith('.svg')),
    icons: names.flatMap((name) => {
      const [, kind, size] = /^(icon|mask)(\d+)-\w+\.png$/.exec(name) ?? [];
      return size === undefined
        ? []
        : [{ file: name, size: Number(size), purpose: kind === 'mask' ? ('maskable' as const) : ('any' as const) }];
    }),
    favicon: readIfThere(
      folder,
      names.find((name) => name.startsWith('icon48-')),
    ),
    worker: readIfThere(
      folder,
      names.find((name) => name.startsWith('worker-')),
    )?.toString('utf8'),
    release: createHash('sha256').update(names.toSorted().join(' ')).digest('hex').slice(0, 12),
  };
}

function readIfThere(folder: string, name: string | undefined): Buffer | undefined {
  return name === undefined ? undefined : readFileSync(join(folder, name));
}
