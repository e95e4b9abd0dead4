import {
  type Bands,
  defaultBands,
  type Government,
  type IsoInstant,
  type JudgingRule,
  type SettingKey,
  type SettingValues,
  settingKeys,
  settings,
} from '@sipkadin/budget';
import { appendAudit } from './audit/audit.ts';
import type { Reading, Writing } from './database/database.ts';
import type { GovernmentTable } from './database/schema.ts';
import { LedgerError } from './error.ts';

/** A government with its settings. */
export interface GovernmentRow extends Government, SettingValues {}

export type GovernmentSettings = Partial<SettingValues>;

/** Settings with a column of their own; the others are in `more`, so that a new one needs no migration. */
type InColumns = 'basis' | 'reportDay' | 'bands' | 'onePerson' | 'publishOwn' | 'changeLimit' | 'completeShare';
const inColumns: readonly SettingKey[] = [
  'basis',
  'reportDay',
  'bands',
  'onePerson',
  'publishOwn',
  'changeLimit',
  'completeShare',
] satisfies InColumns[];

const rowOf = (row: GovernmentTable): GovernmentRow => ({
  ...{ ...initialSettings(), ...(row.more === '' ? {} : (JSON.parse(row.more) as GovernmentSettings)) },
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

/** What a government has that set nothing. */
function initialSettings(): SettingValues {
  return Object.fromEntries(settingKeys.map((key) => [key, settings[key].initial])) as unknown as SettingValues;
}

function columnsOf(values: SettingValues): Omit<GovernmentTable, 'code' | 'name'> {
  const { basis, reportDay, bands, onePerson, publishOwn, changeLimit, completeShare } = values;
  const more = Object.fromEntries(settingKeys.filter((key) => !inColumns.includes(key)).map((key) => [key, values[key]]));
  return {
    ...{ basis, report_day: reportDay, bands: JSON.stringify(bands), more: JSON.stringify(more) },
    ...{ one_person: onePerson ? 1 : 0, publish_own: publishOwn ? 1 : 0, change_limit: changeLimit, complete_share: completeShare },
  };
}

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
  const records = await read
    .selectFrom('audit')
    .select('detail')
    .where('government', '=', code)
    .where('action', 'in', ['government-added', 'government-set'])
    .where('at', '<=', at)
    .orderBy('seq')
    .execute();
  return records.reduce((row, { detail }) => ({ ...row, ...settingsIn(JSON.parse(detail) as GovernmentSettings) }), now);
}

/** The settings among the details of a record. */
function settingsIn(detail: GovernmentSettings): GovernmentSettings {
  return Object.fromEntries(Object.entries(detail).filter(([key]) => settingKeys.some((one) => one === key)));
}

/** @throws LedgerError `exists` */
export async function addGovernment(tx: Writing, government: Government & GovernmentSettings, actor: string): Promise<void> {
  const { code, name, ...given } = government;
  const known = await tx.selectFrom('government').select('code').where('code', '=', code).executeTakeFirst();
  if (known) throw new LedgerError('exists', code);
  const values = { ...initialSettings(), ...given };
  await tx
    .insertInto('government')
    .values({ code, name, ...columnsOf(values), ...(given.bands === undefined && { bands: '' }) })
    .execute();
  const { basis, reportDay, onePerson, publishOwn, changeLimit, completeShare } = values;
  await appendAudit(tx, {
    actor,
    action: 'government-added',
    government: code,
    subject: code,
    detail: { name, basis, reportDay, onePerson, publishOwn, changeLimit, completeShare, ...given },
  });
}

/**
 * Changes settings; the audit trail has each with its value before.
 * @param reason kept in the audit trail; '' for none. @throws LedgerError `not-found`
 */
export async function setGovernment(tx: Writing, code: string, given: GovernmentSettings, actor: string, reason = ''): Promise<void> {
  const present = await getGovernment(tx, code);
  const { bands, ...columns } = columnsOf({ ...present, ...given });
  await tx
    .updateTable('government')
    .set({ ...columns, ...(given.bands && { bands }) })
    .where('code', '=', code)
    .execute();
  const before = Object.fromEntries(Object.keys(given).map((key) => [key, present[key as SettingKey]]));
  await appendAudit(tx, {
    actor,
    action: 'government-set',
    government: code,
    subject: code,
    detail: { ...given, ...(reason !== '' && { reason }), before },
  });
}

/** Those of these governments of which any file says that its figures are simulated. */
export async function simulatedGovernments(read: Reading, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const rows = await read
    .selectFrom('statement')
    .select('government')
    .distinct()
    .where('government', 'in', codes)
    .where('simulated', '=', 1)
    .execute();
  return new Set(rows.map(({ government }) => government));
}
