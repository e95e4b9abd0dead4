import { createServer, type Server, type ServerResponse } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Refusal } from '../command.ts';
import type { Log } from '../log.ts';
import type { Config } from '../settings/config.ts';
import { type LoopDelay, metricFamilies } from './metrics.ts';
import { metricsText } from './metrics-text.ts';
import type { RequestCounts } from './request-counts.ts';
import type { HealthWatch } from './watch.ts';

interface Source {
  requests: RequestCounts;
  /** The server whose requests are counted. */
  server: Server;
  /** undefined while the process starts. */
  watch: () => HealthWatch | undefined;
  log: Log;
  data: string;
}

export interface MetricsServer {
  address: string;
  close(): void;
}

/**
 * Answers `GET /metrics` on an address of its own: the public address never does, whatever a proxy passes on.
 * @throws Refusal where the address cannot be listened on
 */
export async function serveMetrics({ host, port }: NonNullable<Config['metrics']>, source: Source): Promise<MetricsServer> {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const server = createServer({ headersTimeout: 5000, requestTimeout: 5000 }, (request, response) => {
    const path = request.url?.split('?')[0];
    const isAsked = path === '/metrics' && (request.method === 'GET' || request.method === 'HEAD');
    void answer(response, isAsked ? () => text(source, delay) : undefined, request.method === 'HEAD');
  });
  const answer = async (response: ServerResponse, gather: (() => Promise<string>) | undefined, isHead: boolean) => {
    try {
      const body = (await gather?.()) ?? 'GET /metrics\n';
      const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' };
      response.writeHead(gather === undefined ? 404 : 200, headers).end(isHead ? undefined : body);
    } catch (error) {
      source.log.error({ err: error }, 'metrics could not be gathered');
      response.writeHead(500).end();
    }
  };
  server.maxConnections = 16;
  const bound = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new Refusal({
          id: `SIPKADIN_METRICS: tidak dapat mendengarkan di ${host}:${port} (${error.message})`,
          en: `SIPKADIN_METRICS: cannot listen on ${host}:${port} (${error.message})`,
        }),
      ),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close() {
      delay.disable();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function text({ watch, ...measured }: Source, delay: LoopDelay): Promise<string> {
  const state = await watch()?.state();
  // While the process starts, nothing is known of its parts.
  if (state === undefined) return metricsText(measured.requests.families());
  return metricsText(await metricFamilies({ ...measured, state, delay }));
}
