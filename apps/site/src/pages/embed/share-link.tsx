import type { Context } from '../../reading/context.ts';

/** Leads to where the figure can be sent, embedded and printed. */
export function ShareLink({ context: { w, paths }, isi }: { context: Context; isi: string }) {
  return (
    <p className="more">
      <a href={paths.share({ isi })}>{w.share.link}</a>
    </p>
  );
}
