import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Language } from '@sipkadin/budget';
import { parseFingerprint } from '@sipkadin/edition';
import { type Command, type CommandInput, Failure, inBoth, Refusal, status, UsageError } from '../../command.ts';
import { explain } from '../../trouble.ts';
import { readSiteAddress } from '../witness/fetch-file.ts';
import { copySite, type MirrorDone } from './copy-site.ts';

export const command: Command = {
  usage: 'URL DIR [--key PEM] [--accept FINGERPRINT] [--every MINUTES]',
  isWithoutData: true,
  options: {
    key: {
      type: 'string',
      value: 'PEM',
      sentence: {
        id: 'Kunci publik penerbit dari sumber lain; tanpa ini, kunci yang disajikan situs pada salinan pertama.',
        en: "The publisher's public key from elsewhere; without it the one that the site serves at the first copy.",
      },
    },
    accept: {
      type: 'string',
      value: 'FINGERPRINT',
      sentence: {
        id: 'Menerima kunci baru bersidik ini walau kunci lamanya hilang.',
        en: 'Accept the new key with this fingerprint although the former one was lost.',
      },
    },
    every: {
      type: 'string',
      value: 'MINUTES',
      sentence: {
        id: 'Menyalin lagi setiap sekian menit, sampai dihentikan.',
        en: 'Copy again after so many minutes, until it is stopped.',
      },
    },
  },
  notes: {
    id: 'Lalu sajikan: sipkadin serve --only public --editions DIR. Status keluar: 0 folder sama dengan situs (atau situs tertinggal), 3 riwayatnya ditolak, 1 tidak dapat dibaca atau tidak cocok.',
    en: 'Then serve it: sipkadin serve --only public --editions DIR. Exit status: 0 the folder has what the site has (or the site is behind), 3 its history is refused, 1 it cannot be read or does not verify.',
  },
  async run(input) {
    const [address, folder, ...more] = input.positionals;
    const site = readSiteAddress(address);
    if (site === undefined || folder === undefined || more.length > 0)
      throw new UsageError({
        id: 'mirror memerlukan satu alamat http dan satu folder',
        en: 'mirror takes one http address and one folder',
      });
    const { key, every, accept: given } = input.flags;
    const minutes = typeof every === 'string' ? Number(every) : undefined;
    if (minutes !== undefined && !(minutes >= 1 && minutes <= 10_000))
      throw new UsageError({ id: '--every harus berisi menit, dari 1 sampai 10000', en: '--every must be minutes, from 1 to 10000' });
    const accept = typeof given === 'string' ? parseFingerprint(given) : undefined;
    if (typeof given === 'string' && accept === undefined)
      throw new UsageError({
        id: '--accept harus berisi sidik kunci 64 digit heksadesimal',
        en: '--accept must be a fingerprint of 64 hex digits',
      });
    const order = { site: site.href, root: resolve(folder), pem: typeof key === 'string' ? readFileSync(key, 'utf8') : undefined, accept };
    if (minutes === undefined) return copy(input, order);
    for (;;) {
      const outcome = await copy(input, order).catch((error: unknown) => failed(error, input));
      if (outcome === status.refused || input.signal.aborted) return outcome === status.refused ? outcome : status.ok;
      await after(minutes * 60_000, undefined, { signal: input.signal }).catch(() => undefined);
    }
  },
};

/** A source that does not answer, or is in the middle of an update, is asked again; what a person must decide ends it. */
async function failed(error: unknown, { config, say }: CommandInput): Promise<number> {
  if (error instanceof Refusal) throw error;
  const words = error instanceof Failure ? error.words : (await explain(error, config)).words;
  say(inBoth((language) => `sipkadin: ${words[language]}`));
  return status.fault;
}

async function copy({ config, out, signal }: CommandInput, order: Omit<Parameters<typeof copySite>[0], 'signal'>): Promise<number> {
  const done = await copySite({ ...order, signal });
  const { language } = config;
  for (const message of done.problems) out(`${order.site}  ${message[language]}\n`);
  if (done.problems.length > 0) return status.refused;
  for (const name of done.added) out(`${name}\n`);
  out(`${order.site}  ${sentence(done, language)}\n`);
  return status.ok;
}

function sentence({ standing, size, notServed, added, fetched, shared }: MirrorDone, language: Language): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const isIndonesian = language === 'id';
  if (standing === 'behind')
    return isIndonesian
      ? `situs tertinggal: baru ${size} terbitan, di sini lebih banyak; tidak ada yang diubah`
      : `the site is behind: ${size} editions, there are more here; nothing was changed`;
  const missing = notServed === 0 ? '' : isIndonesian ? `; ${notServed} tidak disajikan` : `; ${notServed} are not served`;
  return isIndonesian
    ? `${added.length} terbitan ditambahkan, ${megabytes(fetched)} MB dibaca, ${megabytes(shared)} MB sudah ada; seluruhnya ${size}${missing}`
    : `${added.length} editions added, ${megabytes(fetched)} MB read, ${megabytes(shared)} MB were here; ${size} in all${missing}`;
}
