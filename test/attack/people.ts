import { cookieOf, sealed, type Visitor, visitor } from '../../apps/desk/test/deployment.ts';
import { run } from '../../apps/server/src/cli.ts';
import type { RunningServer } from './running-server.ts';

export interface Role {
  role: string;
  /** Region code. */
  government: string;
  unit?: string;
}

async function command(words: string[]): Promise<string> {
  let text = '';
  let complaint = '';
  const out = (part: string) => void (text += part);
  const say = (part: string) => void (complaint += part);
  if ((await run(words, undefined, { out, say })) !== 0) throw new Error(`${words.join(' ')}: ${complaint}`);
  return text.trim();
}

/** Adds a government to a running server. */
export async function addGovernment({ data }: RunningServer, code: string): Promise<void> {
  await command(['government', 'add', code, '--basis', 'lra', '--data', data]);
}

/** Adds a person with a role to a running server, and signs them in by the link that the command line prints. */
export async function signIn({ address, data }: RunningServer, name: string, { role, government, unit }: Role): Promise<Visitor> {
  const email = `${name.replaceAll(/\W/g, '')}@example.test`;
  const words = ['person', 'add', email, '--name', name, '--role', role, '--for', government];
  const link = await command([...words, ...(unit === undefined ? [] : ['--unit', unit]), '--url', address, '--data', data]);
  const answer = await fetch(`${address}/api/auth/magic-link/verify?token=${new URL(link).hash.slice(1)}`, { headers: sealed });
  const headers = { ...sealed, cookie: cookieOf(answer) };
  const { data: me } = await visitor(address, '', headers).query('account.me');
  const { id } = me as { id: string };
  return visitor(address, id, headers);
}
