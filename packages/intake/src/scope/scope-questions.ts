import { basis } from './basis.ts';
import { government } from './government.ts';
import { asOf, from } from './period.ts';
import { version } from './version.ts';
import { year } from './year.ts';

export const scopeQuestions = [year, asOf, from, basis, version, government] as const;
