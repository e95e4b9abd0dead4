import type { Context, Page } from '../../reading/context.ts';
import { shareMessage, whatsAppAddress } from './message.ts';

/** Leads to where the figure can be sent, embedded and printed. */
export function ShareLink({ context: { w, paths }, isi }: { context: Context; isi: string }) {
  return (
    <p className="more">
      <a href={paths.share({ isi })}>{w.share.link}</a>
    </p>
  );
}

/** For a page with figures that has no embed: a link that sends its title as a message. undefined where there is nothing lasting to send. */
export function sendAddress(context: Context, page: Page): string | undefined {
  const { pinned, address, search } = context;
  // A page whose first view has no room for a code has none for this.
  const isLeftOut = page.share !== undefined || page.framesEmbed === true || page.withoutCode === true || search !== undefined;
  if (isLeftOut || pinned === undefined || address('') === undefined) return undefined;
  return whatsAppAddress(shareMessage(context, { sentence: page.title.replace(/\.$/, ''), asOf: page.asOf, address: pinned }));
}
