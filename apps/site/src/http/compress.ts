import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [brotliAsync, gzipAsync] = [promisify(brotliCompress), promisify(gzip)];

/** Small, for what is sent many times. Runs on Node's thread pool. */
export function compressWell(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return gzipAsync(body, { level: 9 });
  // Above 7 each level takes many times as long for a few bytes: a page of 60 KB 3 ms, and 27 at level 9 for 40 bytes less.
  const quality = body.length < 500_000 ? 7 : 5;
  return brotliAsync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
}

const mostAtOnce = 2;
let running = 0;

/** Quickly, for what is sent once. @returns undefined where others are being compressed already: it is then sent as it is */
export function compressLightly(body: Buffer): Promise<Buffer> | undefined {
  if (running >= mostAtOnce) return undefined;
  running++;
  return gzipAsync(body, { level: 1 }).finally(() => running--);
}
