import { defaultBands, fiscalYear, isoDate, type Line, type StatementHead } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import {
  addGovernment,
  addStatements,
  cancelReading,
  disablePerson,
  discardUpload,
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
    const account = { id: name, name, email: `${held.length}@example.test`, session: 's', secondFactor, resetAt: null };
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

/** Whose uploads are made, and what they hold; `texts` and `amount` are asked for each state. */
export interface Seed {
  government: string;
  unit: string;
  uploader: string;
  texts(state: UploadState): {
    file: string;
    hash: string;
    bytes: number;
    activity: string;
    package: string;
    sheet: string;
    finding: string;
    reason: string;
  };
  /** Sen. */
  amount(state: UploadState): bigint;
}

const plain: Seed = {
  ...{ government: city, unit: units.education, uploader },
  texts: (state) => ({
    ...{
      file: `${state}.csv`,
      hash: state.padEnd(64, '0'),
      bytes: 1,
      activity: 'Penyusunan dokumen',
      package: '',
      sheet: 'Sheet1',
      finding: '',
    },
    reason: 'kurang lengkap',
  }),
  amount: () => 100n,
};

/** An upload in each state that there is; of each seed if there are several, in their order. */
export async function uploadsInEveryState(
  { ledger, folder }: Pick<Deployment, 'ledger' | 'folder'>,
  seeds: readonly Seed[] = [plain],
): Promise<UploadInState[][]> {
  const made = seeds.map((seed) => uploadsOf({ ledger, folder }, seed));
  const published = [];
  for (const one of made) published.push(await one.verified('published', '01'));
  for (const government of new Set(seeds.map((seed) => seed.government))) await publishEdition(ledger, government);
  const all: UploadInState[][] = [];
  for (const [at, one] of made.entries())
    all.push([{ state: 'published', ...published[at] } as UploadInState, ...(await others(ledger, one))]);
  return all;
}

async function publishEdition(ledger: Deployment['ledger'], government: string): Promise<void> {
  const sequence = await ledgerSequence(ledger.read);
  const edition = {
    government,
    year: fiscalYear(2026),
    number: 1,
    hash: 'h',
    name: 'Kota',
    basis: 'lra' as const,
    asOf: isoDate('2026-01-28'),
  };
  const kind = { kind: 'publication' as const, content: 1, bands: defaultBands, population: null, publishedAt: '2026-02-01T00:00:00.000Z' };
  await ledger.transact((tx) => recordEdition(tx, { ...edition, ...kind, note: '', actor: 'publisher', sequence }));
}

function uploadsOf({ ledger, folder }: Pick<Deployment, 'ledger' | 'folder'>, { government, unit, uploader: actor, texts, amount }: Seed) {
  const { transact } = ledger;
  const receive = async (state: UploadState) => {
    const { file, hash, bytes } = texts(state);
    return (await transact((tx) => receiveUpload(tx, { government, fileName: file, hash, bytes, actor }))).id;
  };
  const report = (
    state: UploadState,
    outcome: string,
    shape: string | null,
  ): { report: InspectReport; answers: Record<string, string> } => {
    const finding = {
      code: 'row-without-code',
      severity: 'warning',
      sheet: '',
      ref: '',
      value: texts(state).finding,
      expected: '',
      more: 0,
    };
    const message = { id: texts(state).finding, en: texts(state).finding };
    return {
      report: {
        ...{ outcome, shape, personalData: [], questions: [], sheetsUsed: [], reconciliation: [] },
        findings: [{ ...finding, message, remedy: message }],
      } as unknown as InspectReport,
      answers: {},
    };
  };
  /** Each draft has its own month, so that only intended ones supersede another. */
  const draft = async (state: UploadState, month: string) => {
    const id = await receive(state);
    const { package: name, sheet, activity } = texts(state);
    const line: Line = {
      ...{ unit, activity: '1.01.01.2.01.0001', account: '5.1.01', fund: '', package: name, amount: amount(state) },
      ...{ sheet, row: 2, column: 'F' },
    };
    const head: StatementHead = {
      ...{
        government,
        kind: 'realization',
        year: fiscalYear(2026),
        asOf: isoDate(`2026-${month}-28`),
        from: undefined,
        basis: 'lra',
        version: undefined,
      },
      ...{ lineCount: 1, total: line.amount, simulated: false, covers: [unit] },
    };
    const names = [{ kind: 'activity' as const, code: line.activity, printed: line.activity, name: activity }];
    const staging = ledger.stage(folder);
    staging.line(head.kind, line);
    const [statement = ''] = await transact((tx) => addStatements(tx, id, staging, [{ head, names }]), staging);
    staging.dispose();
    return { id, statement };
  };
  const submitted = async (state: UploadState, month: string) => {
    const made = await draft(state, month);
    await transact((tx) => submitUpload(tx, made.id, actor));
    return made;
  };
  const verified = async (state: UploadState, month: string) => {
    const made = await submitted(state, month);
    await transact((tx) => verifyUpload(tx, made.id, 'verifier'));
    return made;
  };
  const reasonFor = (state: UploadState) => texts(state).reason;
  return { actor, receive, report, draft, submitted, verified, reasonFor };
}

async function others({ transact }: Deployment['ledger'], upload: ReturnType<typeof uploadsOf>): Promise<UploadInState[]> {
  const { receive, report, draft, submitted, verified, reasonFor, actor } = upload;
  const superseded = await verified('superseded', '02');
  const newer = await verified('verified', '02');
  const sentBack = await submitted('returned', '03');
  await transact((tx) => returnUpload(tx, sentBack.id, 'verifier', reasonFor('returned')));
  const takenBack = await verified('withdrawn', '06');
  await transact((tx) => withdrawUpload(tx, takenBack.id, 'verifier', reasonFor('withdrawn')));
  const discarded = await draft('discarded', '07');
  await transact((tx) => discardUpload(tx, discarded.id, actor));
  const received = await receive('received');
  const cancelled = await receive('cancelled');
  await transact((tx) => cancelReading(tx, cancelled, actor));
  const asked = await receive('asked');
  await transact((tx) => keepReport(tx, asked, report('asked', 'asked', 'mapped')));
  const refused = await receive('refused');
  await transact((tx) => keepReport(tx, refused, report('refused', 'refused', null)));
  return [
    { state: 'received', id: received, statement: null },
    { state: 'cancelled', id: cancelled, statement: null },
    { state: 'asked', id: asked, statement: null, harmless: true },
    { state: 'refused', id: refused, statement: null },
    { state: 'draft', ...(await draft('draft', '04')) },
    { state: 'submitted', ...(await submitted('submitted', '05')) },
    { state: 'returned', ...sentBack },
    { state: 'verified', ...newer },
    { state: 'superseded', ...superseded },
    { state: 'withdrawn', ...takenBack },
    { state: 'discarded', ...discarded },
  ];
}
