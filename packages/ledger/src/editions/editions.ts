import {
  type Bands,
  type Basis,
  defaultBands,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type IsoInstant,
  type Population,
} from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import type { EditionKind } from '../database/schema.ts';
import { LedgerError } from '../error.ts';
import { getGovernment } from '../governments.ts';
import { dutiesOf, prepared } from '../people/separation-of-duties.ts';
import { headOf, move } from '../statements/workflow-steps.ts';
import { uploadsAt } from './uploads-at.ts';

export interface EditionRow {
  government: string;
  year: FiscalYear;
  number: number;
  hash: string;
  /** The government's name and basis that the edition was gathered under. */
  name: string;
  basis: Basis;
  /** The rule by which its figures were judged. */
  bands: Bands;
  /** The number of residents that it states; null: none. */
  population: Population | null;
  asOf: IsoDate;
  publishedAt: IsoInstant;
  note: string;
  actor: string;
  /** Which state of the ledger it holds; of a withdrawal or return, that of the edition whose content it has, 0 for nothing. */
  sequence: number;
  kind: EditionKind;
  /** The edition whose content it has: its own number for a publication; 0 for nothing. */
  content: number;
}

type Scope = Pick<EditionRow, 'government' | 'year'>;

/**
 * Records what was published; its uploads become published with it. Numbers have no gaps but for those of editions that were set aside. A withdrawal or return withdraws,
 * with its note as the reason, the uploads that came with the edition before and not with the one whose content it has, and
 * publishes again what that one had.
 * @throws LedgerError `wrong-state` where the number is not the next or a correction names no state of before;
 * `own-publication` where the publisher had a hand in what is new, unless the government's setting allows it; `busy` where an
 * upload was withdrawn while the edition was written
 */
export async function recordEdition(tx: Writing, edition: EditionRow): Promise<void> {
  const { government, year, number, hash, name, basis, bands, population, asOf, publishedAt, note, actor } = edition;
  const { sequence, kind, content } = edition;
  const earlier = await listEditions(tx, government, year);
  const previous = earlier.at(-1);
  if (number !== (await nextEditionNumber(tx, { government, year })))
    throw new LedgerError('wrong-state', `edition ${number} of ${year} is not the next`);
  const held = kind === 'publication' ? undefined : earlier.find((candidate) => candidate.number === content);
  if (kind === 'publication' ? content !== number : previous === undefined || note === '' || sequence !== (held?.sequence ?? 0))
    throw new LedgerError('wrong-state', `edition ${number} of ${year} has not the content of ${content}`);
  await mustBeOthersWork(tx, { government, year, sequence, actor });
  const before = previous === undefined ? [] : await uploadsAt(tx, { government, year, sequence: previous.sequence });
  const after = await uploadsAt(tx, { government, year, sequence });
  await tx
    .insertInto('edition')
    .values({
      ...{ government, year, number, hash, name, basis, as_of: asOf, published_at: publishedAt, note, actor, position: sequence, kind },
      population: population === null ? '' : JSON.stringify(population),
      ...{ bands: JSON.stringify(bands), content: kind === 'publication' ? null : content },
    })
    .execute();
  await appendAudit(tx, {
    actor,
    action: kind === 'publication' ? 'edition-published' : kind === 'withdrawal' ? 'edition-withdrawn' : 'edition-returned',
    government,
    subject: `${year}/${number}`,
    detail: { hash, asOf, position: sequence, note, ...(kind === 'publication' ? {} : { content }) },
  });
  const detail = { edition: `${year}/${number}` };
  if (kind !== 'publication') {
    for (const id of before.filter((id) => !after.includes(id))) {
      const { upload, step } = await headOf(tx, id);
      if (step.step !== 'withdrawn') await move(tx, upload, 'withdrawn', actor, note, detail);
    }
  }
  for (const id of after) {
    const { upload, step } = await headOf(tx, id);
    if (step.step === 'withdrawn' && kind === 'publication') throw new LedgerError('busy', `${id} was withdrawn meanwhile`);
    if (step.step !== 'published') await move(tx, upload, 'published', actor, '', detail);
  }
}

