import {
  disablePerson,
  listUploads,
  type Role,
  returnUpload,
  setRoles,
  submitUpload,
  uploadSteps,
  verifyUpload,
  type Writing,
  withdrawUpload,
} from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { city, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

/*
 * Every request is let through first and takes its step in a transaction later. Here something else happens in between, always: the
 * request must be answered as if it had come second.
 */
let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
let files = 0;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier');
});
afterAll(() => place.close());

type Meanwhile = (tx: Writing, upload: string) => Promise<void>;

/** Answers a request, before whose first transaction something else happens. */
async function after<T>(meanwhile: (tx: Writing) => Promise<void>, request: () => Promise<T>): Promise<T> {
  const { transact } = place.ledger;
  let isFirst = true;
  place.ledger.transact = async (work, staging) => {
    if (isFirst) {
      isFirst = false;
      await transact(meanwhile);
    }
    return transact(work, staging);
  };
  try {
    return await request();
  } finally {
    place.ledger.transact = transact;
  }
}

const somebody = (role: Role) => place.person(`${role} ${++files}`, role);

async function draft(): Promise<string> {
  const { id } = await clerk.send(`${++files}.csv`, templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', `${files}00`]] }));
  await place.desk.idle();
  return id;
}

/** A file that asks for its government's year, which its title does not give. */
async function asking(): Promise<string> {
  const body = templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', `${++files}00`]] }).replace(
    'Tahun anggaran;2026',
    'Tahun anggaran;',
  );
  const { id } = await clerk.send(`${files}.csv`, body);
  await place.desk.idle();
  expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ state: 'asked' });
  return id;
}

const submitted: Meanwhile = (tx, id) => submitUpload(tx, id, clerk.id);
const verified: Meanwhile = (tx, id) => verifyUpload(tx, id, verifier.id);
const reason = 'Angka Februari tertukar';

const states = {
  asked: asking,
  draft,
  async submitted() {
    const id = await draft();
    await place.ledger.transact((tx) => submitted(tx, id));
    return id;
  },
  async verified() {
    const id = await draft();
    await place.ledger.transact(async (tx) => {
      await submitted(tx, id);
      await verified(tx, id);
    });
    return id;
  },
} satisfies Record<string, () => Promise<string>>;

const verifyOrReturn: Record<string, Meanwhile> = { verify: verified, sendBack: (tx, id) => returnUpload(tx, id, verifier.id, reason) };

interface Case {
  path: string;
  /** The state in which the request is offered, to a person of this role. */
  state: keyof typeof states;
  role: Role;
  input?: object;
  /** Other people's steps that may come first. */
  before: Record<string, Meanwhile>;
}
const cases: Case[] = [
  { path: 'uploads.submit', state: 'draft', role: 'operator', before: { submit: submitted } },
  { path: 'review.verify', state: 'submitted', role: 'verifier', before: verifyOrReturn },
  { path: 'review.sendBack', state: 'submitted', role: 'verifier', input: { reason }, before: verifyOrReturn },
  {
    path: 'review.withdraw',
    state: 'verified',
    role: 'verifier',
    input: { reason },
    before: { withdraw: (tx, id) => withdrawUpload(tx, id, verifier.id, reason) },
  },
  { path: 'uploads.answer', state: 'asked', role: 'operator', input: { answers: { year: '2026' } }, before: {} },
  { path: 'uploads.readAgain', state: 'asked', role: 'operator', before: {} },
  { path: 'mappings.again', state: 'draft', role: 'operator', before: { submit: submitted } },
];

const losses = {
  'loses the role': (tx, person) => setRoles(tx, { person, government: city, held: [] }, 'admin'),
  'is disabled': (tx, person) => disablePerson(tx, person, 'admin'),
} satisfies Record<string, (tx: Writing, person: string) => Promise<void>>;

describe.each(cases)('$path', ({ path, state, role, input, before }) => {
  for (const [step, meanwhile] of Object.entries(before)) {
    test(`is refused where ${step} came first`, async () => {
      const [id, person] = [await states[state](), await somebody(role)];
      const answer = after(
        (tx) => meanwhile(tx, id),
        () => person.mutate(path, { id, ...input }),
      );
      expect(await answer).toMatchObject({ status: 409, code: 'wrong-state' });
    });
  }

  test.each(Object.entries(losses))('is refused to a person who %s meanwhile', async (what, lose) => {
    const [id, person] = [await states[state](), await somebody(role)];
    const steps = (await uploadSteps(place.ledger.read, id)).length;
    const answer = after(
      (tx) => lose(tx, person.id),
      () => person.mutate(path, { id, ...input }),
    );
    expect(await answer).toMatchObject({ code: what === 'is disabled' ? 'signed-out' : 'not-found' });
    expect(await uploadSteps(place.ledger.read, id)).toHaveLength(steps);
  });
});

test('a file that arrives after its sender has lost the role is not taken in', async () => {
  const person = await somebody('operator');
  const answer = after(
    (tx) => losses['loses the role'](tx, person.id),
    () => person.send('terlambat.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '77']] })),
  );
  expect(await answer).toMatchObject({ status: 403, code: 'no-role' });
  expect(await listUploads(place.ledger.read, { government: city, actor: person.id })).toEqual([]);
});

test('an operator who is moved to another OPD meanwhile does not submit a file of the first', async () => {
  const person = await place.person(`citra ${++files}`, { role: 'operator', unit: units.education });
  const { id } = await person.send(`${files}.csv`, templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', `${files}00`]] }));
  await place.desk.idle();
  const held = [{ role: 'operator' as const, unit: units.health }];
  const answer = after(
    (tx) => setRoles(tx, { person: person.id, government: city, held }, 'admin'),
    () => person.mutate('uploads.submit', { id }),
  );
  expect(await answer).toMatchObject({ code: 'other-unit' });
});

test('two publishers withdraw the edition that both see: one withdrawal is done, and the second is refused', async () => {
  const publishers = [await somebody('publisher'), await somebody('publisher')] as const;
  for (const number of [1, 2]) {
    await states.verified();
    expect(await publishers[0].mutate('publication.publish', { government: city, year: 2026, number: number - 1 })).toMatchObject({
      data: { number },
    });
  }
  const order = { government: city, year: 2026, number: 2, reason };
  const answers = await Promise.all(publishers.map((one) => one.mutate('publication.withdraw', order)));
  expect(answers.toSorted((a, b) => a.status - b.status)).toMatchObject([
    { status: 200, data: { number: 3, kind: 'withdrawal', before: 2, content: 1 } },
    { status: 409, code: 'wrong-state' },
  ]);
});
