import type { Answers } from '../../../web/client.ts';

/** A meeting as its screens show it. */
export type Session = Answers['meeting']['session'];
export type UnitInSession = Session['units'][number];
