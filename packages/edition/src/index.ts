export type * from './edition.ts';
