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
export async function floodLog({ address, count, atOnce }: LogFlood): Promise<number[]> {
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
export function logLines(text: string): { records: Record<string, unknown>[]; broken: string[] } {
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
