/// <reference path="./css.d.ts" />
import { createHash } from 'node:crypto';
import type { IsoInstant, Language } from '@sipkadin/budget';
import { formatInstant, Shield } from '@sipkadin/ui';
import components from '@sipkadin/ui/components.css?inline';
import tokens from '@sipkadin/ui/tokens.css?inline';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { AskField } from '../ask/field/ask-field.tsx';
import type { Assets } from '../http/assets.ts';
import { type Resource, resource } from '../http/resource.ts';
import { shareHead } from '../pages/embed/head.ts';
import { Frame } from '../parts/frame.tsx';
import type { Context, Page } from '../reading/context.ts';
import type { Paths } from '../routes/paths.ts';
import { type SiteWords, words } from '../words/words.ts';
import draftCss from './draft.css?inline';
import { machineHead } from './machine-head.ts';
import css from './site.css?inline';
import { usedRules } from './used-rules.ts';

/** The style is inlined in every page: 4 KB compressed, and no second request. */
const sheet = `${tokens}${css}${components}`;
/** Classes of elements that scripts make: the answers below the search field, and what is said without a network. */
const ruled = usedRules(sheet, ['ask-answers', 'answer', 'under', 'heard', 'notice', 'stale']);
/** `optional`: on a slow connection the system font is used and the layout does not shift. */
const fontFace = (file: string) =>
  `@font-face{font-family:"Plus Jakarta Sans Variable";font-display:optional;font-weight:200 800;src:url(${file}) format("woff2")}`;

/** Browsers and proxies may cache a page for a minute, so a new edition is visible after a minute at the latest. */
const pageLife = 'public, max-age=60, stale-while-revalidate=600';

/** An edition that is shown before it is published. */
export interface Draft {
  /** The moment whose data it has. */
  at: IsoInstant;
  /** Address of the page from which it is published. */
  back: string;
}

/** What a document needs beside its page. */
interface Around {
  assets: Assets;
  draft: Draft | undefined;
}

/** A whole HTML document with its style inlined. */
export function renderPage(context: Context, page: Page, { assets, draft }: Around): Resource {
  const body = renderToStaticMarkup(
    <Frame context={context} page={page} strip={draft && <DraftStrip language={context.language} draft={draft} />} />,
  );
  return document(body, {
    language: context.language,
    title: `${page.title} · ${context.government.name} · ${context.w.product}`,
    description: page.description,
    script: page.script,
    paths: context.paths,
    ...{ assets, draft },
    style: page.style,
    framesEmbed: page.framesEmbed === true,
    further: [machineHead(context, page), ...shareHead(context, page)],
    status: page.status ?? 200,
  });
}

/** A page without an edition to show: not found, nothing published yet, or failed. */
export function renderMessage(
  { language, w, paths, assets, draft }: { language: Language; w: SiteWords; paths: Paths } & Around,
  { title, text, more, status }: { title: string; text: string; more?: ReactNode; status: number },
): Resource {
  const body = renderToStaticMarkup(
    <>
      {draft && <DraftStrip language={language} draft={draft} />}
      <header className="top">
        <a className="brand" href={paths.home()}>
          <Shield />
          <span>
            <b>{w.product}</b>
          </span>
        </a>
        <AskField context={{ w, paths, language }} />
      </header>
      <main id="isi">
        <h1>{title}</h1>
        <p className="prose">{text}</p>
        {more}
        <nav aria-label={w.mainNav}>
          <ul className="plain">
            {[
              { href: paths.home(), name: w.missing.back },
              { href: paths.units(), name: w.nav.units },
              { href: paths.spending(), name: w.nav.spending },
              { href: paths.revenue(), name: w.nav.revenue },
              { href: paths.glossary(), name: w.nav.glossary },
            ].map(({ href, name }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      </main>
    </>,
  );
  return document(body, { language, title: `${title} · ${w.product}`, description: text, paths, assets, draft, status });
}

/** On every page of a draft, also while it is scrolled and when it is printed. */
function DraftStrip({ language, draft: { at, back } }: { language: Language; draft: Draft }) {
  const { draft } = words(language);
  return (
    <aside className="draft" aria-label={draft.title}>
      <strong>{draft.title}</strong> {draft.text(formatInstant(at, language))} <a href={back}>{draft.back}</a>
    </aside>
  );
}

interface Head extends Around {
  language: Language;
  title: string;
  description: string;
  script?: string | undefined;
  paths: Paths;
  style?: string | undefined;
  framesEmbed?: boolean;
  /** Further elements of the head. */
  further?: readonly string[];
  status: number;
}

function document(
  body: string,
  { language, title, description, paths, assets, draft, script, style: ofPage = '', framesEmbed = false, further = [], status }: Head,
): Resource {
  const fontFile = assets.font === undefined ? '' : fontFace(paths.asset({ asset: assets.font }));
  // Scripts of these pages put other markup in place of theirs.
  const isRewritten = script !== undefined || body.includes(' data-swap');
  const style = `${fontFile}${isRewritten ? sheet : ruled(body)}${ofPage}${draft === undefined ? '' : draftCss}`;
  // A draft is in no log, and signed with a key that nobody has: there is nothing to check yet.
  const own = draft === undefined && script !== undefined ? [script] : [];
  const scripts = ['ask', 'page', ...own].flatMap((name) => assets.entries.get(name) ?? []);
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escape(draft === undefined ? title : `${words(language).draft.title} · ${title}`)}</title>`,
    `<meta name="description" content="${escape(description)}">`,
    '<meta name="color-scheme" content="light dark">',
    assets.icon === undefined ? '' : `<link rel="icon" href="${paths.asset({ asset: assets.icon })}" type="image/svg+xml">`,
    // A draft is for the eyes of a person who is signed in.
    ...(draft === undefined ? [...appLinks(paths, assets), ...further] : []),
    `<style>${style}</style>`,
    ...scripts.map((name) => `<script type="module" src="${paths.asset({ asset: name })}"></script>`),
  ].join('');
  const html = `<!doctype html><html lang="${language}"><head>${head}</head><body>${body}</body></html>`;
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(framesEmbed ? ["frame-src 'self'"] : []),
    ...(scripts.length === 0 ? [] : ["script-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'"]),
  ].join('; ');
  return resource({
    status,
    type: 'text/html; charset=utf-8',
    body: Buffer.from(html),
    cacheControl: status === 200 ? pageLife : 'no-store',
    headers: { 'Content-Security-Policy': policy },
  });
}

/** For putting the site on a phone's first screen. A draft is not for keeping. */
function appLinks(paths: Paths, { icons }: Assets): string[] {
  const touch = icons.find(({ size }) => size === 180);
  return [
    `<link rel="manifest" href="${paths.manifest()}">`,
    touch === undefined ? '' : `<link rel="apple-touch-icon" href="${paths.asset({ asset: touch.file })}">`,
    '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#0e1620" media="(prefers-color-scheme: dark)">',
  ];
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
}
