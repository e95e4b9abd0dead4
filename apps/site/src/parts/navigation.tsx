import { Fragment } from 'react';
import type { Context } from '../reading/context.ts';

/** The hierarchy of money, from the home page down to here. */
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

/** Choices that lead to sibling views; the current one is said, not only coloured. */
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
