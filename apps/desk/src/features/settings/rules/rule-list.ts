import { type FindingArea, findingAreas, ruleBook, type Words } from '@sipkadin/budget';
import { ruleSettings } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';

/** The rule book by area, with the severity that each rule has in this government, and who changed it when. */
export async function ruleList({ ledger: { read }, names: namesOf, government }: DeskContext & GovernmentGrant) {
  const settings = await ruleSettings(read, government);
  const names = await namesOf(settings.map(({ actor }) => actor));
  const set = new Map(settings.map((setting) => [setting.code, setting]));
  return Object.entries(findingAreas).map(([area, { name }]) => ({
    area: area as FindingArea,
    name: name as Words,
    rules: ruleBook
      .filter((rule) => rule.area === area)
      .map(({ area: _, ...rule }) => {
        const setting = set.get(rule.code);
        return {
          ...rule,
          set: setting?.severity ?? null,
          changed: setting === undefined ? null : { at: setting.at, by: names.get(setting.actor) ?? setting.actor },
        };
      }),
  }));
}
