import type { ReactNode } from 'react';
import type { Context } from '../reading/context.ts';
import { terms } from '../words/glossary.ts';

interface TermProps {
  context: Context;
  slug: string;
  children?: ReactNode;
  /** Beneath the link of a row of a table. */
  isInRow?: boolean;
}

/**
 * A term that is explained where it is touched or clicked, without a script; in a browser without popovers the meaning follows the term.
 * Only the first time on a page: a second is plain text.
 */
export function Term({ context, slug, children, isInRow = false }: TermProps) {
  const { w, language, paths, explained } = context;
  const known = terms.find((one) => one.slug === slug);
  const text = children ?? known?.term;
  if (known === undefined || explained.has(slug)) return text;
  explained.add(slug);
  const id = `arti-${slug}`;
  return (
    <>
      <button
        type="button"
        className={isInRow ? 'term row-term' : 'term'}
        popoverTarget={id}
        lang={children === undefined && language === 'en' ? 'id' : undefined}
      >
        {text}
      </button>
      <span id={id} popover="auto" className="term-note">
        <b lang="id">{known.term}.</b> {known.meaning[language]} <a href={`${paths.glossary()}#${slug}`}>{w.glossary.more}</a>
      </span>
    </>
  );
}

/** The same for a place that takes a text. */
export const explained = (context: Context, slug: string, text: string): ReactNode => (
  <Term context={context} slug={slug}>
    {text}
  </Term>
);
