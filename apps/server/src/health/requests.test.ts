import { createServer, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { diskGrowth } from './disk-growth.ts';
import { gauge, metricsText } from './metrics-text.ts';
import { countRequests } from './request-counts.ts';

test('requests are counted by route: neither an address nor what it asks for becomes a label, or is logged', async () => {
  const lines: string[] = [];
  const known = new Set(['opd', 'cari']);
  const routeOf = (path: string) => (known.has(path.split('/')[1] ?? '') ? `/${path.split('/')[1]}` : undefined);
  const log = createLog('info', (line) => lines.push(line));
  const counts = countRequests({ routeOf, requestId: (request: IncomingMessage) => String(request.headers['x-request-id']), log });
  const server = createServer((request, response) => {
    counts.observe(request, response);
    response.writeHead(request.url?.startsWith('/opd') ? 200 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const origin = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  const paths = Array.from({ length: 60 }, (_, at) => `/${['opd', 'cari', `x${at}`][at % 3]}/KANARI-${at}?cari=KANARI+Rp987654321`);
  for (const path of paths) await (await fetch(`${origin}${path}`, { headers: { 'x-request-id': 'a-1' } })).text();
  await expect.poll(() => lines.length).toBe(60);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const text = metricsText(counts.families());
  expect(text).not.toMatch(/KANARI|987654321/);
  expect(lines.join('')).not.toMatch(/KANARI|987654321|127\.0\.0\.1/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ request: 'a-1', method: 'GET', route: '/opd', status: 200, msg: 'request' });
  const requests = text.split('\n').filter((line) => line.startsWith('sipkadin_http_requests_total'));
  expect(requests).toEqual([
    'sipkadin_http_requests_total{route="/opd",status="2xx"} 20',
    'sipkadin_http_requests_total{route="/cari",status="4xx"} 20',
    'sipkadin_http_requests_total{route="other",status="4xx"} 20',
  ]);
  const [buckets, sums] = [text.match(/_bucket\{route="\/opd",le="[\d.+Inf]+"\} \d+/g) ?? [], text.match(/_count\{route="\/opd"\} 20/g)];
  expect([buckets.length, buckets.at(-1), sums?.length]).toEqual([12, '_bucket{route="/opd",le="+Inf"} 20', 1]);
});

test('labels are escaped, and what is not known is left out', () => {
  const family = { name: 'a_total', type: 'counter', help: 'A.', samples: [{ labels: { kind: 'a "b"\\\nc' }, value: 2 }] } as const;
  expect(metricsText([family, gauge('b_bytes', 'B.', null)])).toBe(
    '# HELP a_total A.\n# TYPE a_total counter\na_total{kind="a \\"b\\"\\\\\\nc"} 2\n',
  );
});

test('days until the disk is full are known after a day, and only while it fills', () => {
  const growth = diskGrowth();
  const hour = 3_600_000;
  growth.note(0, 100);
  growth.note(23 * hour, 90);
  expect(growth.daysLeft()).toBeNull();
  growth.note(48 * hour, 80);
  expect(growth.daysLeft()).toBe(8);
  growth.note(72 * hour, 120);
  expect(growth.daysLeft()).toBeNull();
});
