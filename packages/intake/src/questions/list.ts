import { extent } from '../scope/narrowed.ts';
import { scopeQuestions } from '../scope/scope-questions.ts';
import { mapping } from './mapping.ts';
import { measure } from './measure.ts';
import { month } from './month.ts';
import { numbers } from './numbers.ts';
import { part } from './part.ts';
import { percent } from './percent.ts';
import { progressColumn } from './progress-column.ts';
import { region } from './region.ts';
import { sheet } from './sheet.ts';
import { stage } from './stage.ts';
import { unit } from './unit.ts';
import { akun } from './without-accounts/akun.ts';
import { subUnits } from './without-accounts/sub-units.ts';

/** Every question that intake can ask. A new one is a file with its key, choices and answers, and a member here. */
export const questions = [
  ...scopeQuestions,
  measure,
  akun,
  numbers,
  sheet,
  progressColumn,
  percent,
  region,
  stage,
  month,
  part,
  subUnits,
  unit,
  extent,
  mapping,
] as const;
