import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [brotliAsync, gzipAsync] = [promisify(brotliCompress), promisify(gzip)];

/** Small, for what is sent many times. Runs on Node's thread pool. */
export function compressWell(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return gzipAsync(body, { level: 9 });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_LGWIN } = constants;
  // The usual window takes 4 MB for each page, and beyond the length of a page a window saves nothing.
  const window = Math.min(22, Math.max(16, Math.ceil(Math.log2(body.length + 16))));
  // Level 9 takes 1 to 3 ms for a page of 15 to 50 KB with the smallest window, with a larger one ten times as long for a few bytes.
  const quality = window === 16 ? 9 : body.length < 500_000 ? 7 : 5;
  const params = { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: body.length, [BROTLI_PARAM_LGWIN]: window };
  return brotliAsync(body, { params });
}

const mostAtOnce = 2;
let running = 0;

/** Quickly, for what is sent once. @returns undefined where others are being compressed already: it is then sent as it is */
export function compressLightly(body: Buffer): Promise<Buffer> | undefined {
  if (running >= mostAtOnce) return undefined;
  running++;
  return gzipAsync(body, { level: 1 }).finally(() => running--);
}
