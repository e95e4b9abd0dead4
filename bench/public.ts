/**
 * The public door, as `serve --only public` has it, against nginx serving the same precompressed bytes, in turns, by the same load
 * generator; beside them a bare server of Node's http that sends the same bytes.
 * Needs nginx and wrk on the machine; says so and measures nothing where they are missing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';

export interface PublicRow {
  path: string;
  bytes: number;
  nginx: number;
  ours: number;
  bare: number;
  ratio: number;
  bareRatio: number;
}

function missing(): string | undefined {
  for (const tool of ['nginx', 'wrk']) if (spawnSync(tool, ['-v']).error) return tool;
  return undefined;
}

function fetchGzip(url: string): Promise<{ body: Buffer; type: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200 || response.headers['content-encoding'] !== 'gzip')
          reject(new Error(`${url}: ${response.statusCode}`));
        resolve({ body: Buffer.concat(chunks), type: response.headers['content-type'] ?? 'text/html' });
      });
    })
      .on('error', reject)
      .end();
  });
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Medians of turns: nginx, ours, bare, nginx, ours … so that a noisy neighbour hits all. */
export async function publicThroughput(paths: string[], seconds = 1, turns = 9): Promise<PublicRow[] | string> {
  const tool = missing();
  if (tool) return `${tool} is not installed`;
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-public-'));
  const data = join(folder, 'data');
  const editionsRoot = join(data, 'editions');
  const content = sampleContent();
  const written = await writeEdition(editionsRoot, content, loadSigningKey(join(folder, 'key')));
  await announce(editionsRoot, content.government.code, content.year, content.number, written.hash);
  const ours = await serving(data);
  const nginxPort = await freePort();
  mkdirSync(join(folder, 'www'));
  const rows: PublicRow[] = [];
  const files: { body: Buffer; type: string }[] = [];
  const bareServer = createServer(({ url }, response) => {
    const file = files[Number(url?.slice(1))];
    response.writeHead(200, ['Content-Type', file?.type ?? '', 'Content-Encoding', 'gzip', 'Content-Length', `${file?.body.length}`]);
    response.end(file?.body);
  });
  const barePort = await listening(bareServer);
  for (const [index, path] of paths.entries()) {
    const file = await fetchGzip(`${ours.address}${path}`);
    files.push(file);
    writeFileSync(join(folder, 'www', `${index}.html.gz`), file.body);
    writeFileSync(join(folder, 'www', `${index}.html`), '');
  }
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http { access_log off; sendfile on; gzip_static always; keepalive_requests 1000000; types { text/html html; }
client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
server { listen 127.0.0.1:${nginxPort}; root ${folder}/www; } }`,
  );
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  try {
    for (let tries = 0; tries < 50; tries++) {
      const up = await fetchGzip(`http://127.0.0.1:${nginxPort}/0.html`).catch(() => undefined);
      if (up) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const [index, path] of paths.entries()) {
      const rates: { nginx: number[]; ours: number[]; bare: number[] } = { nginx: [], ours: [], bare: [] };
      for (let turn = 0; turn < turns; turn++) {
        rates.nginx.push(await loadApart(`http://127.0.0.1:${nginxPort}/${index}.html`, seconds));
        rates.ours.push(await loadApart(`${ours.address}${path}`, seconds));
        rates.bare.push(await loadApart(`http://127.0.0.1:${barePort}/${index}`, seconds));
      }
      const [theirs, own, bare] = [median(rates.nginx), median(rates.ours), median(rates.bare)];
      rows.push({
        ...{ path, bytes: files[index]?.body.length ?? 0, nginx: Math.round(theirs), ours: Math.round(own), bare: Math.round(bare) },
        ...{ ratio: own / theirs, bareRatio: bare / theirs },
      });
    }
  } finally {
    nginx.kill();
    ours.stop();
    bareServer.close();
    bareServer.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

/** The product itself, in a process of its own. */
function serving(data: string): Promise<{ address: string; stop: () => void }> {
  const main = join(import.meta.dirname, '../apps/server/src/main.ts');
  const child = spawn(process.execPath, [main, 'serve', '--only', 'public', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', SIPKADIN_LOG: 'warn' },
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /^SIP KADIN: (\S+)\/$/m.exec(text)?.[1];
      if (address !== undefined) resolve({ address, stop: () => child.kill() });
    });
    child.on('close', (code) => reject(new Error(`serve ended with ${String(code)}`)));
  });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return address.port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Requests per second as wrk counts them; it must not block this process, which is the server under test. */
function loadApart(url: string, seconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', ['-t1', '-c32', `-d${seconds}s`, '-H', 'Accept-Encoding: gzip', url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on('close', () => {
      if (/Non-2xx/.test(text)) reject(new Error(`${url}: ${text}`));
      else resolve(Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1] ?? Number.NaN));
    });
  });
}
