import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cookieOf, sealed, type Visitor, visitor } from '../../apps/desk/test/deployment.ts';
import { oneTimeCode } from '../../apps/desk/test/one-time-code.ts';

/** Kabupaten Buru, whose real files the drill brings. */
export const government = '81.04';

/** What a call of the desk answered. @throws where it was refused */
async function done<T>(what: string, answer: Promise<{ status: number; data?: unknown; code?: string | undefined }>): Promise<T> {
  const { status, data, code } = await answer;
  if (status !== 200) throw new Error(`${what} was answered ${status} ${code ?? ''}`);
  return data as T;
}

/** Opens a one-time link as a browser does, and sets up two-step verification. */
export async function enter(address: string, link: string): Promise<Visitor> {
  const answer = await fetch(`${address}/api/auth/magic-link/verify?token=${new URL(link).hash.slice(1)}`, { headers: sealed });
  const person = visitor(address, '', { ...sealed, cookie: cookieOf(answer) });
  const { secret } = await done<{ secret: string }>('setting up two-step verification', person.mutate('account.startSecondFactor', {}));
  const codes = await done<string[]>('the first code', person.mutate('account.confirmSecondFactor', { code: oneTimeCode(secret) }));
  if (codes.length !== 10) throw new Error(`${codes.length} recovery codes instead of 10`);
  return person;
}

export async function invite(admin: Visitor, name: string, role: string): Promise<string> {
  const email = `${name.toLowerCase()}@contoh.test`;
  const invited = await done<{ link: string | null }>(
    `inviting ${name}`,
    admin.mutate('people.invite', { government, name, email, held: [{ role, unit: null }] }),
  );
  if (invited.link === null) throw new Error(`${name} got no link`);
  return invited.link;
}

interface Detail {
  state: string;
  job: { stage: string } | null;
  report: { questions: { key: string }[] } | null;
}

/** Uploads a file, answers what it asks, submits it, and has another person verify it. */
export async function bring(operator: Visitor, verifier: Visitor, path: string, answers: Record<string, string>): Promise<void> {
  const name = basename(path);
  const { id, status } = await operator.send(name, readFileSync(path), government);
  if (status !== 201) throw new Error(`${name} was answered ${status}`);
  let detail = await read(operator, id);
  for (let turn = 0; detail.state === 'asked' && turn < 5; turn++) {
    await done(`answers for ${name}`, operator.mutate('uploads.answer', { id, answers }));
    detail = await read(operator, id);
  }
  if (detail.state !== 'draft') throw new Error(`${name} is ${detail.state}: ${JSON.stringify(detail.report?.questions)}`);
  await done(`submitting ${name}`, operator.mutate('uploads.submit', { id }));
  // Where a file changes totals a lot, the verifier types the first digits of the largest change.
  const { toType } = await done<{ toType: { rupiah: string; digits: number } | null }>(
    `changes of ${name}`,
    verifier.query('review.largeChanges', { id }),
  );
  const confirmation = toType === null ? {} : { digits: toType.rupiah.slice(0, toType.digits), reason: 'Perubahan APBD' };
  await done(`verifying ${name}`, verifier.mutate('review.verify', { id, ...confirmation }));
}

/** An upload, once it has been read. */
async function read(person: Visitor, id: string): Promise<Detail> {
  for (const until = performance.now() + 120_000; performance.now() < until; await wait(200)) {
    const detail = await done<Detail>('the upload', person.query('uploads.get', { id }));
    if (detail.job === null && detail.state !== 'received') return detail;
  }
  throw new Error('the file was not read within two minutes');
}

export async function publish(publisher: Visitor, year: number): Promise<string> {
  const { hash } = await done<{ hash: string }>(
    `publishing ${year}`,
    publisher.mutate('publication.publish', { government, year, note: '' }),
  );
  return hash;
}

/** What a citizen's browser gets. */
export async function page(address: string, path: string): Promise<string> {
  const answer = await fetch(`${address}${path}`);
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  return answer.text();
}
