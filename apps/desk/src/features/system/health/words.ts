import { withShared } from '../../../web/words.ts';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

export const healthWords = withShared({ id, en });
