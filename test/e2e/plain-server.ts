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

interface Serving {
  base: string;
  asked: string[];
  /** Serves another folder from now on, at the same address. */
  show: (other: string) => void;
  close: () => void;
}

/**
 * Serves a folder as nginx does with the file nginx.conf of a static copy: the same files in the same order, compressed ones where there
 * are some.
 * @param path that the copy lies below in the folder, "/kota"
 */
export async function servePlain(served: string, path = ''): Promise<Serving> {
  let folder = served;
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
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(readFileSync(join(folder, path, '404.html')));
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
  return { ...(await listening(server)), asked, show: (other) => void (folder = other) };
}

/**
 * Serves a folder as a store of objects does whose list is not public: an address is a name, without its query and nothing is looked for
 * beside it; the same bytes for everybody, so that compressed files are objects of their own; every other name is forbidden, with the
 * page that is set for errors. The bucket's first page is index.html.
 */
export async function serveObjects(folder: string): Promise<Pick<Serving, 'base' | 'close'>> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://plain.invalid');
    const name = pathname === '/' ? 'index.html' : decodeURIComponent(pathname.slice(1));
    const file = join(folder, name);
    const isObject = !name.endsWith('/') && existsSync(file) && statSync(file).isFile();
    const given = isObject ? file : join(folder, '404.html');
    response.writeHead(isObject ? 200 : 403, { 'Content-Type': types[extname(given)] ?? 'binary/octet-stream' });
    response.end(request.method === 'HEAD' ? undefined : readFileSync(given));
  });
  return listening(server);
}

async function listening(server: Server): Promise<Pick<Serving, 'base' | 'close'>> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
