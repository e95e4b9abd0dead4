import type { Words } from '@sipkadin/budget';
import { Refusal } from '../../command.ts';
import type { Config } from '../../settings/config.ts';
import { explain } from '../../trouble.ts';

/** A row of doctor. */
export interface Check {
  what: Words;
  found: Words;
  ok: boolean;
}

export const same = (text: string): Words => ({ id: text, en: text });
export const words = (id: string, en: string): Words => ({ id, en });

export async function describe(error: unknown, config: Config): Promise<Words> {
  return error instanceof Refusal ? error.words : (await explain(error, config)).words;
}
