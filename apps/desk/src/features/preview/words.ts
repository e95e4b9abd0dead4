import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

/** The words of the preview before publishing, by language. */
export const previewWords = { id, en };
