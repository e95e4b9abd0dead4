import type { Answers } from '../../../web/client.ts';

export type Health = Answers['health']['now'];
