import type { Language } from '@sipkadin/budget';
import { type Draft, renderMessage } from '../document/document.tsx';
import { governmentName, plainPaths } from '../find-context.ts';
import type { Address } from '../routes/address.ts';
import { words } from '../words/words.ts';
import type { Assets } from './assets.ts';
import type { Resource } from './resource.ts';

interface Given {
  base: string;
  assets: Assets;
  draft: Draft | undefined;
  defaultGovernment: string;
  /** Whether a government has published editions that are not on this disk. */
  isAway: ((government: string) => boolean) | undefined;
}

/** Pages that show no edition: what is not found, not published yet, or not to be had now. */
export function messagesOf({ base, assets, draft, defaultGovernment, isAway }: Given) {
  function message(language: Language, government: string | undefined, text: Parameters<typeof renderMessage>[1]): Resource {
    const paths = plainPaths(base, { language, government });
    return renderMessage({ language, w: words(language), paths, assets, draft }, text);
  }

  /** One resource in each language for a message that many addresses give, so that requesting many of them costs nothing. */
  const known = new Map<string, Resource>();
  function shared(kind: 'missing' | 'busy', language: Language): Resource {
    const found = known.get(`${kind} ${language}`);
    if (found) return found;
    const { title, text } = words(language)[kind];
    const made = message(language, undefined, { title, text, status: kind === 'missing' ? 404 : 503 });
    known.set(`${kind} ${language}`, made);
    return made;
  }

  return {
    /** A message of the site as a whole. */
    of: (language: Language, text: Parameters<typeof renderMessage>[1]): Resource => message(language, undefined, text),
    missing: (language: Language): Resource => shared('missing', language),
    busy: (language: Language): Resource => shared('busy', language),
    /** Instead of the home page of a government without an edition. */
    empty({ language, government }: Address): Resource {
      const w = words(language);
      if (government !== undefined)
        return message(language, undefined, { title: w.missing.title, text: w.missing.government, status: 404 });
      if (isAway?.(defaultGovernment)) return message(language, government, { ...w.away, status: 503 });
      return message(language, government, { title: w.empty.title(governmentName(defaultGovernment)), text: w.empty.text, status: 200 });
    },
    failed(language: Language, error: unknown): Resource {
      // Damaged, or a system error (ENOENT, EIO, ESTALE): the disk of the editions, not this page.
      // By name: the bundle of the site has a class of its own.
      const isOfDisk = error instanceof Error && (error.name === 'EditionError' || 'syscall' in error);
      const { title, text } = isOfDisk ? words(language).away : words(language).failed;
      return message(language, undefined, { title, text, status: isOfDisk ? 503 : 500 });
    },
  };
}