interface KeyRecord {
  /** rotated: the former key has signed the new one; replaced: the former ones are lost. */
  action: 'signing-key-rotated' | 'signing-key-replaced';
  /** Fingerprints in hex. */
  former: readonly string[];
  present: string;
  note: string;
  government: string;
  actor: string;
}

/** Records once that another key signs from now on. */
export async function recordKey(tx: Writing, { action, former, present, note, government, actor }: KeyRecord): Promise<void> {
  const known = tx.selectFrom('audit').select('seq').where('action', '=', action).where('subject', '=', present);
  if ((await known.executeTakeFirst()) !== undefined) return;
  await appendAudit(tx, { actor, action, government, subject: present, detail: { former, note } });
}

/** The number of the next edition: that of one that was set aside was public once, and is given to no other. */
export async function nextEditionNumber(read: Reading, { government, year }: Scope): Promise<number> {
  const last = (await listEditions(read, government, year)).at(-1)?.number ?? 0;
  const rows = await read
    .selectFrom('audit')
    .select('subject')
    .where('action', '=', 'edition-set-aside')
    .where('government', '=', government)
    .where('subject', 'like', `${year}/%`)
    .execute();
  return Math.max(last, ...rows.map(({ subject }) => Number(subject.split('/')[1]))) + 1;
}

/** Records what was done where the folder of editions and the ledger differed, as after a backup was restored. */
export async function recordSettlement(
  tx: Writing,
  {
    government,
    year,
    number,
    hash,
    actor,
    action,
  }: Pick<EditionRow, 'government' | 'year' | 'number' | 'hash' | 'actor'> & {
    action: 'edition-adopted' | 'edition-set-aside' | 'edition-rewritten' | 'edition-restored';
  },
): Promise<void> {
  await appendAudit(tx, { actor, action, government, subject: `${year}/${number}`, detail: { hash } });
}

/**
 * Keeps an edition that was published meanwhile from being corrected or built upon unseen.
 * @param number the latest edition that the person saw, 0 for none
 * @throws LedgerError `wrong-state` where another one is the latest now
 */
export async function mustBeLatest(read: Reading, { government, year, number }: Scope & { number: number }): Promise<void> {
  const latest = (await listEditions(read, government, year)).at(-1)?.number ?? 0;
  if (latest !== number) throw new LedgerError('wrong-state', `edition ${latest} of ${year} is the latest, not ${number}`);
}

/**
 * A publisher publishes what others uploaded and verified, as far as it is new since the edition before.
 * @throws LedgerError `own-publication`, unless the government's setting lets one person publish
 */
export async function mustBeOthersWork(
  read: Reading,
  { government, year, sequence, actor }: Scope & { sequence: number; actor: string },
): Promise<void> {
  if ((await getGovernment(read, government)).publishOwn) return;
  const previous = (await listEditions(read, government, year)).at(-1);
  const known = previous === undefined ? [] : await uploadsAt(read, { government, year, sequence: previous.sequence });
  for (const duty of await dutiesOf(read, { government, year, sequence }))
    if (!known.includes(duty.upload) && (prepared(duty, actor) || duty.verifier === actor))
      throw new LedgerError('own-publication', duty.upload);
}

/** Oldest first. */
export async function listEditions(read: Reading, government?: string, year?: FiscalYear): Promise<EditionRow[]> {
  let query = read.selectFrom('edition').selectAll().orderBy('government').orderBy('year').orderBy('number');
  if (government !== undefined) query = query.where('government', '=', government);
  if (year !== undefined) query = query.where('year', '=', year);
  return (await query.execute()).map((row) => ({
    government: row.government,
    year: fiscalYear(Number(row.year)),
    number: Number(row.number),
    hash: row.hash,
    name: row.name,
    basis: row.basis,
    bands: row.bands === '' ? defaultBands : (JSON.parse(row.bands) as Bands),
    population: row.population === '' ? null : (JSON.parse(row.population) as Population),
    asOf: row.as_of,
    publishedAt: row.published_at,
    note: row.note,
    actor: row.actor,
    sequence: Number(row.position),
    kind: row.kind,
    content: row.content === null ? Number(row.number) : Number(row.content),
  }));
}
