/// <reference path="../../document/css.d.ts" />
import { createHash } from 'node:crypto';
import { formatInstant, Shield, SimulatedStrip, Stamp } from '@sipkadin/ui';
import tokens from '@sipkadin/ui/tokens.css?inline';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Resource, resource } from '../../http/resource.ts';
import { CorrectionNotices, isEmpty } from '../../parts/corrections.tsx';
import { stampOf } from '../../parts/course.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { simulatedWords } from '../../works/simulated-files.ts';
import css from './embed.css?inline';
import { escapeMarkup } from './markup.ts';

interface Framing {
  /** Origins whose pages may show it, as in a policy: "*" for all. Pages of the site itself always may. */
  origins: readonly string[];
  /** When the data was gathered, where the edition is not published yet. */
  draftAt: string | undefined;
}

/** The document of an embed: no script, no font, no picture, and no request but its own. Links open beside the page that frames it. */
export function renderEmbed(context: Context, page: Page, { origins, draftAt }: Framing): Resource {
  const style = `${tokens}${css}`;
  const body = renderToStaticMarkup(<EmbedBody context={context} page={page} draftAt={draftAt} />);
  const head = [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeMarkup(page.title)}</title>`,
    '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><base target="_blank">',
    `<style>${style}</style>`,
  ].join('');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...(draftAt === undefined ? origins : [])].join(' ')}`,
  ].join('; ');
  return resource({
    type: 'text/html; charset=utf-8',
    body: Buffer.from(`<!doctype html><html lang="${context.language}"><head>${head}</head><body>${body}</body></html>`),
    cacheControl: 'public, max-age=60, stale-while-revalidate=600',
    headers: { 'Content-Security-Policy': policy },
  });
}

function EmbedBody({ context, page, draftAt }: { context: Context; page: Page; draftAt: string | undefined }) {
  const { w, language, government, edition, paths } = context;
  const { manifest } = edition;
  return (
    <main>
      {draftAt !== undefined && (
        <p className="simulated">
          <strong>{w.draft.title}</strong> {w.draft.text(formatInstant(draftAt, language))}
        </p>
      )}
      {manifest.simulated && <SimulatedStrip language={language}>{simulatedWords(context).join('')}</SimulatedStrip>}
      <div className="embed">
        {isEmpty(manifest) ? <h1>{government.name}</h1> : page.body}
        <CorrectionNotices context={context} />
        {!context.isNewest && <p className="small">{w.pinned(String(manifest.number))}</p>}
      </div>
      <footer>
        {!isEmpty(manifest) && <Stamp {...stampOf(context, page.asOf)} />}
        <a className="embed-source" href={page.embed?.more ?? paths.home()}>
          <Shield size={20} />
          <span>
            {government.name} · {w.product}
          </span>
          <span className="embed-more">{w.share.seeAll}</span>
        </a>
      </footer>
    </main>
  );
}
