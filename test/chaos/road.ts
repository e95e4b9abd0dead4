import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Visitor, visitor } from '../../apps/desk/test/deployment.ts';
import type { Acknowledged } from '../acknowledged.ts';
import { countBy } from '../attack/outcome.ts';
import { signIn } from '../attack/people.ts';
import type { RunningServer } from '../attack/running-server.ts';
import { crashFile, crashFileName, government } from '../crash-files.ts';

/** People of a city on a server, who take small files to the public one after another, and remember what the server acknowledged. */
export interface Road {
  acknowledged: Acknowledged[];
  /** How many editions were acknowledged. */
  published(): number;
  /** How often each step got another answer than an acknowledgement, by `step status`. */
  refusals(): Record<string, number>;
  /** The people go on at this server: after a restart it has another port. */
  movedTo(address: string): void;
  /**
   * Sends the next file, waits until it is read, submits, verifies and publishes it. Ends at the first step that is refused.
   * @returns whether it was published
   */
  takeFile(): Promise<boolean>;
}

const roles = ['operator', 'verifier', 'publisher'] as const;

export async function openRoad(server: RunningServer): Promise<Road> {
  const people = new Map<string, Visitor>();
  for (const role of roles) people.set(role, await signIn(server, `${role} of the city`, { role, government: government.code }));
  const person = (role: (typeof roles)[number]): Visitor => {
    const found = people.get(role);
    if (found === undefined) throw new Error(`no ${role}`);
    return found;
  };
  const acknowledged: Acknowledged[] = [];
  const refused: string[] = [];
  let turn = 0;

  /** A request that did not get an answer is refused like one that got an error. */
  const ask = async <Answer extends { status: number }>(step: string, request: () => Promise<Answer>): Promise<Answer | undefined> => {
    const answer = await request().catch((error: unknown) => void refused.push(`${step} ${error instanceof Error ? error.name : 'error'}`));
    if (answer === undefined) return undefined;
    if (answer.status === 200 || answer.status === 201) return answer;
    refused.push(`${step} ${answer.status}`);
    return undefined;
  };

  const settled = async (id: string): Promise<boolean> => {
    for (let look = 0; look < 600; look++) {
      const answer = await person('operator')
        .query('uploads.get', { id })
        .catch(() => undefined);
      if (answer !== undefined && answer.status !== 200 && answer.status < 500) break;
      const upload = answer?.data as { state: string; job: { stage: string } | null } | undefined;
      if (upload?.state === 'draft') return true;
      // The disk was full, or the database away: whoever sees it has it read again.
      if (upload?.job?.stage === 'failed')
        await person('operator')
          .mutate('uploads.readAgain', { id })
          .catch(() => undefined);
      await wait(50);
    }
    refused.push('read not in time');
    return false;
  };

  return {
    acknowledged,
    published: () => acknowledged.filter(({ event }) => event === 'published').length,
    refusals: () => countBy(refused),
    movedTo(address) {
      for (const [role, { id, headers }] of people) people.set(role, visitor(address, id, headers));
    },
    async takeFile() {
      const at = turn++;
      const bytes = crashFile(at);
      const sent = await ask('send', () => person('operator').send(crashFileName(at), bytes, government.code));
      if (sent === undefined) return false;
      const { id } = sent;
      acknowledged.push({ event: 'received', id, turn: at, hash: createHash('sha256').update(bytes).digest('hex') });
      if (!(await settled(id))) return false;
      acknowledged.push({ event: 'imported', id, turn: at });
      if (!(await ask('submit', () => person('operator').mutate('uploads.submit', { id })))) return false;
      acknowledged.push({ event: 'submitted', id });
      if (!(await ask('verify', () => person('verifier').mutate('review.verify', { id })))) return false;
      acknowledged.push({ event: 'verified', id });
      const order = { government: government.code, year: 2025, note: `berkas ${at}` };
      const published = await ask('publish', () => person('publisher').mutate('publication.publish', order));
      if (published === undefined) return false;
      const { number, hash } = published.data as { number: number; hash: string };
      acknowledged.push({ event: 'published', number, hash });
      return true;
    },
  };
}
