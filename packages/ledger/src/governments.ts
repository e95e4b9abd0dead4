import { type Bands, type Basis, defaultBands, type Government, type IsoInstant } from '@sipkadin/budget';
import { appendAudit } from './audit/audit.ts';
import type { Reading, Writing } from './database/database.ts';
import { LedgerError } from './error.ts';

/** All of a government's bands but the report day, which is a setting of its own. */
export type JudgingRule = Omit<Bands, 'reportDay'>;

export interface GovernmentRow extends Government {
  /** The basis of realization that is published. */
  basis: Basis;
  /** Day of the following month on which a month's report is due. */
  reportDay: number;
  /** The rule by which spending is judged, by period; `bandsOf` adds the report day. */
  bands: JudgingRule;
  /** The uploader may verify: for governments with one person; editions of it say so. */
  onePerson: boolean;
  /** The publisher may have uploaded or verified what is new in an edition; editions of it say so. */
  publishOwn: boolean;
  /** Percent by which a total may change before a verifier must confirm it. */
  changeLimit: number;
  /** Percent of its OPD that must have reported a month before the month is judged. */
  completeShare: number;
}

export interface GovernmentSettings {
  basis?: Basis;
  reportDay?: number;
  bands?: JudgingRule;
  onePerson?: boolean;
  publishOwn?: boolean;
  changeLimit?: number;
  completeShare?: number;
}

const rowOf = (row: {
  code: string;
  name: string;
  basis: Basis;
  report_day: number | bigint;
  bands: string;
  one_person: number | bigint;
  publish_own: number | bigint;
  change_limit: number | bigint;
  complete_share: number | bigint;
}): GovernmentRow => ({
  code: row.code,
  name: row.name,
  basis: row.basis,
  reportDay: Number(row.report_day),
  bands: storedRule(row.bands),
  onePerson: Number(row.one_person) === 1,
  publishOwn: Number(row.publish_own) === 1,
  changeLimit: Number(row.change_limit),
  completeShare: Number(row.complete_share),
});

/** The whole rule, as editions publish it. */
export function bandsOf({ reportDay, bands }: Pick<GovernmentRow, 'reportDay' | 'bands'>): Bands {
  return { reportDay, ...bands };
}

function storedRule(text: string): JudgingRule {
  const { periods, statuses } = text === '' ? defaultBands : (JSON.parse(text) as JudgingRule);
  return { periods, statuses };
}

export async function listGovernments(read: Reading): Promise<GovernmentRow[]> {
  return (await read.selectFrom('government').selectAll().orderBy('code').execute()).map(rowOf);
}

/** @throws LedgerError `not-found` */
export async function getGovernment(read: Reading, code: string): Promise<GovernmentRow> {
  const row = await read.selectFrom('government').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row) throw new LedgerError('not-found', code);
  return rowOf(row);
}

/**
 * A government as it was set at an instant, by the audit trail; before it was added, as it is now.
 * @throws LedgerError `not-found`
 */
export async function governmentAt(read: Reading, code: string, at: IsoInstant): Promise<GovernmentRow> {
  const now = await getGovernment(read, code);
  const settings = await read
    .selectFrom('audit')
    .select('detail')
    .where('government', '=', code)
    .where('action', 'in', ['government-added', 'government-set'])
    .where('at', '<=', at)
    .orderBy('seq')
    .execute();
  return settings.reduce((row, { detail }) => ({ ...row, ...(JSON.parse(detail) as GovernmentSettings) }), now);
}

/** @throws LedgerError `exists` */
export async function addGovernment(tx: Writing, government: Government & GovernmentSettings, actor: string): Promise<void> {
  const { code, name, basis = 'sp2d', reportDay = 10, bands, onePerson = false, publishOwn = false } = government;
  const { changeLimit = 30, completeShare = 90 } = government;
  const known = await tx.selectFrom('government').select('code').where('code', '=', code).executeTakeFirst();
  if (known) throw new LedgerError('exists', code);
  await tx
    .insertInto('government')
    .values({
      ...{ code, name, basis, report_day: reportDay, bands: bands === undefined ? '' : JSON.stringify(bands) },
      ...{ one_person: onePerson ? 1 : 0, publish_own: publishOwn ? 1 : 0, change_limit: changeLimit, complete_share: completeShare },
    })
    .execute();
  await appendAudit(tx, {
    actor,
    action: 'government-added',
    government: code,
    subject: code,
    detail: { name, basis, reportDay, onePerson, publishOwn, changeLimit, completeShare, ...(bands && { bands }) },
  });
}

/** @param reason kept in the audit trail; '' for none. @throws LedgerError `not-found` */
export async function setGovernment(tx: Writing, code: string, settings: GovernmentSettings, actor: string, reason = ''): Promise<void> {
  const { basis, reportDay, onePerson, publishOwn, changeLimit, completeShare } = { ...(await getGovernment(tx, code)), ...settings };
  const { bands } = settings;
  await tx
    .updateTable('government')
    .set({
      ...{ basis, report_day: reportDay, one_person: onePerson ? 1 : 0, publish_own: publishOwn ? 1 : 0 },
      ...{ change_limit: changeLimit, complete_share: completeShare },
      ...(bands && { bands: JSON.stringify(bands) }),
    })
    .where('code', '=', code)
    .execute();
  await appendAudit(tx, {
    actor,
    action: 'government-set',
    government: code,
    subject: code,
    detail: { ...settings, ...(reason !== '' && { reason }) },
  });
}
