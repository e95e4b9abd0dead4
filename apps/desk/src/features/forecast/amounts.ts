import type { Language } from '@sipkadin/budget';
import { formatShort } from '@sipkadin/ui';
import type { Answers } from '../../web/client.ts';
import { sen } from '../monitor/figures.ts';

export type Forecast = NonNullable<Answers['forecast']['year']['forecast']>;

/** Rupiah text from the server for prose and cards. */
export function short(text: string, language: Language): string {
  return formatShort(sen(text) ?? 0n, language);
}
