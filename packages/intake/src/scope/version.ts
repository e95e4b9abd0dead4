import { type BudgetVersion, isBudgetVersion, versionName } from '@sipkadin/budget';
import { versionIn, versionsOfNumberedChange } from '../table/budget-version.ts';
import { type ScopeQuestion, wordsOf } from './scope-question.ts';

/** As many shifts as governments have been seen to make; a later one can be typed. */
const offered = [
  'murni',
  ...[1, 2, 3, 4, 5].map((n) => `pergeseran-${n}`),
  'perubahan',
  ...[1, 2, 3].map((n) => `perubahan-pergeseran-${n}`),
];

/** The version of the budget: a budget must have one, a realization may name the one that it is printed against. */
export const version: ScopeQuestion<'version', BudgetVersion> = {
  key: 'version',
  example: 'murni, pergeseran-1, perubahan, perubahan-pergeseran-1',
  parse: (text) => (isBudgetVersion(text) ? text : undefined),
  need: (kinds) => (kinds.has('budget') || kinds.has('cash-plan') ? 'required' : kinds.has('realization') ? 'optional' : 'none'),
  codes: { unknown: 'version-unknown', conflict: 'version-conflict', fromName: 'version-from-file-name' },
  choices: () => offered.map((value) => ({ value, label: { id: versionName(value, 'id'), en: versionName(value, 'en') } })),
  inTitle: (text) => found(text),
  inFileName: (name) => found(wordsOf(name)),
  hintsIn: (text, _, isName) => versionsOfNumberedChange(isName ? wordsOf(text) : text),
};

function found(text: string): BudgetVersion[] {
  const named = versionIn(text);
  return named === undefined ? [] : [named];
}
