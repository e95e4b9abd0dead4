/**
 * Asks for so many addresses a second, whether or not earlier ones were answered, and prints how long each kind took.
 * Usage: node bench/flood-load.ts URL SECONDS RATE new|mix
 */
import { Agent, request as httpRequest } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { newAddresses, publicMix } from './load-kinds.ts';

const [base = '', seconds = '10', rate = '2000', mix = 'new'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 512, scheduling: 'fifo' });
const kinds = mix === 'mix' ? publicMix(await slugs()) : newAddresses;
let count = 0;
const turn = Object.entries(kinds).flatMap(([kind, { share }]) => Array.from({ length: share }, () => kind));
const times = new Map<string, number[]>(Object.keys(kinds).map((kind) => [kind, []]));
const errors: Record<string, number> = {};
let open = 0;

function ask(kind: string, scheduled: number): void {
  count++;
  open++;
  const done = (error?: string) => {
    open--;
    if (error === undefined) times.get(kind)?.push(performance.now() - scheduled);
    else errors[error] = (errors[error] ?? 0) + 1;
  };
  const { path, body, headers } = kinds[kind]?.ask(count) ?? { path: '/' };
  const posted = body === undefined ? {} : { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const options = { agent, method: body === undefined ? 'GET' : 'POST', headers: { 'accept-encoding': 'gzip, br', ...posted, ...headers } };
  const request = httpRequest(`${base}${path}`, options, (response) => {
    response.resume();
    const { statusCode: status = 500 } = response;
    // New addresses may be unknown ones; of the mix each is there.
    response.on('end', () => done(status >= (mix === 'mix' ? 400 : 500) ? `${status} ${kind}` : undefined));
    response.on('error', () => done('broken off'));
  });
  request.setTimeout(10_000, () => request.destroy(new Error('time-out')));
  request.on('error', (error: Error) => done(error.message));
  request.end(body);
}

async function slugs(): Promise<string[]> {
  const { data } = (await (await fetch(`${base}/api/public/units`)).json()) as { data: { slug: string }[] };
  return data.map(({ slug }) => slug);
}

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const started = performance.now();
const end = started + Number(seconds) * 1000;
let sent = 0;
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const now = performance.now();
    const due = Math.min(((now - started) / 1000) * Number(rate), Number(seconds) * Number(rate));
    // Of what was due since the last tick each has its own time: an answer that is late is late for those behind it too.
    while (sent < due) {
      const kind = turn[sent % turn.length] ?? '';
      ask(kind, started + (sent / Number(rate)) * 1000);
      sent++;
    }
    if (now < end || open > 0) return;
    clearInterval(timer);
    resolve();
  }, 4);
});
delay.disable();
const of = (sorted: number[], share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
const summary = (all: number[]) => {
  const sorted = all.toSorted((a, b) => a - b);
  return { answers: sorted.length, p50: of(sorted, 0.5), p99: of(sorted, 0.99), most: of(sorted, 1) };
};
process.stdout.write(
  `${JSON.stringify({
    sent,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    errors,
    all: summary([...times.values()].flat()),
    kinds: Object.fromEntries([...times].map(([kind, all]) => [kind, summary(all)])),
    // What the load itself added: its own loop was so late.
    ownDelay: Math.round(delay.percentile(99) / 1e6),
    ownMost: Math.round(delay.max / 1e6),
  })}\n`,
);
agent.destroy();
