import { cashPlan } from './cash-plan.ts';
import { flat } from './flat.ts';
import { regionRows } from './region-rows.ts';
import { regions } from './regions.ts';
import { register } from './register.ts';
import type { Shape } from './shape.ts';
import { summary } from './summary.ts';
import { template } from './template/template.ts';
import { tree } from './tree.ts';
import { progressTitle, workPlan } from './unsupported.ts';
import { withoutAccounts } from './without-accounts/without-accounts.ts';
import { contracts } from './works/contracts.ts';
import { progress } from './works/progress.ts';

/** The one list, in order: a more telling form is tried before one that its tables would also fit. */
export const shapes: readonly Shape[] = [
  template,
  regions,
  regionRows,
  cashPlan,
  register,
  flat,
  progress,
  workPlan,
  withoutAccounts,
  tree,
  summary,
  contracts,
  progressTitle,
];
