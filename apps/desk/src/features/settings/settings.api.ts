import { settingKeys } from '@sipkadin/budget';
import { z } from 'zod';
import { ofGovernment } from '../../rights/trpc.ts';
import { reason } from '../uploads/review/review.api.ts';
import { basisState } from './basis-state.ts';
import { changeSetting } from './change-setting.ts';
import { effectOf } from './effect.ts';
import { settingList } from './setting-list.ts';

const change = z.object({ key: z.enum(settingKeys), value: z.unknown() });

export const settingsRouter = {
  list: ofGovernment.query(({ ctx }) => settingList(ctx)),

  /** What is verified on each basis, of which one counts. */
  basis: ofGovernment.query(({ ctx }) => basisState(ctx)),

  /** What leadership would see otherwise with a value; null for a setting that does not decide that. Writes nothing. */
  effect: ofGovernment.input(change).query(({ ctx, input: { key, value } }) => effectOf(ctx, key, value)),

  /** From now on; editions keep what they were published with. */
  set: ofGovernment.input(change.extend({ reason })).mutation(({ ctx, input }) => changeSetting(ctx, input)),
};
