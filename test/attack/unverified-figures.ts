import { join } from 'node:path';
import { openLedger, roles, uploadStore } from '@sipkadin/ledger';
import { personOf } from '../../apps/desk/src/rights/person.ts';
import { type FileRoute, fileRights } from '../../apps/desk/src/rights/rights.ts';
import {
  addressesOf,
  elsewhere,
  inputsOf,
  isMutation,
  mayAppear,
  procedures,
  seedCanaries,
  textOf,
} from '../../apps/desk/test/canaries.ts';
import { city, sealed, units } from '../../apps/desk/test/deployment.ts';
import type { Asker } from '../../apps/desk/test/rights-fixtures.ts';
import { brokenOf, type Outcome } from './outcome.ts';
import { addGovernment, type Role, signIn } from './people.ts';
import type { RunningServer } from './running-server.ts';

interface Visiting extends Asker {
  headers: Record<string, string>;
}

const [educationOperator, healthOperator, otherOperator] = ['operator of education', 'operator of health', 'operator elsewhere'] as const;
const ofUnit = (unit: string): Role => ({ role: 'operator', government: city, unit });
const people: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(roles.map((role) => [role, { role, government: city }])),
  [educationOperator]: ofUnit(units.education),
  [healthOperator]: ofUnit(units.health),
  [otherOperator]: { role: 'operator', government: elsewhere },
};

/** Procedures in one request; more are refused. */
const atOnce = 10;

/**
 * Calls every query and every download over HTTP as everybody, signed in and not, and looks in each answer for texts and amounts of
 * uploads of every state, two OPD and two governments. The server must not demand a second factor.
 * @param names of the people who call; absent: all
 */
export async function unverifiedFigures(
  server: RunningServer,
  { names = Object.keys(people) }: { names?: readonly string[] } = {},
): Promise<Outcome> {
  const { address, data } = server;
  const ledger = await openLedger({ url: `sqlite:${join(data, 'ledger.sqlite')}` });
  try {
    await addGovernment(server, elsewhere);
    const everybody: Visiting[] = [{ name: 'signed out', person: null, headers: sealed }];
    const ids = new Map<string, string>();
    const uploaders = [educationOperator, healthOperator, otherOperator] as const;
    const calling = [...names, ...uploaders];
    for (const [name, role] of Object.entries(people).filter(([one]) => calling.includes(one))) {
      const { id, headers } = await signIn(server, name, role);
      const account = { id, name, email: '', session: '', secondFactor: false, resetAt: null };
      ids.set(name, id);
      everybody.push({ name, headers, person: await personOf(ledger.read, account, { secondFactorRequired: false }) });
    }
    const idOf = (name: string) => ids.get(name) ?? '';
    const seeded = await seedCanaries({ ledger, folder: data, uploads: uploadStore(join(data, 'uploads')) }, [
      { government: city, unit: units.education, uploader: idOf(educationOperator) },
      { government: city, unit: units.health, uploader: idOf(healthOperator) },
      { government: elsewhere, unit: units.education, uploader: idOf(otherOperator) },
    ]);
    const leaks = new Set<string>();
    const shown: Record<string, number> = {};
    let answers = 0;
    const look = (asker: Asker, from: string, answer: string) => {
      for (const canary of seeded.canaries) {
        if (!answer.includes(canary.text)) continue;
        if (mayAppear(canary, asker)) shown[asker.name] = (shown[asker.name] ?? 0) + 1;
        else leaks.add(`${from} shows ${asker.name} ${canary.content} of ${canary.unit} in ${canary.government}, ${canary.state}`);
      }
    };
    for (const asker of everybody.filter(({ name, person }) => person === null || names.includes(name))) {
      const { headers } = asker;
      for (const path of procedures.filter((one) => !isMutation(one))) {
        const inputs = inputsOf(path, seeded, idOf(educationOperator));
        for (let at = 0; at < inputs.length; at += atOnce) {
          const batch = inputs.slice(at, at + atOnce);
          const input = encodeURIComponent(JSON.stringify(Object.fromEntries(batch.entries())));
          const answer = await fetch(`${address}/api/kerja/${batch.map(() => path).join()}?batch=1&input=${input}`, { headers });
          answers += batch.length;
          look(asker, path, await answer.text());
        }
      }
      for (const route of Object.keys(fileRights) as FileRoute[])
        for (const path of addressesOf(route, seeded)) {
          const answer = await fetch(`${address}/api/kerja/${path}`, { headers });
          answers++;
          look(asker, route, await textOf(answer));
        }
    }
    return {
      counts: { answers, canaries: seeded.canaries.length, people: everybody.length, shown, leaks: leaks.size },
      broken: [
        ...leaks,
        ...brokenOf({
          'somebody who is signed out saw something': 'signed out' in shown,
          'leadership saw nothing, so nothing was looked for': shown['leadership'] === undefined,
        }),
      ],
    };
  } finally {
    await ledger.close();
  }
}
