import { writeFileSync } from 'node:fs';
import { openEditions } from '@sipkadin/edition';
import { type BannerSize, bannerSizes, printBanner } from '@sipkadin/print';
import { type Command, mustHaveOptionsAlone, Refusal, status, UsageError } from '../../command.ts';
import { yearOf } from '../../options/fiscal-year.ts';

export const command: Command = {
  usage: '--out FILE [--opd OPD] [--size SIZE] [--year YEAR] [--government CODE] [--lang LANG] [--address URL]',
  options: {
    out: { type: 'string', value: 'FILE', sentence: { id: 'Berkas PDF yang ditulis.', en: 'The PDF file to write.' } },
    opd: {
      type: 'string',
      value: 'OPD',
      sentence: {
        id: 'Nama, kode, atau alamat singkat satu OPD (bawaan: seluruh pemda).',
        en: 'Name, code or short address of one OPD (default: the whole government).',
      },
    },
    size: {
      type: 'string',
      value: 'SIZE',
      sentence: { id: 'Ukuran: a3, a1, atau 3x1 (meter); bawaan a3.', en: 'Size: a3, a1 or 3x1 (metres); default a3.' },
    },
    year: {
      type: 'string',
      value: 'YEAR',
      sentence: { id: 'Tahun anggaran (bawaan: yang terakhir).', en: 'Fiscal year (default: the last).' },
    },
    government: { type: 'string', value: 'CODE', sentence: { id: 'Kode pemda.', en: 'Code of the government.' } },
    lang: { type: 'string', value: 'LANG', sentence: { id: 'Bahasa: id atau en.', en: 'Language: id or en.' } },
    address: {
      type: 'string',
      value: 'URL',
      sentence: {
        id: 'Alamat situs publik untuk kode QR (bawaan: SIPKADIN_SITE_ADDRESS); tanpa alamat, tidak ada kode QR.',
        en: 'Address of the public site for the QR code (default: SIPKADIN_SITE_ADDRESS); without an address there is no QR code.',
      },
    },
  },
  notes: {
    id: 'Infografik cetak dari terbitan terakhir, berwarna CMYK dan dapat difotokopi hitam-putih. Angka utamanya terbaca dari tiga meter pada semua ukuran.',
    en: 'A printed infographic of the newest edition, in CMYK and fit for black and white. Its main figure can be read at three metres on every size.',
  },
  async run({ positionals, flags, config, out, say }) {
    mustHaveOptionsAlone('banner', positionals);
    const { out: target, opd } = flags;
    if (typeof target !== 'string' || target === '')
      throw new UsageError({ id: '--out belum disebut: berkas PDF yang akan ditulis', en: '--out is missing: the PDF file to write' });
    const size = sizeOf(flags['size']);
    const year = flags['year'] === undefined ? undefined : yearOf(flags['year']);
    const address = addressOf(flags['address']) ?? config.siteAddress;
    // Only here: a command's help must not need the built pages.
    const { createSite } = await import('@sipkadin/site');
    const site = createSite({
      editions: openEditions(config.editions),
      defaultGovernment: config.government,
      ...(address && { siteAddress: address.origin, basePath: address.base }),
    });
    const unit = typeof opd === 'string' ? opd : undefined;
    const made = site.banner({ government: config.government, unit, year, language: config.language });
    if (made === undefined)
      throw new Refusal(
        {
          id: `belum ada terbitan untuk itu${unit === undefined ? '' : ', atau OPD itu tidak ada di dalamnya'}`,
          en: `nothing is published of that${unit === undefined ? '' : ', or it has no such OPD'}`,
        },
        status.refused,
      );
    const pdf = await printBanner(made.facts, size, Date.parse(made.publishedAt));
    if (pdf === null)
      throw new Refusal({
        id: 'penata huruf untuk mesin ini tidak terpasang; pasang dengan dependensi opsional',
        en: 'the typesetter is not installed for this machine; install with optional dependencies',
      });
    writeFileSync(target, pdf);
    if (address === undefined)
      say({
        id: 'Tanpa alamat situs, jadi tanpa kode QR: --address atau SIPKADIN_SITE_ADDRESS.',
        en: 'No address of the site, so no QR code: --address or SIPKADIN_SITE_ADDRESS.',
      });
    out(`${target}\n`);
    return status.ok;
  },
};

function sizeOf(flag: unknown): BannerSize {
  const size = bannerSizes.find((one) => one === (flag ?? 'a3'));
  if (size === undefined)
    throw new UsageError({
      id: `--size harus salah satu dari ${bannerSizes.join(', ')}`,
      en: `--size must be one of ${bannerSizes.join(', ')}`,
    });
  return size;
}

function addressOf(flag: unknown): { origin: string; base: string } | undefined {
  if (typeof flag !== 'string') return undefined;
  const url = URL.canParse(flag) ? new URL(flag) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new UsageError({
      id: '--address harus berisi alamat seperti https://kota.example.go.id/keuangan',
      en: '--address must be an address such as https://kota.example.go.id/keuangan',
    });
  return { origin: url.origin, base: url.pathname.replace(/\/+$/, '') };
}
