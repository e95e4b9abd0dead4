import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { Family, Sample } from './metrics-text.ts';

/** Upper bounds of the histogram, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Number.POSITIVE_INFINITY];

interface Counted {
  /** By the first digit of the status; `aborted`: the client was gone before the end. */
  statuses: Map<string, number>;
  /** How many took at most each bound and more than the one before. */
  buckets: number[];
  seconds: number;
}

export interface RequestCounts {
  /** Measures a request until its response has ended. */
  observe(request: IncomingMessage, response: ServerResponse): void;
  families(): Family[];
}

interface Observed {
  /** The name of an address's route, one of finitely many; undefined: no route has it. */
  routeOf: (path: string) => string | undefined;
  /** Names a request as its answer does. */
  requestId: (request: IncomingMessage) => string;
  /** undefined: requests are not logged. */
  log: Log | undefined;
}

/** Counts requests by the name of their route, never by their address: addresses are endless, and may hold what a person typed. */
export function countRequests({ routeOf, requestId, log }: Observed): RequestCounts {
  const routes = new Map<string, Counted>();
  let open = 0;

  function observe(request: IncomingMessage, response: ServerResponse): void {
    const began = performance.now();
    // Now: express takes the part off that a router is mounted at.
    const { url = '/', method = '' } = request;
    open++;
    response.once('close', () => {
      open--;
      const seconds = (performance.now() - began) / 1000;
      const mark = url.indexOf('?');
      const route = routeOf(mark < 0 ? url : url.slice(0, mark)) ?? 'other';
      const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted';
      count(route, status, seconds);
      log?.info(
        { request: requestId(request), method, route, status: response.statusCode, milliseconds: Math.round(seconds * 1000) },
        'request',
      );
    });
  }

  function count(route: string, status: string, seconds: number): void {
    let counted = routes.get(route);
    if (counted === undefined) {
      counted = { statuses: new Map(), buckets: bounds.map(() => 0), seconds: 0 };
      routes.set(route, counted);
    }
    counted.statuses.set(status, (counted.statuses.get(status) ?? 0) + 1);
    counted.seconds += seconds;
    const at = bounds.findIndex((bound) => seconds <= bound);
    counted.buckets[at] = (counted.buckets[at] ?? 0) + 1;
  }

  return {
    observe,
    families: () => [
      {
        name: 'sipkadin_http_requests_total',
        type: 'counter',
        help: 'Requests that ended, by route and kind of status.',
        samples: [...routes].flatMap(([route, { statuses }]) =>
          [...statuses].map(([status, value]) => ({ labels: { route, status }, value })),
        ),
      },
      {
        name: 'sipkadin_http_request_duration_seconds',
        type: 'histogram',
        help: 'Time from the head of a request to the end of its response, by route.',
        samples: [...routes].flatMap(([route, counted]) => histogram(route, counted)),
      },
      { name: 'sipkadin_http_requests_open', type: 'gauge', help: 'Requests that are being answered.', samples: [{ value: open }] },
    ],
  };
}

function histogram(route: string, { buckets, seconds }: Counted): Sample[] {
  let sum = 0;
  const cumulative = bounds.map((bound, at): Sample => {
    sum += buckets[at] ?? 0;
    return { suffix: '_bucket', labels: { route, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound) }, value: sum };
  });
  return [...cumulative, { suffix: '_sum', labels: { route }, value: seconds }, { suffix: '_count', labels: { route }, value: sum }];
}
