import type { Answers } from '../../../web/client.ts';

export type ListedQuestion = Answers['questions']['list']['questions'][number];
