import { Fragment } from 'react';
import type { Context } from '../reading/context.ts';

/** Breadcrumbs from the home page to this page. */
export function Crumbs({ context, trail }: { context: Context; trail: readonly { name: string; href?: string }[] }) {
  return (
    <nav className="crumbs" aria-label={context.w.breadcrumb}>
      <a href={context.paths.home()}>{context.government.name}</a>
      {trail.map(({ name, href }) => (
        <Fragment key={name}>
          {' › '}
          {href === undefined ? <span aria-current="page">{name}</span> : <a href={href}>{name}</a>}
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
