import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import { renderAsync } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);
const fontFiles = ['400Regular', '600SemiBold', '700Bold'].map((weight) =>
  require.resolve(`@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`),
);

/** Pixels for one of the drawing: sharp on a phone, and still small to send on. */
const zoom = 1.25;

/**
 * Drawing and compressing both run on Node's thread pool: `asPng` of the library would hold up every other request for a tenth of a
 * second or more.
 * @param svg without a style sheet; its texts are drawn in the bundled font, whatever the machine has
 */
export async function renderPng(svg: string): Promise<Buffer> {
  const { pixels, width, height } = await renderAsync(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Plus Jakarta Sans' },
    fitTo: { mode: 'zoom', value: zoom },
  });
  return encodePng(pixels, width, height);
}

/** @param pixels four bytes each: red, green, blue, opacity */
async function encodePng(pixels: Buffer, width: number, height: number): Promise<Buffer> {
  const row = width * 4;
  // Each row begins with the number of its filter; 0 is none, which suits flat colours.
  const rows = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y++) pixels.copy(rows, y * (row + 1) + 1, y * row, (y + 1) * row);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a channel, with opacity; the usual compression, filters and order.
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', await promisify(deflate)(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
