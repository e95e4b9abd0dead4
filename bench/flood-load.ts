/**
 * Asks for so many addresses a second, nearly all of them new, whether or not earlier ones were answered, and prints how long each
 * kind took. Usage: node bench/flood-load.ts URL SECONDS RATE
 */
import { Agent, get } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const [base = '', seconds = '10', rate = '2000'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 512, scheduling: 'fifo' });
const random = () => Math.random().toString(36).slice(2, 10);
let count = 0;

/** Of every 20 requests, so many of each kind. */
const kinds: Readonly<Record<string, { share: number; address: () => string }>> = {
  'kept pages': { share: 2, address: () => ['/', '/opd', '/belanja', '/en/'][count % 4] ?? '/' },
  'search, nothing found': { share: 5, address: () => `/opd?cari=${random()}` },
  'search, something found': {
    share: 2,
    address: () => `/opd?cari=${'dinas kecamatan badan daerah'.slice(count % 26, (count % 26) + 3)}&x=${count}`,
  },
  'page beyond the last': { share: 4, address: () => `/asal?ukuran=realisasi&rekening=5&halaman=${1000 + (count % 900_000)}` },
  'unknown year': { share: 2, address: () => `/belanja?tahun=${count}` },
  'unknown parameter': { share: 2, address: () => `/?x=${count}` },
  'unknown code': { share: 1, address: () => `/asal?rekening=9.${count}` },
  'unknown OPD': { share: 1, address: () => `/opd/x${count}` },
  'open data': { share: 1, address: () => `/api/publik/byUnit?input=${encodeURIComponent(JSON.stringify({ x: count }))}` },
};
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
  const request = get(`${base}${kinds[kind]?.address() ?? '/'}`, { agent, headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
    response.resume();
    response.on('end', () => done((response.statusCode ?? 500) >= 500 ? String(response.statusCode) : undefined));
    response.on('error', () => done('broken off'));
  });
  request.setTimeout(10_000, () => request.destroy(new Error('time-out')));
  request.on('error', (error: Error) => done(error.message));
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
  })}\n`,
);
agent.destroy();
