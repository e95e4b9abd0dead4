import type { FiscalYear } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { verifiedStatements } from '../figures/counts.ts';

/** Who took an upload through the steps that should be three people's. */
export interface Hands {
  upload: string;
  uploader: string;
  verifier: string;
  /** Who published it first; null while it is not. */
  publisher: string | null;
}

interface Position {
  government: string;
  year: FiscalYear;
  position: number;
}

/** Of every upload that counts at a position. */
export async function handsOf(read: Reading, position: Position): Promise<Hands[]> {
  const { government, year } = position;
  const uploads = new Set((await verifiedStatements(read, position)).map(({ upload }) => upload));
  const hands = new Map<string, Hands>();
  const steps = await read
    .selectFrom('step')
    .innerJoin('upload', 'upload.id', 'step.upload')
    .select(['step.upload', 'uploaded_by', 'step', 'actor'])
    .where('step.upload', 'in', ({ selectFrom }) =>
      selectFrom('statement').select('statement.upload').where('statement.government', '=', government).where('year', '=', year),
    )
    .where('step', 'in', ['verified', 'published'])
    .orderBy('step.seq')
    .execute();
  for (const { upload, uploaded_by: uploader, step, actor } of steps) {
    if (!uploads.has(upload)) continue;
    if (step === 'verified') hands.set(upload, { upload, uploader, verifier: actor, publisher: null });
    const known = hands.get(upload);
    if (step === 'published' && known !== undefined) known.publisher ??= actor;
  }
  return [...hands.values()];
}

/** How many of an edition's files one person took through a step alone. */
export interface OnePerson {
  /** Verified by who uploaded them. */
  verified: number;
  /** Published by who uploaded or verified them. */
  published: number;
}

/** Of the files that count at a position; `actor` publishes those that nobody has published yet. */
export async function onePersonOf(read: Reading, { actor, ...position }: Position & { actor: string }): Promise<OnePerson> {
  const hands = await handsOf(read, position);
  return {
    verified: hands.filter(({ uploader, verifier }) => uploader === verifier).length,
    published: hands.filter(({ uploader, verifier, publisher }) => [uploader, verifier].includes(publisher ?? actor)).length,
  };
}
