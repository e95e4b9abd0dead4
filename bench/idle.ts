/**
 * Ten thousand connections that ask nothing, half of them with half a head, held open on the public side (`serve --only public`): what
 * they cost in memory, and whether new clients are served meanwhile. They come from many addresses of this machine (Linux answers on
 * all of 127.0.0.0/8), because one address may have 256.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { servingSample } from './public.ts';

export interface Idle {
  asked: number;
  /** Those that were open at the end. */
  open: number;
  /** Resident memory of the server in bytes: before, and with the connections. */
  before: number;
  during: number;
  /** New clients, each on a connection of its own: those that were not served, and how long the others waited in milliseconds. */
  failed: number;
  p50: number;
  p99: number;
}

export async function idleConnections(count: number, clients = 300): Promise<Idle> {
  const server = await servingSample({ SIPKADIN_TRUSTED_PROXIES: '192.0.2.1' });
  const port = Number(new URL(server.address).port);
  const held = new Set<Socket>();
  try {
    for (let at = 0; at < 200; at++) await (await fetch(server.address)).text();
    const before = residentBytes(server.pid);
    for (let at = 0; at < count; at++) {
      const socket = connect({ host: '127.0.0.1', port, localAddress: `127.0.1.${1 + Math.floor(at / 200)}` });
      held.add(socket);
      socket.on('error', () => undefined).on('close', () => held.delete(socket));
      await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
      if (at % 2 === 0) socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Half: ');
    }
    const waits: number[] = [];
    let failed = 0;
    let during = 0;
    for (let at = 0; at < clients; at++) {
      const began = performance.now();
      const answer = await fetch(server.address, { headers: { connection: 'close' } }).catch(() => undefined);
      if (answer?.status === 200) await answer.text();
      else failed++;
      waits.push(performance.now() - began);
      during = Math.max(during, residentBytes(server.pid));
    }
    const open = held.size;
    waits.sort((a, b) => a - b);
    const share = (part: number) => Math.round((waits[Math.floor(waits.length * part)] ?? 0) * 10) / 10;
    return { asked: count, open, before, during, failed, p50: share(0.5), p99: share(0.99) };
  } finally {
    for (const socket of held) socket.destroy();
    server.stop();
  }
}

/** Linux: from /proc. */
function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}
