import type { FiscalYear } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { uploadsAt } from '../editions/uploads-at.ts';
import { correctorsOf } from '../uploads/corrections.ts';

/** The people who took an upload through the three steps that should be three people's. */
export interface Duties {
  upload: string;
  uploader: string;
  /** Who corrected cells of it. */
  correctors: ReadonlySet<string>;
  verifier: string;
  /** The first publisher; null while it is not published. */
  publisher: string | null;
}

interface State {
  government: string;
  year: FiscalYear;
  sequence: number;
}

/** The duties of every upload that counts at a sequence of the ledger. */
export async function dutiesOf(read: Reading, state: State): Promise<Duties[]> {
  const { government, year } = state;
  const uploads = new Set(await uploadsAt(read, state));
  const duties = new Map<string, Duties>();
  const steps = await read
    .selectFrom('step')
    .innerJoin('upload', 'upload.id', 'step.upload')
    .select(['step.upload', 'uploaded_by', 'step', 'actor'])
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('step.upload', 'in', selectFrom('statement').select('upload').where('government', '=', government).where('year', '=', year)),
        eb('step.upload', 'in', selectFrom('works').select('upload').where('government', '=', government).where('year', '=', year)),
      ]),
    )
    .where('step', 'in', ['verified', 'published'])
    .orderBy('step.seq')
    .execute();
  const corrected = await correctorsOf(read, [...uploads]);
  for (const { upload, uploaded_by: uploader, step, actor } of steps) {
    if (!uploads.has(upload)) continue;
    const correctors = corrected.get(upload) ?? new Set();
    if (step === 'verified') duties.set(upload, { upload, uploader, correctors, verifier: actor, publisher: null });
    const known = duties.get(upload);
    if (step === 'published' && known !== undefined) known.publisher ??= actor;
  }
  return [...duties.values()];
}

/** Whether a person uploaded the file or corrected cells of it. */
export function prepared({ uploader, correctors }: Pick<Duties, 'uploader' | 'correctors'>, person: string): boolean {
  return uploader === person || correctors.has(person);
}

/** How many of an edition's files one person took through a step alone. */
export interface OnePerson {
  /** Verified by who uploaded them. */
  verified: number;
  /** Published by who uploaded or verified them. */
  published: number;
}

/** Of the files that count at a sequence; `actor` publishes those that nobody has published yet. */
export async function onePersonOf(read: Reading, { actor, ...state }: State & { actor: string }): Promise<OnePerson> {
  const duties = await dutiesOf(read, state);
  return {
    verified: duties.filter((duty) => prepared(duty, duty.verifier)).length,
    published: duties.filter((duty) => prepared(duty, duty.publisher ?? actor) || duty.verifier === (duty.publisher ?? actor)).length,
  };
}
