import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves a folder as nginx does with the file nginx.conf of a static copy: the same files in the same order, compressed ones where there
 * are some.
 */
export async function servePlain(folder: string): Promise<{ base: string; asked: string[]; close: () => void }> {
  const asked: string[] = [];
  const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
  const server: Server = createServer((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://plain.invalid');
    asked.push(`${pathname}${search}`);
    const uri = decodeURIComponent(pathname);
    const [year, edition] = [searchParams.get('tahun') ?? '', searchParams.get('terbitan') ?? ''];
    const [, page, form] = /^(?!\/(?:unduh|aset|log)\/)(.+)\.(html|csv|xlsx|json)$/.exec(uri) ?? [];
    const tried =
      page !== undefined
        ? [`${page}~${search.slice(1)}.${form}`, `${page}~tahun=${year}.${form}`, uri]
        : [
            `${uri}~${search.slice(1)}.html`,
            ...[`${uri}~tahun=${year}&terbitan=${edition}.html`, `${uri}~tahun=${year}.html`, `${uri}~terbitan=${edition}.html`],
            ...[`${uri}.html`, `${uri}index.html`, `${uri}.json`, uri],
          ];
    const file = tried.map((one) => join(folder, one)).find(isFile);
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(readFileSync(join(folder, '404.html')));
      return;
    }
    const isGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'])) && isFile(`${file}.gz`);
    const headers = {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': "frame-ancestors 'none'",
    };
    response.writeHead(200, { ...headers, ...(isGzip && { 'Content-Encoding': 'gzip' }) });
    response.end(request.method === 'HEAD' ? undefined : readFileSync(isGzip ? `${file}.gz` : file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
