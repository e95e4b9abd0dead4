import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { city, type Visitor } from '../../apps/desk/test/deployment.ts';
import { type Part, zip } from '../../packages/intake/test/zip.ts';
import { brokenOf, countBy, type Outcome } from './outcome.ts';
import { signIn } from './people.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { watchServer } from './watch-server.ts';

const megabyte = 1_000_000;
/** A little less than what the smallest archive may inflate to. */
const largestAllowed = 45 * megabyte;

/** Bytes of files that are worth nothing once the process has ended: what is being received, unpacked and read. */
function temporaryBytes(data: string): number {
  const folders = [join(data, 'spool'), join(data, 'uploads/incoming')];
  return folders.reduce((all, folder) => all + bytesIn(folder), 0);
}

function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((all, name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return all + (found?.isFile() ? found.size : 0);
    }, 0);
  } catch {
    // A folder that was removed while it was looked at.
    return 0;
  }
}

/** A report of so many bytes that deflates to a thousandth of them. */
async function hollow(bytes: number): Promise<Part> {
  const piece = Buffer.alloc(megabyte, ' ');
  const deflater = createDeflateRaw({ level: 9 });
  const packed = buffer(deflater);
  let crc = 0;
  for (let left = bytes; left > 0; left -= piece.length) {
    const part = piece.subarray(0, Math.min(left, piece.length));
    crc = crc32(part, crc);
    if (!deflater.write(part)) await once(deflater, 'drain');
  }
  deflater.end();
  return { name: 'rekap.csv', body: await packed, deflated: { size: bytes, crc } };
}

/** A .zip of a report, and of a small one that makes it differ from the others. */
function archive(report: Part, at: number): Buffer {
  return zip([report, { name: `rekap-${at}.csv`, body: `KODE;PAGU\n5;${at}` }]);
}

interface Archives {
  /** How many inflate beyond what is allowed for their size. */
  refused: number;
  /** How many inflate to as much as an archive of their size may. */
  allowed: number;
  /** Bytes that each of the refused would inflate to. */
  inflated: number;
  /** Whether the machine has nothing else to do, so that times are judged. */
  isTimed: boolean;
}

/**
 * Sends small archives that inflate to much, all at once, then kills the server in the middle of unpacking and starts it again.
 * @param server one that was started for this, without a second factor
 */
export async function smallArchives(server: RunningServer, { refused, allowed, inflated, isTimed }: Archives): Promise<Outcome> {
  let running = server;
  try {
    const operator = await signIn(server, 'operator of archives', { role: 'operator', government: city });
    const [large, small] = [await hollow(inflated), await hollow(largestAllowed)];
    const bodies = Array.from({ length: refused + allowed }, (_, at) => archive(at < refused ? large : small, at));
    const sentBytes = bodies.reduce((all, { length }) => all + length, 0);
    const watch = watchServer(server);
    let most = 0;
    const looking = setInterval(() => (most = Math.max(most, temporaryBytes(server.data))), 50);
    const answers = await Promise.all(bodies.map((body, at) => operator.send(`kiriman-${at}.zip`, body)));
    clearInterval(looking);
    const { megabytes, ...health } = await watch.stop();
    const left = await killedWhileUnpacking(
      server,
      operator,
      [-1, -2, -3, -4].map((at) => archive(small, at)),
    );
    running = await startServer([], { SIPKADIN_SECOND_FACTOR: 'optional' }, server.data);
    const swept = temporaryBytes(server.data);
    // The files of one archive, once more while they are kept, and all bodies on their way.
    const bound = 2 * largestAllowed + sentBytes + 5 * megabyte;
    return {
      counts: {
        ...{ archives: bodies.length, megabytesSent: round(sentBytes), answers: countBy(answers.map(({ status }) => status)) },
        wouldInflateTo: round(refused * inflated + allowed * largestAllowed),
        ...{ temporaryMegabytes: round(most), afterKill: round(left), afterRestart: round(swept) },
        ...{ megabytesResident: megabytes, health },
      },
      broken: brokenOf({
        [`${round(most)} MB of temporary files; ${round(bound)} are allowed`]: most > bound,
        [`${swept} bytes are left after the restart`]: swept > 0,
        'nothing was on the disk when the server was killed': left === 0,
        [`${megabytes} MB are resident; 400 are allowed`]: megabytes > 400,
        [`/health failed ${health.failed} of ${health.asked} times`]: health.failed > 0 || health.asked === 0,
        [`/health took up to ${health.slowest} ms; 1000 are allowed`]: isTimed && health.slowest > 1000,
        [`answers were ${answers.map(({ status }) => status).join(', ')}`]: answers.some(({ status }) => status !== 201 && status !== 200),
      }),
    };
  } finally {
    if (running !== server) await running.stop();
  }
}

const round = (bytes: number) => Math.round((bytes / megabyte) * 10) / 10;

/** Kills the server as soon as it unpacks one of several archives. @returns the bytes that it left */
async function killedWhileUnpacking(server: RunningServer, operator: Visitor, bodies: readonly Buffer[]): Promise<number> {
  const sending = Promise.allSettled(bodies.map((body, at) => operator.send(`terakhir-${at}.zip`, body)));
  for (let turn = 0; turn < 3000 && temporaryBytes(server.data) < 5 * megabyte; turn++) await wait(2);
  await server.kill();
  await sending;
  return temporaryBytes(server.data);
}
