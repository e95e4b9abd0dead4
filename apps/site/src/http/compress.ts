import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [brotliAsync, gzipAsync] = [promisify(brotliCompress), promisify(gzip)];

/** Small, for what is sent many times. Runs on Node's thread pool. */
export function compressWell(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return gzipAsync(body, { level: 9 });
  // Levels 10 and 11 take ten times as long for a few bytes.
  const quality = body.length < 500_000 ? 9 : 5;
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
