import { formatCount } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';

interface PagesProps {
  context: Context;
  page: number;
  pages: number;
  link: (page: number) => string;
}

/** Links to the page before and the page after, with where one is. */
export function Pages({ context: { w, language }, page, pages, link }: PagesProps) {
  if (pages < 2) return null;
  return (
    <nav className="tabs" aria-label={w.origin.pages}>
      {page > 1 && (
        <a href={link(page - 1)} rel="prev">
          {w.origin.previous}
        </a>
      )}
      <span>{w.compare.page(formatCount(page, language), formatCount(pages, language))}</span>
      {page < pages && (
        <a href={link(page + 1)} rel="next">
          {w.origin.next}
        </a>
      )}
    </nav>
  );
}
