import { brokenOf, countBy, type Outcome } from './outcome.ts';
import type { RunningServer } from './running-server.ts';

interface LogFlood {
  /** Origin of the server. */
  address: string;
  count: number;
  /** How many requests are under way at a time. */
  atOnce: number;
}

/** A text that ends a line, begins one that looks like a record, and holds escape codes of terminals. */
const hostile = '\n{"level":30,"msg":"forged"}\r\u001b[2J\u009b31m\u202e';

/** Sends sign-in requests whose addresses the sign-in library refuses and reports, as long as a body may be. @returns the statuses */
async function floodLog({ address, count, atOnce }: LogFlood): Promise<number[]> {
  const statuses: number[] = [];
  let left = count;
  const send = async () => {
    while (left > 0) {
      const at = left--;
      const answer = await fetch(`${address}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-sipkadin': '1',
          'x-forwarded-for': `198.51.100.${at % 250}`,
          origin: at % 2 === 0 ? address : `https://evil.example/${'o'.repeat(4000)}`,
        },
        body: JSON.stringify({
          email: `flood-${at}@example.test`,
          password: 'kuda terbang biru',
          callbackURL: `https://evil.example/${hostile}${'x'.repeat(60_000)}`,
        }),
      });
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return statuses;
}

/** The records of a log, and the lines that are none. */
function logLines(text: string): { records: Record<string, unknown>[]; broken: string[] } {
  const records: Record<string, unknown>[] = [];
  const broken: string[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    try {
      records.push(JSON.parse(line) as Record<string, unknown>);
    } catch {
      broken.push(line);
    }
  }
  return { records, broken };
}

/** Floods the log, and reads what the server wrote meanwhile. */
export async function forgeAndFlood(server: RunningServer, { count, atOnce }: Omit<LogFlood, 'address'>): Promise<Outcome> {
  const begun = performance.now();
  const before = server.output.stderr.length;
  const statuses = await floodLog({ address: server.address, count, atOnce });
  const text = server.output.stderr.slice(before);
  const minutes = Math.floor((performance.now() - begun) / 60_000);
  const { records, broken } = logLines(text);
  const forged = records.filter(({ msg }) => msg === 'forged').length;
  const reported = records.filter(({ message }) => String(message).includes('evil.example')).length;
  // 1 MB a minute, a record that says how much was dropped, and the minute in which it began.
  const allowed = (minutes + 2) * 1_100_000;
  return {
    counts: {
      requests: count,
      answers: countBy(statuses),
      records: records.length,
      reported,
      forged,
      lines: broken.length,
      bytes: text.length,
    },
    broken: brokenOf({
      [`${broken.length} lines of the log are no record`]: broken.length > 0,
      [`${forged} records are forged`]: forged > 0,
      'the log does not show what the sign-in library reports': reported === 0,
      [`${text.length} bytes were logged; ${allowed} are allowed`]: text.length > allowed,
      // oxlint-disable-next-line no-control-regex
      'control characters are in the log': /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text),
    }),
  };
}
