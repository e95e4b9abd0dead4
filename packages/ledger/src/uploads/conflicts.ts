import type { IsoInstant } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import type { Step } from '../database/schema.ts';
import { supersededUploads } from '../figures/effective.ts';
import { granularities, isFiner } from '../figures/granularity.ts';
import { isComparable } from '../figures/verified-statements.ts';
import { readsUnit, readsUpload, type Viewer } from '../people/viewer.ts';
import { coverageOf } from '../statements/statements.ts';

/** Another upload with the same scope: kind, year, basis or version, period, and at least one OPD and akun alike. */
export interface Conflict {
  id: string;
  /** The file's name and its uploader; null where the viewer may not know the upload. */
  from: { fileName: string; uploadedBy: string } | null;
  receivedAt: IsoInstant;
  state: Step;
  /** Whether this one covers all that the other covers, and would replace it whole. */
  whole: boolean;
}

const open: readonly Step[] = ['draft', 'submitted', 'verified', 'published'];

/**
 * Uploads that would be replaced by this one once it is verified, or that it contends with; the latest first. Only where they share a
 * unit that the viewer may read.
 */
export async function conflictsOf(read: Reading, upload: string, viewer: Viewer): Promise<Conflict[]> {
  const own = await read.selectFrom('statement').selectAll().where('upload', '=', upload).execute();
  const [first] = own;
  if (first === undefined) return [];
  const others = await read
    .selectFrom('statement')
    .innerJoin('upload', 'upload.id', 'statement.upload')
    .innerJoin('step', (join) =>
      join.onRef('step.upload', '=', 'statement.upload').on('step.seq', '=', ({ selectFrom }) =>
        selectFrom('step as later')
          .select(({ fn }) => fn.max('later.seq').as('seq'))
          .whereRef('later.upload', '=', 'statement.upload'),
      ),
    )
    .selectAll('statement')
    .select(['file_name', 'uploaded_by', 'received_at', 'step'])
    .where('statement.government', '=', first.government)
    .where('statement.upload', '!=', upload)
    .where(
      'year',
      'in',
      own.map(({ year }) => year),
    )
    .where(
      'kind',
      'in',
      own.map(({ kind }) => kind),
    )
    .where('step', 'in', open)
    .orderBy('upload.seq', 'desc')
    .execute();
  const covers = await coverageOf(
    read,
    [...own, ...others].map(({ seq }) => Number(seq)),
  );
  type Statement = (typeof own)[number];
  const parts = ({ seq, accounts }: Statement) => {
    const units = covers.get(Number(seq)) ?? [];
    return (units.length === 0 ? [''] : units).flatMap((unit) =>
      (accounts === '' ? [''] : accounts.split('')).map((akun) => `${unit}|${akun}`),
    );
  };
  const scope = ({ kind, year, basis, from_date, as_of, version }: Statement) =>
    [kind, year, basis ?? '', from_date ?? '', as_of ?? '', version ?? ''].join('|');
  const visible = (part: string) => readsUnit(viewer, part.slice(0, part.indexOf('|')));
  const mine = new Map(
    own.flatMap((statement) =>
      parts(statement).flatMap((part) => (visible(part) ? [[`${scope(statement)}|${part}`, statement] as const] : [])),
    ),
  );
  const fine = await granularities(
    read,
    [...own, ...others].map(({ seq }) => Number(seq)),
  );
  // Of a finer and a coarser statement neither replaces the other.
  const replaces = (one: Statement, other: Statement, part: string) => {
    const [unit = '', akun = ''] = part.split('|');
    const [a, b] = [fine.get(Number(one.seq)) ?? new Map(), fine.get(Number(other.seq)) ?? new Map()];
    return !isComparable(one.kind) || (!isFiner(a, b, unit, akun) && !isFiner(b, a, unit, akun));
  };
  const found = new Map<string, { statement: (typeof others)[number]; shared: number; all: number }>();
  for (const statement of others) {
    const shared = parts(statement).filter((part) => {
      const other = mine.get(`${scope(statement)}|${part}`);
      return other !== undefined && replaces(other, statement, part);
    });
    const known = found.get(statement.upload) ?? { statement, shared: 0, all: 0 };
    known.shared += shared.length;
    known.all += parts(statement).length;
    found.set(statement.upload, known);
  }
  const superseded = await supersededUploads(read, [first.government]);
  const conflicts: Conflict[] = [];
  for (const [id, { statement, shared, all }] of found) {
    if (shared === 0 || superseded.has(id)) continue;
    const { file_name: fileName, uploaded_by: uploadedBy, received_at: receivedAt, step: state } = statement;
    const from = readsUpload(viewer, uploadedBy) ? { fileName, uploadedBy } : null;
    conflicts.push({ id, from, receivedAt, state, whole: shared === all });
  }
  return conflicts;
}
