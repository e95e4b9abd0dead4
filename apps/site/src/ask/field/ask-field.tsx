import type { Context } from '../../reading/context.ts';
import { indexName } from './index-file.ts';

/** What the field keeps and is put into words with; without an edition it asks the newest. */
type FieldContext = Pick<Context, 'w' | 'paths' | 'language'> &
  Partial<Pick<Context, 'linkState' | 'edition' | 'years' | 'query' | 'reference'>>;

/**
 * The field of every header. Without script it asks /cari; with it, the answers are shown as one types. What the script needs is in
 * its attributes: the addresses of the indexes, the years that there are, and what links keep.
 */
export function AskField({ context, isAskPage = false }: { context: FieldContext; isAskPage?: boolean }) {
  const { w, paths, language, linkState, edition, years, query } = context;
  const manifest = edition?.manifest;
  return (
    <form
      className="ask"
      role="search"
      method="get"
      action={paths.at({ year: undefined, edition: undefined }).ask()}
      data-language={language}
      data-base={linkState?.base}
      data-government={linkState?.government}
      data-shown={manifest?.year}
      data-year={linkState?.year}
      data-edition={linkState?.edition}
      data-years={years?.join(' ')}
      data-index={
        manifest &&
        edition &&
        paths.askIndex({ year: manifest.year, edition: manifest.number, index: indexName(edition, context.reference) })
      }
    >
      {linkState?.year !== undefined && <input type="hidden" name="tahun" value={linkState.year} />}
      {linkState?.edition !== undefined && <input type="hidden" name="terbitan" value={linkState.edition} />}
      <input
        type="search"
        name="cari"
        aria-label={w.ask.label}
        placeholder={w.ask.hint}
        defaultValue={isAskPage ? query?.get('cari') : undefined}
        maxLength={100}
        autoComplete="off"
        required
      />
      <button type="submit">{w.ask.button}</button>
    </form>
  );
}
