import { failedReadings, listEditions } from '@sipkadin/ledger';
import { conditionText } from '@sipkadin/monitor/condition-texts';
import { Refusal } from '@sipkadin/workflow';
import { ofGovernment } from '../../../rights/trpc.ts';

export const healthRouter = {
  /**
   * What is wrong with the deployment, most urgent first, with words; its facts; and of the government its newest edition of each year
   * and the readings that failed.
   * @throws Refusal `not-found` in a process that does not serve the desk to people
   */
  now: ofGovernment.query(async ({ ctx: { health, ledger, government } }) => {
    if (health === undefined) throw new Refusal('not-found');
    const { conditions, ...machine } = await health();
    const newest = new Map((await listEditions(ledger.read, government)).map((edition) => [edition.year, edition]));
    return {
      ...machine,
      conditions: conditions.map((condition) => ({ ...condition, ...conditionText(condition) })),
      editions: [...newest.values()].map(({ year, number, publishedAt }) => ({ year, number, publishedAt })).toReversed(),
      failed: await failedReadings(ledger.read, government),
    };
  }),
};
