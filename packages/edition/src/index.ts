export { announce } from './announce.ts';
export { buildEdition, buildManifest } from './build.ts';
export type * from './edition.ts';
export { EditionError, type EditionErrorCode } from './error.ts';
export { dropEdition, dropUnfinished, type WrittenEdition, writtenEditions } from './folders.ts';
export type { PublicEdition } from './pointer.ts';
export { type Edition, type Editions, openEdition, openEditions } from './read.ts';
export { loadSigningKey, type SigningKey } from './sign.ts';
export { writeEdition } from './write.ts';
