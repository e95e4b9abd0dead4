import type { Line, StatementHead } from '@sipkadin/budget';
import { defaultBands } from '@sipkadin/budget';
import {
  addGovernment,
  addStatements,
  cancelReading,
  disablePerson,
  grant,
  keepReport,
  ledgerSequence,
  type Role,
  receiveUpload,
  recordEdition,
  returnUpload,
  roles,
  submitUpload,
  type UploadState,
  verifyUpload,
  withdrawUpload,
} from '@sipkadin/ledger';
import { type Person, personOf } from '../src/rights/person.ts';
import { city, type Deployment, units } from './deployment.ts';

/** A person who makes requests. All uploads are those of the operator of education. */
export interface Asker {
  name: string;
  /** As the desk itself loads it; null: signed out or disabled. */
  person: Person | null;
}

const elsewhere = '81.04';

/** One person for each role, and one for each way of having none. */
export async function askers({ ledger }: Deployment): Promise<Asker[]> {
  await ledger.transact((tx) => addGovernment(tx, { code: elsewhere, name: 'Kabupaten Buru' }, 'test'));
  const everything = roles.map((role) => ({ role, unit: null, government: city }));
  const wanted: [name: string, held: { role: Role; unit: string | null; government: string }[], secondFactor?: boolean][] = [
    ...roles.map((role): [string, { role: Role; unit: null; government: string }[]] => [role, [{ role, unit: null, government: city }]]),
    ['operator of the OPD', [{ role: 'operator', unit: units.education, government: city }]],
    ['operator of another OPD', [{ role: 'operator', unit: units.health, government: city }]],
    ['everything in another government', everything.map((one) => ({ ...one, government: elsewhere }))],
    ['everything, without a second factor', everything, false],
    ['everything, but disabled', everything],
    ['nothing', []],
  ];
  const found: Asker[] = [{ name: 'signed out', person: null }];
  for (const [name, held, secondFactor = true] of wanted) {
    await ledger.transact(async (tx) => {
      for (const one of held) await grant(tx, { person: name, ...one }, 'test');
      if (name.includes('disabled')) await disablePerson(tx, name, 'test');
    });
    const account = { id: name, name, email: `${held.length}@example.test`, session: 's', secondFactor };
    found.push({ name, person: await personOf(ledger.read, account, { secondFactorRequired: true }) });
  }
  return found;
}

export const uploader = 'operator of the OPD';

export interface UploadInState {
  state: UploadState;
  id: string;
  /** null in states that have no statement. */
  statement: string | null;
  /** Its file was read to the end and holds no personal data. */
  harmless?: boolean;
}

/** An upload in each state that there is. */
export async function uploadsInEveryState({ ledger, folder }: Deployment): Promise<UploadInState[]> {
  const { transact } = ledger;
  const receive = async (name: string) => {
    const hash = name.padEnd(64, '0');
    const upload = { government: city, fileName: `${name}.csv`, hash, bytes: 1, actor: uploader };
    return (await transact((tx) => receiveUpload(tx, upload))).id;
  };
  const report = (outcome: string, shape: string | null) => ({
    report: { outcome, shape, personalData: [], findings: [], questions: [] },
    answers: {},
  });
  /** Each draft has its own month, so that only intended ones supersede another. */
  const draft = async (name: string, month: string) => {
    const id = await receive(name);
    const line: Line = {
      ...{ unit: units.education, activity: '', account: '5.1.01', fund: '', package: '', amount: 100n },
      ...{ sheet: 'Sheet1', row: 2, column: 'F' },
    };
    const head: StatementHead = {
      ...{ government: city, kind: 'realization', year: 2026, asOf: `2026-${month}-28`, from: undefined, basis: 'lra', version: undefined },
      ...{ lineCount: 1, total: 100n, simulated: false, covers: [units.education] },
    };
    const staging = ledger.stage(folder);
    staging.line(head.kind, line);
    const [statement = ''] = await transact((tx) => addStatements(tx, id, staging, [{ head, names: [] }]), staging);
    staging.dispose();
    return { id, statement };
  };
  const submitted = async (name: string, month: string) => {
    const made = await draft(name, month);
    await transact((tx) => submitUpload(tx, made.id, uploader));
    return made;
  };
  const verified = async (name: string, month: string) => {
    const made = await submitted(name, month);
    await transact((tx) => verifyUpload(tx, made.id, 'verifier'));
    return made;
  };
  const published = await verified('published', '01');
  const sequence = await ledgerSequence(ledger.read);
  const edition = { government: city, year: 2026, number: 1, hash: 'h', name: 'Kota', basis: 'lra' as const, asOf: '2026-01-28' };
  const kind = { kind: 'publication' as const, content: 1 };
  await transact((tx) =>
    recordEdition(tx, {
      ...edition,
      ...kind,
      bands: defaultBands,
      publishedAt: '2026-02-01T00:00:00.000Z',
      note: '',
      actor: 'publisher',
      sequence,
    }),
  );
  const superseded = await verified('superseded', '02');
  const newer = await verified('verified', '02');
  const sentBack = await submitted('returned', '03');
  await transact((tx) => returnUpload(tx, sentBack.id, 'verifier', 'kurang lengkap'));
  const takenBack = await verified('withdrawn', '06');
  await transact((tx) => withdrawUpload(tx, takenBack.id, 'verifier', 'salah bulan'));
  const received = await receive('received');
  const cancelled = await receive('cancelled');
  await transact((tx) => cancelReading(tx, cancelled, uploader));
  const asked = await receive('asked');
  await transact((tx) => keepReport(tx, asked, report('asked', 'mapped')));
  const refused = await receive('refused');
  await transact((tx) => keepReport(tx, refused, report('refused', null)));
  return [
    { state: 'received', id: received, statement: null },
    { state: 'cancelled', id: cancelled, statement: null },
    { state: 'asked', id: asked, statement: null, harmless: true },
    { state: 'refused', id: refused, statement: null },
    { state: 'draft', ...(await draft('draft', '04')) },
    { state: 'submitted', ...(await submitted('submitted', '05')) },
    { state: 'returned', ...sentBack },
    { state: 'verified', ...newer },
    { state: 'published', ...published },
    { state: 'superseded', ...superseded },
    { state: 'withdrawn', ...takenBack },
  ];
}
