import { Fragment } from 'react';
import { structuredText } from '../document/structured-data.ts';
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
      <Breadcrumbs context={context} trail={trail} />
    </nav>
  );
}

/** The same for search engines, which want whole addresses. */
function Breadcrumbs({ context: { address, paths, government }, trail }: { context: Context; trail: readonly Crumb[] }) {
  const home = address(paths.home());
  if (home === undefined) return null;
  const steps = [{ name: government.name, href: paths.home() }, ...trail];
  const about = {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, href }, at) => {
      return { '@type': 'ListItem', position: at + 1, name, item: href === undefined ? undefined : address(href) };
    }),
  };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: structuredText escapes whatever could end the element
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structuredText(about) }} />;
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
