/**
 * The public door against nginx serving the same precompressed bytes, in turns, by the same load generator.
 * Needs nginx and wrk on the machine; says so and measures nothing where they are missing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, openEditions, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { createSite } from '@sipkadin/site';

export interface PublicRow {
  path: string;
  bytes: number;
  nginx: number;
  ours: number;
  ratio: number;
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

/** Medians of turns: nginx, ours, nginx, ours … so that a noisy neighbour hits both. */
export async function publicThroughput(paths: string[], seconds = 2, turns = 3): Promise<PublicRow[] | string> {
  const tool = missing();
  if (tool) return `${tool} is not installed`;
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-public-'));
  const editionsRoot = join(folder, 'editions');
  const content = sampleContent();
  const written = await writeEdition(editionsRoot, content, loadSigningKey(join(folder, 'key')));
  await announce(editionsRoot, content.government.code, content.year, content.number, written.hash);
  const site = createSite({ editions: openEditions(editionsRoot), defaultGovernment: content.government.code });
  const server = createServer((incoming, outgoing) => {
    if (!site.handler(incoming, outgoing)) {
      outgoing.statusCode = 404;
      outgoing.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  const nginxPort = address.port + 1;
  mkdirSync(join(folder, 'www'));
  const rows: PublicRow[] = [];
  const files: Buffer[] = [];
  for (const [index, path] of paths.entries()) {
    const { body } = await fetchGzip(`http://127.0.0.1:${address.port}${path}`);
    files.push(body);
    writeFileSync(join(folder, 'www', `${index}.html.gz`), body);
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
      const nginxRates: number[] = [];
      const ourRates: number[] = [];
      for (let turn = 0; turn < turns; turn++) {
        nginxRates.push(await loadApart(`http://127.0.0.1:${nginxPort}/${index}.html`, seconds));
        ourRates.push(await loadApart(`http://127.0.0.1:${address.port}${path}`, seconds));
      }
      rows.push({
        path,
        bytes: files[index]?.length ?? 0,
        nginx: Math.round(median(nginxRates)),
        ours: Math.round(median(ourRates)),
        ratio: median(ourRates) / median(nginxRates),
      });
    }
  } finally {
    nginx.kill();
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
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
