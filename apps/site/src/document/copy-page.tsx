import type { Language } from '@sipkadin/budget';
import type { ReactNode } from 'react';
import type { Paths } from '../routes/paths.ts';
import { copyWords } from './copy-words.ts';

/** Pages that only a static copy has: for what needs the server, and for what is not there. */
export const copyPages = { 'asal.html': 'origin', 'perlu-server.html': 'server', '404.html': 'missing' } as const;
export type CopyPage = (typeof copyPages)[keyof typeof copyPages];

/** @param whole makes the whole address on the official site; undefined where that is not known */
export function copyMessage(
  kind: CopyPage,
  { language, paths, whole }: { language: Language; paths: Paths; whole: ((path: string) => string) | undefined },
): { title: string; text: string; more: ReactNode } {
  const { title, text, items } = copyWords[language][kind];
  const w = copyWords[language];
  const home = whole?.(paths.home());
  return {
    title,
    text,
    more: (
      <ul className="prose">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
        <li>
          <a href={paths.data()}>{w.data}</a>
        </li>
        {home !== undefined && (
          <li>
            {w.official} <a href={home}>{home}</a>
          </li>
        )}
      </ul>
    ),
  };
}
