import type { Edition } from '@sipkadin/edition';
import { Crumbs, Tabs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { embedOf } from './embed.tsx';
import {
  type Embed,
  embedAddress,
  embedHeights,
  embedName,
  figureAddress,
  frameMarkup,
  frameRights,
  readEmbed,
  wholeEmbeds,
} from './embeds.ts';
import { shareMessage, whatsAppAddress } from './message.ts';
import shareCss from './share.css?inline';

export const isShared = (edition: Edition, name: string): boolean => readEmbed(edition, name) !== undefined;

/** A figure as a message, and as code for other sites; everything on it can be copied without a script. */
export function share(context: Context): Page | undefined {
  const { w, query, edition, paths, government } = context;
  const asked = query.get('isi') ?? 'anggaran';
  const embed = readEmbed(edition, asked) ?? { kind: 'anggaran' };
  if (embedName(embed) !== asked) context.notices.push(w.badValue(w.share.what));
  const shown = embedOf(context, embed);
  if (shown === undefined) return undefined;
  return {
    title: w.share.title,
    description: shown.title,
    figures: true,
    framesEmbed: true,
    style: shareCss,
    ...(shown.asOf !== undefined && { asOf: shown.asOf }),
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.share.title }]} />
        <h1>{w.share.title}</h1>
        <p className="prose share-sentence">
          {government.name} {edition.manifest.year}: <a href={figureAddress(paths, embed)}>{shown.title}</a>.
        </p>
        {(embed.kind === 'anggaran' || embed.kind === 'kurva' || embed.kind === 'per-seratus-ribu') && (
          <Tabs
            label={w.share.what}
            items={wholeEmbeds.map((kind) => ({
              name: w.share.kinds[kind],
              href: paths.share({ isi: kind }),
              current: kind === embed.kind,
            }))}
          />
        )}
        <Message context={context} embed={embed} shown={shown} />
        <Code context={context} embed={embed} shown={shown} />
      </>
    ),
  };
}

interface Shown {
  context: Context;
  embed: Embed;
  /** The page of the embed. */
  shown: Page;
}

function Message({ context, embed, shown }: Shown) {
  const { w } = context;
  const address = context.address(figureAddress(pinnedPaths(context), embed));
  const text = shareMessage(context, { sentence: shown.title, asOf: shown.asOf, address });
  const image = imageOf(context, embed);
  return (
    <section>
      <h2>{w.share.message.title}</h2>
      <p className="small prose">{w.share.message.text}</p>
      <textarea className="share-code" readOnly rows={7} aria-label={w.share.message.copy} defaultValue={text} />
      <p className="share-links">
        <a href={whatsAppAddress(text)} rel="noopener noreferrer" target="_blank">
          {w.share.message.send}
        </a>
        <a href={image}>{w.share.message.image}</a>
      </p>
    </section>
  );
}

function Code({ context, embed, shown }: Shown) {
  const { w, language, paths, address, government, edition } = context;
  const height = embedHeights[embed.kind];
  const title = `${government.name}: ${shown.title}`;
  const codeOf = (path: string) => {
    const whole = address(path);
    return whole === undefined ? undefined : frameMarkup({ address: whole, title, height });
  };
  const own = embedAddress(paths, embed);
  const [latest, pinned] = [
    codeOf(embedAddress(paths.at({ year: undefined, edition: undefined }), embed)),
    codeOf(embedAddress(pinnedPaths(context), embed)),
  ];
  return (
    <section>
      <h2>{w.share.embed.title}</h2>
      <p className="small prose">
        {w.share.embed.text} {w.share.embed.oembed}
      </p>
      <div className="share-embed">
        <div>
          {latest === undefined || pinned === undefined ? (
            <p className="notice">{w.share.embed.noAddress}</p>
          ) : (
            <>
              <label>
                {w.share.embed.code}
                <textarea className="share-code" readOnly rows={8} spellCheck={false} defaultValue={latest} lang={language} />
              </label>
              <label>
                {w.share.embed.pinned(String(edition.manifest.number))}
                <textarea className="share-code" readOnly rows={8} spellCheck={false} defaultValue={pinned} lang={language} />
              </label>
            </>
          )}
        </div>
        <figure>
          <figcaption>{w.share.embed.preview}</figcaption>
          <iframe src={own} title={title} width="100%" height={height} loading="lazy" sandbox={frameRights} />
        </figure>
      </div>
    </section>
  );
}

const pinnedPaths = ({ paths, edition: { manifest } }: Context) => paths.at({ year: manifest.year, edition: manifest.number });

/** The picture of the page that has the figure. */
function imageOf({ paths }: Context, embed: Embed): string {
  const page = figureAddress(paths, embed);
  return `${page}${page.includes('?') ? '&' : '?'}grafik=bagikan.png`;
}
