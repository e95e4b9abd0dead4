import { scopeQuestions } from '../scope/scope-questions.ts';
import { mapping } from './mapping.ts';
import { measure } from './measure.ts';
import { numbers } from './numbers.ts';
import { percent } from './percent.ts';
import { progressColumn } from './progress-column.ts';
import { region } from './region.ts';
import { sheet } from './sheet.ts';
import { unit } from './unit.ts';

/** Every question that intake can ask. A new one is a file with its key, choices and answers, and a member here. */
export const questions = [...scopeQuestions, measure, numbers, sheet, progressColumn, percent, region, unit, mapping] as const;
