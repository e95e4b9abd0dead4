import { parseSetting, type SettingKey } from '@sipkadin/budget';
import { askApproval, type GovernmentSettings, getGovernment, type RelaxingAct, setGovernment } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { hasOtherAdmin } from '../access/people/approval/second-admin.ts';

/** The act that a second admin approves, of the settings that lift a separation of duties. */
export const relaxingActs: Partial<Record<SettingKey, RelaxingAct>> = { onePerson: 'allow-verify-own', publishOwn: 'allow-publish-own' };

/** A value as the setting of its key. @throws Refusal `bad-input` where the setting does not take it */
export function settingOf(key: SettingKey, value: unknown): GovernmentSettings {
  const parsed = parseSetting(key, value);
  if ('fault' in parsed) throw new Refusal('bad-input');
  return { [key]: parsed.value };
}

/**
 * Changes a setting. What lifts a separation of duties is asked of a second admin where there is one, as the giving of a role that
 * moves figures is: an admin with such a role could otherwise take figures to the public alone.
 * @returns whether a second admin has to approve it @throws Refusal `bad-input`, `nothing-new`
 */
export async function changeSetting(
  ctx: DeskContext & GovernmentGrant,
  { key, value, reason }: { key: SettingKey; value: unknown; reason: string },
): Promise<{ asked: boolean }> {
  const { ledger, person, government } = ctx;
  const changed = settingOf(key, value);
  const present = await getGovernment(ledger.read, government);
  if (JSON.stringify(present[key]) === JSON.stringify(changed[key])) throw new Refusal('nothing-new');
  const act = value === true ? relaxingActs[key] : undefined;
  if (act !== undefined && (await hasOtherAdmin(ctx))) {
    await ledger.transact((tx) => askApproval(tx, { government, person: person.id, act }, person.id));
    return { asked: true };
  }
  await ledger.transact((tx) => setGovernment(tx, government, changed, person.id, reason));
  return { asked: false };
}
