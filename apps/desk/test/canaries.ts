import { createHash } from 'node:crypto';
import { toDecimal } from '@sipkadin/budget';
import { getUpload, type UploadState } from '@sipkadin/ledger';
import readXlsx from 'read-excel-file/node';
import { deskRouter } from '../src/app/desk.ts';
import { type FileRoute, fileRights, type ProcedurePath, ruleOf } from '../src/rights/rights.ts';
import { city, type Deployment, units } from './deployment.ts';
import { type Asker, type Seed, type UploadInState, uploadsInEveryState } from './rights-fixtures.ts';

/*
 * Uploads in which every text and every amount is unique, and what may be asked for to find them: each procedure and download is
 * called as each person, and a canary may appear only where `mayAppear` allows it, by the state and the OPD of its upload.
 */

export const elsewhere = '81.04';
const counted: readonly UploadState[] = ['verified', 'published', 'superseded'];

/** Of an upload: what its lines say; its file's name, findings and reasons; the bytes of its file. */
export type Content = 'lines' | 'file name' | 'report' | 'bytes';

export interface Canary {
  text: string;
  content: Content;
  government: string;
  unit: string;
  uploader: string;
  state: UploadState;
}

export function mayAppear({ content, government, unit, uploader: owner, state }: Canary, { person }: Asker): boolean {
  if (person === null) return false;
  const own = person.id === owner;
  return person.memberships.some((held) => {
    if (held.government !== government) return false;
    if (held.role === 'leadership') return counted.includes(state) && (content === 'lines' || content === 'file name');
    const whole = held.role !== 'operator' || held.unit === null;
    // A file without a report may hold personal data.
    if (content === 'bytes') return own || held.role === 'verifier' || held.role === 'auditor' || (state === 'asked' && whole);
    if (whole || own) return true;
    return content === 'lines' && held.unit === unit && counted.includes(state);
  });
}

/** Whose uploads are made: of which OPD, sent by whom. */
export type Whose = Pick<Seed, 'government' | 'unit' | 'uploader'>;

/** Uploads of every state of each of these, with a canary in each of their texts and amounts. */
export interface SeededCanaries {
  canaries: Canary[];
  uploads: UploadInState[];
  /** By upload; the sheet of a .csv is called as the file. */
  fileNames: ReadonlyMap<string, string>;
}

export async function seedCanaries(
  place: Pick<Deployment, 'ledger' | 'folder' | 'uploads'>,
  whose: readonly Whose[],
): Promise<SeededCanaries> {
  const canaries: Canary[] = [];
  const bodies = new Map<string, string>();
  const seeds = whose.map((one, at) => seedOf(at + 1, one, bodies, canaries));
  const uploads = (await uploadsInEveryState(place, seeds)).flat();
  for (const body of bodies.values()) await place.uploads.put(Buffer.from(body));
  const fileNames = new Map<string, string>();
  for (const { id } of uploads) fileNames.set(id, (await getUpload(place.ledger.read, id)).fileName);
  return { canaries, uploads, fileNames };
}

/** Seeds the uploads of an OPD, and a canary for each of their texts and amounts. */
function seedOf(at: number, whose: Whose, kept: Map<string, string>, canaries: Canary[]): Seed {
  const states: UploadState[] = [];
  const number = (state: UploadState) => {
    if (!states.includes(state)) states.push(state);
    return at * 100 + states.indexOf(state) + 10;
  };
  const known = new Set<string>();
  const canary = (state: UploadState, content: Content, text: string) => {
    if (!known.has(text)) canaries.push({ ...whose, state, content, text });
    known.add(text);
    return text;
  };
  const amount = (state: UploadState) => BigInt(`7${number(state)}53100`);
  return {
    ...whose,
    texts: (state) => {
      const n = number(state);
      canary(state, 'lines', toDecimal(amount(state)));
      const body = `No;Uraian;Isi\n1;2;${canary(state, 'bytes', `isi${n}x`)}\n`;
      const hash = createHash('sha256').update(body).digest('hex');
      kept.set(hash, body);
      return {
        ...{ file: `${canary(state, 'file name', `berkas${n}x`)}.csv`, hash, bytes: body.length },
        activity: canary(state, 'lines', `kegiatan${n}x`),
        package: canary(state, 'lines', `paket${n}x`),
        sheet: canary(state, 'lines', `lembar${n}x`),
        finding: canary(state, 'report', `temuan${n}x`),
        reason: canary(state, 'report', `alasan${n}x`),
      };
    },
    amount,
  };
}

// A router lists its procedures nowhere else.
// oxlint-disable-next-line no-underscore-dangle
const declared = deskRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
export const procedures = Object.keys(declared).toSorted() as ProcedurePath[];
export const isMutation = (path: ProcedurePath) => declared[path]?._def.type === 'mutation';
/**
 * Rows of a file and marked copies are made by a child process, workbooks are slow to read, and mutations end in a refusal here:
 * two states are enough.
 */
const sampled: readonly UploadState[] = ['draft', 'asked'];
const narrowed = (path: ProcedurePath) => path === 'uploads.surroundings' || isMutation(path);

/** Every input that a procedure is called with. */
export function inputsOf(path: ProcedurePath, { uploads, fileNames }: SeededCanaries, person: string): object[] {
  const { of } = ruleOf(path);
  const rest = {
    ...{ year: 2026, answers: {}, reason: 'kurang lengkap', note: '', number: 1, to: 1, row: 2, mapping: '{}' },
    ...{
      person,
      session: 's',
      held: [],
      fingerprint: 'a'.repeat(32),
      code: 'row-without-code',
      severity: 'info',
      key: 'basis',
      value: 'sp2d',
    },
  };
  if (of === 'upload')
    return uploads.flatMap(({ id, state }) =>
      narrowed(path) && !sampled.includes(state) ? [] : [{ ...rest, id, sheet: fileNames.get(id) ?? '' }],
    );
  if (of === 'statement')
    return uploads.flatMap(({ statement }) =>
      statement === null
        ? []
        : (path === 'changes.of' ? ['working', 'previous', 'published'] : [undefined]).map((against) => ({
            ...{ ...rest, id: statement },
            ...(against === undefined ? {} : { against }),
          })),
    );
  const months = path.startsWith('monitor.') ? [1, 2, undefined] : [undefined];
  return [city, elsewhere].flatMap((government) =>
    months.flatMap((month) =>
      Object.values(units).map((unit) => ({ ...rest, government, unit, ...(month === undefined ? {} : { month }) })),
    ),
  );
}

/** The addresses of a download. */
export function addressesOf(route: FileRoute, { uploads }: Pick<SeededCanaries, 'uploads'>): string[] {
  const [method, path = ''] = route.split(' ');
  if (method !== 'GET') return [];
  const { of } = fileRights[route];
  if (of === 'government') return [city, elsewhere].map((government) => path.replace(':government', government));
  const address = (id: string) => path.replace(':id', id);
  if (of === 'upload')
    return uploads.flatMap(({ id, state }) => (route === 'GET bertanda/:id' && !sampled.includes(state) ? [] : [address(id)]));
  return uploads.flatMap(({ statement, state }) =>
    statement === null || !sampled.includes(state) ? [] : [`${address(statement)}?terhadap=working`],
  );
}

/** What an answer says; of a workbook, its cells. */
export async function textOf(answer: Response): Promise<string> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString();
  return JSON.stringify(await readXlsx(bytes));
}
