import { type IsoInstant, type SettingKey, type SettingValues, settingKeys, settings } from '@sipkadin/budget';
import { getGovernment, listAudit, openApprovals, type Reading } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { relaxingActs } from './change-setting.ts';

/** A change of a setting, as the audit trail has it. */
interface Change {
  at: IsoInstant;
  by: string;
  /** null of records of before the value was kept. */
  from: { value: SettingValues[SettingKey] } | null;
  to: SettingValues[SettingKey];
  reason: string;
}

/** Changes that are listed of all settings together; the whole history is in the audit trail. */
const mostRecords = 200;

/** Every setting with its value, its changes, the latest first, and whether a second admin has yet to approve one. */
export async function settingList({ ledger: { read }, names: namesOf, now, government }: DeskContext & GovernmentGrant) {
  const values = await getGovernment(read, government);
  const waiting = await openApprovals(read, government, now());
  const changes = await changesOf(read, government);
  const names = await namesOf(changes.map(({ by }) => by));
  return settingKeys.map((key) => ({
    key,
    value: values[key],
    isInitial: JSON.stringify(values[key]) === JSON.stringify(settings[key].initial),
    waiting: waiting.some(({ act }) => act === relaxingActs[key]),
    changes: changes.filter((one) => one.key === key).map(({ key: _, by, ...change }): Change => ({ ...change, by: names.get(by) ?? by })),
  }));
}

async function changesOf(read: Reading, government: string): Promise<(Change & { key: SettingKey })[]> {
  const records = await listAudit(read, { government, action: 'government-set', limit: mostRecords });
  return records.flatMap(({ at, actor, detail }) => {
    const { before, reason, ...given } = JSON.parse(detail) as Partial<SettingValues> & {
      before?: Partial<SettingValues>;
      reason?: string;
    };
    return settingKeys.flatMap((key) => {
      const [from, to] = [before?.[key], given[key]];
      if (to === undefined) return [];
      return [{ key, at, by: actor, from: from === undefined ? null : { value: from }, to, reason: reason ?? '' }];
    });
  });
}
