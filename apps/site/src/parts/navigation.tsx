import { Fragment } from 'react';
import type { Context } from '../reading/context.ts';

interface Crumb {
  name: string;
  href?: string;
  /** Whether it is the name of an OPD, activity or account, which is Indonesian in every language. */
  isName?: boolean;
}

/** Breadcrumbs from the home page to this page. */
export function Crumbs({ context, trail }: { context: Context; trail: readonly Crumb[] }) {
  const langOf = ({ isName }: Crumb) => (isName && context.language !== 'id' ? 'id' : undefined);
  return (
    <nav className="crumbs" aria-label={context.w.breadcrumb}>
      <a href={context.paths.home()}>{context.government.name}</a>
      {trail.map((crumb) => (
        <Fragment key={crumb.name}>
          {' › '}
          {crumb.href === undefined ? (
            <span aria-current="page" lang={langOf(crumb)}>
              {crumb.name}
            </span>
          ) : (
            <a href={crumb.href} lang={langOf(crumb)}>
              {crumb.name}
            </a>
          )}
        </Fragment>
      ))}
    </nav>
  );
}

/** Links to sibling views; the current one is marked for screen readers too. */
export function Tabs({ label, items }: { label: string; items: readonly { name: string; href: string; current: boolean }[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map(({ name, href, current }) => (
        <a key={href} href={href} aria-current={current ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
