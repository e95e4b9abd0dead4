import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bannerSheets, bannerShrinks, bannerType } from '../src/banner.ts';
import { type Banner, bannerSizes, printBanner } from '../src/index.ts';

/** Height of "x" as a part of the size of type, as the font states it (OS/2, sxHeight). */
function xHeight(): number {
  const file = createRequire(import.meta.url).resolve('@expo-google-fonts/plus-jakarta-sans/700Bold/PlusJakartaSans_700Bold.ttf');
  const font = readFileSync(file);
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + 16 * at);
  const start = (name: string) => font.readUInt32BE((tables.find((at) => font.toString('latin1', at, at + 4) === name) ?? 0) + 8);
  return font.readInt16BE(start('OS/2') + 86) / font.readUInt16BE(start('head') + 18);
}

test('letters are 1/200 of the distance from which they are read', () => {
  const height = xHeight();
  expect(height).toBeGreaterThan(0.5);
  const of = (size: (typeof bannerSizes)[number], kind: keyof typeof bannerType) => bannerType[kind] * bannerSheets[size].unit * height;
  // The leading figure on every size, and the three figures on what hangs on a wall or a street: 3 m.
  for (const size of bannerSizes) expect(of(size, 'lead'), size).toBeGreaterThanOrEqual(15);
  for (const size of ['a1', '3x1'] as const) expect(of(size, 'value'), size).toBeGreaterThanOrEqual(15);
  // The smallest type, on the longest page: 0.48 m, 0.97 m and 1.6 m.
  const smallest = Math.min(bannerType.note, bannerType.row) * Math.min(...bannerShrinks);
  expect(bannerSizes.map((size) => Math.round((smallest * bannerSheets[size].unit * height * 200) / 10) / 100)).toEqual([0.49, 0.97, 1.64]);
});

const canary = `=cmd|'/C calc'!A1 #eval("1") $x$ \\u{202E} <script>alert(1)</script> */ ]] \u202Eevil \ud800 \u0007`;
const long =
  'Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk, Keluarga Berencana dan Pemberdayaan Masyarakat Kelurahan';
const row = { name: long.slice(0, 64), amount: 'Rp206,6 miliar', part: 0.5, share: 'Rp26.131', isRest: false };
const banner: Banner = {
  ...{
    lang: 'id',
    title: `${long} ${canary}`,
    government: `Kota ${canary}`,
    simulated: 'Data simulasi',
    lead: 'Rp100',
    sentence: `${long} ${canary}`,
  },
  bar: { paid: 1.4, plan: null, paidText: 'Sudah dibayarkan 140,0%, melebihi anggaran', planText: 'rencana kas belum diterbitkan' },
  figures: [{ label: canary, value: 'Rp869,4 miliar', note: canary }],
  lists: [
    { title: canary, rows: Array.from({ length: 5 }, () => row), note: canary },
    { title: canary, rows: Array.from({ length: 5 }, () => row), note: '' },
  ],
  ranked: { title: canary, rows: Array.from({ length: 8 }, () => ({ ...row, name: `${long} ${canary}` })), none: '' },
  check: {
    ...{ title: 'Periksa', text: 'Pindai', alt: 'Kode QR', address: `https://example.go.id/opd/${'a-'.repeat(60)}?tahun=2026&terbitan=1` },
    qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>',
  },
  foot: [canary, canary],
};
const empty: Banner = {
  ...{ ...banner, title: 'Uang', lead: '–', simulated: null, bar: null, figures: [], lists: [], check: null },
  ranked: { title: 'OPD', rows: [], none: 'Tidak ada.' },
};

test.each(bannerSizes)(
  '%s: the longest texts and none at all fit one tagged page, in CMYK, with the fonts in it, and the same bytes each time',
  async (size) => {
    const [full, again, bare] = await Promise.all([banner, banner, empty].map((one) => printBanner(one, size, 1_700_000_000_000)));
    expect(Buffer.compare(full ?? Buffer.alloc(0), again ?? Buffer.alloc(1))).toBe(0);
    for (const pdf of [full, bare]) {
      const text = whole(Buffer.from(pdf ?? []));
      expect(text).toMatch(/\/Type\s*\/Pages\s*\/Count 1\b/);
      const [, width = '', height = ''] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? [];
      const inPoints = (millimetres: number) => (millimetres * 72) / 25.4;
      expect(Number(width)).toBeCloseTo(inPoints(bannerSheets[size].width), 1);
      expect(Number(height)).toBeCloseTo(inPoints(bannerSheets[size].height), 1);
      expect(text).toMatch(/\/FontFile\d? /);
      expect(text).toMatch(/\/StructTreeRoot/);
      expect(text).toMatch(/\bk\n/);
      expect(text).not.toMatch(/\/JavaScript|\/Launch|\/URI/);
    }
  },
);

/** The file with its packed streams unpacked. */
function whole(pdf: Buffer): string {
  const parts = [pdf.toString('latin1')];
  for (const { index } of pdf.toString('latin1').matchAll(/(?<!end)stream\n/g)) {
    const start = index + 'stream\n'.length;
    try {
      parts.push(inflateSync(pdf.subarray(start), { finishFlush: 2 }).toString('latin1'));
    } catch {
      // Not packed, or the end of one.
    }
  }
  return parts.join('\n');
}
