import { regionByCode } from '@sipkadin/budget';
import type { Assets } from './assets.ts';
import { type Resource, resource } from './resource.ts';

/** What makes the site a thing that can be put on a phone's first screen. */
export function webManifest(assets: Assets, { government, base }: { government: string; base: string }): Resource {
  const name = regionByCode(government)?.name;
  const icon = (file: string, size: number, purpose: 'any' | 'maskable') => ({
    ...{ src: `${base}/aset/${file}`, sizes: `${size}x${size}`, type: 'image/png', purpose },
  });
  const manifest = {
    ...{ id: `${base}/`, start_url: `${base}/`, scope: `${base}/`, lang: 'id', display: 'minimal-ui' },
    name: name === undefined ? 'SIP KADIN' : `SIP KADIN ${name}`,
    short_name: 'SIP KADIN',
    description: 'Anggaran daerah: direncanakan, dibayarkan, dan dari mana angkanya.',
    ...{ background_color: '#ffffff', theme_color: '#0b5cab' },
    icons: assets.icons.map(({ file, size, purpose }) => icon(file, size, purpose)),
    shortcuts: [
      { name: 'Cari', url: `${base}/cari` },
      { name: 'OPD', url: `${base}/opd` },
      { name: 'Belanja', url: `${base}/belanja` },
    ],
  };
  return resource({ type: manifestType, body: Buffer.from(JSON.stringify(manifest)), cacheControl: 'public, max-age=3600' });
}

export const manifestType = 'application/manifest+json; charset=utf-8';

/** @returns undefined without a build */
export function offlineWorker(assets: Assets): Resource | undefined {
  if (assets.worker === undefined) return undefined;
  return resource({
    type: 'text/javascript; charset=utf-8',
    body: Buffer.from(assets.worker.replace('__RELEASE__', assets.release)),
    cacheControl: 'no-cache',
    // What the worker may load follows from its own policy, not from that of a page.
    headers: { 'Content-Security-Policy': "default-src 'none'; connect-src 'self'" },
  });
}

/** For what asks for /favicon.ico whatever a page names: an icon file around the PNG. @returns undefined without a build */
export function favicon(assets: Assets): Resource | undefined {
  const image = assets.favicon;
  if (image === undefined) return undefined;
  const header = Buffer.alloc(22);
  // One image, of type 1 (icon).
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.set([48, 48], 6);
  // One plane, 32 bits a pixel, and where the PNG lies.
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(image.length, 14);
  header.writeUInt32LE(header.length, 18);
  return resource({ type: 'image/x-icon', body: Buffer.concat([header, image]), cacheControl: 'public, max-age=86400' });
}
