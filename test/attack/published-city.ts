import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { city, type Visitor } from '../../apps/desk/test/deployment.ts';
import { generateWorkbook } from '../../bench/generate.ts';
import { signIn } from './people.ts';
import type { RunningServer } from './running-server.ts';

export interface PublishedCity {
  operator: Visitor;
  verifier: Visitor;
  publisher: Visitor;
  /** Sends a budget of so many rows, which is read, and returns its upload's id once it is a draft. @throws Error where it is none */
  sendBudget(rows: number): Promise<string>;
  publish(note: string): Promise<{ status: number }>;
}

const year = 2025;

/** People in a running server that demands no second factor, and an edition that they published of a budget of 40 OPD. */
export async function publishCity(server: RunningServer, { rows }: { rows: number }): Promise<PublishedCity> {
  const person = (role: string) => signIn(server, `${role} of the city`, { role, government: city });
  const [operator, verifier, publisher] = [await person('operator'), await person('verifier'), await person('publisher')];
  const sendBudget = async (count: number) => {
    const file = join(server.data, `rekap5_${count}.xlsx`);
    await generateWorkbook(file, { rows: count });
    const bytes = readFileSync(file);
    rmSync(file);
    const { id, status } = await operator.send('rekap5_2025_murni.xlsx', bytes);
    if (status !== 201) throw new Error(`the budget was not taken: ${status}`);
    return settledAs(operator, id, 'draft');
  };
  const publish = (note: string) => publisher.mutate('publication.publish', { government: city, year, note });
  const id = await sendBudget(rows);
  const steps = [await operator.mutate('uploads.submit', { id }), await verifier.mutate('review.verify', { id }), await publish('')];
  const failed = steps.find(({ status }) => status !== 200);
  if (failed !== undefined) throw new Error(`the budget was not published: ${failed.code}`);
  return { operator, verifier, publisher, sendBudget, publish };
}

/** @throws Error where the upload ends in another state than the wanted one, or in none */
export async function settledAs(person: Visitor, id: string, wanted: string): Promise<string> {
  for (let turn = 0; turn < 1200; turn++) {
    const { data } = await person.query('uploads.get', { id });
    const { state } = data as { state: string };
    if (state === wanted) return id;
    if (state !== 'received') throw new Error(`upload ${id} is ${state}, not ${wanted}`);
    await wait(100);
  }
  throw new Error(`upload ${id} was not read in two minutes`);
}
