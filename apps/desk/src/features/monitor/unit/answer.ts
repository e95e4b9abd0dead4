import type { Answers } from '../../../web/client.ts';

/** What the server says of one OPD. */
export type Unit = Answers['monitor']['unit'];
