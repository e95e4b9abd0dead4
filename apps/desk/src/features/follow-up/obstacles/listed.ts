import { type Cause, causeWords, type Language } from '@sipkadin/budget';
import type { Answers } from '../../../web/client.ts';

/** What the screens of obstacles show. */
export type Listed = Answers['obstacles']['list'];
export type ListedObstacle = Listed['obstacles'][number];

export interface ObstaclesSearch {
  tahun?: number;
  /** A code, a cause and a text: those of the obstacles that are left. */
  opd?: string;
  penyebab?: string;
  oleh?: string;
  /** Open ones where it is left out. */
  keadaan?: string;
}

export function causeName(cause: Cause, language: Language): string {
  return causeWords[cause][language];
}
