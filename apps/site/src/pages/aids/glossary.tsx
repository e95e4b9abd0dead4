import type { Edition } from '@sipkadin/edition';
import { compareNames, formatCount } from '@sipkadin/ui';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { type Term, terms } from '../../words/glossary.ts';

const sorted = terms.toSorted((a, b) => compareNames(a.term, b.term));

/** The terms that have a text in their name or meaning, in either language and in capitals or not; all for "". */
function withText(text: string): Term[] {
  const wanted = text.trim().toLocaleLowerCase('id');
  return sorted.filter(({ term, meaning }) => [term, meaning.id, meaning.en].some((one) => one.toLocaleLowerCase('id').includes(wanted)));
}

/** Which terms a text finds. */
export const termsFound = (_: Edition, text: string): string =>
  withText(text)
    .map(({ slug }) => slug)
    .join();

/** All terms in order of the alphabet, with a filter that needs no script. */
export function glossary(context: Context): Page {
  const { w, language, paths, query, linkState } = context;
  const title = w.glossary.title(formatCount(terms.length, language));
  const text = query.get('cari') ?? '';
  const shown = new Set(withText(context.search ?? ''));
  const all = formatCount(terms.length, language);
  return {
    title,
    description: w.glossary.text,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.glossary }]} />
        <h1>{title}</h1>
        <p className="prose">{w.glossary.text}</p>
        <form className="filter" data-terms="" method="get" action={paths.at({ year: undefined, edition: undefined }).glossary()}>
          <label>
            {w.glossary.filter}
            <input type="search" name="cari" defaultValue={text} maxLength={100} />
          </label>
          {linkState.year !== undefined && <input type="hidden" name="tahun" value={linkState.year} />}
          {linkState.edition !== undefined && <input type="hidden" name="terbitan" value={linkState.edition} />}
          <button type="submit">{w.glossary.show}</button>
        </form>
        <p className="small" role="status" data-shown={w.glossary.shown('{count}', all)} data-none={w.glossary.none('{text}')}>
          {text !== '' && (
            <>
              {shown.size === 0 ? w.glossary.none(text) : w.glossary.shown(formatCount(shown.size, language), all)}{' '}
              <a href={paths.glossary()}>{w.glossary.all}</a>
            </>
          )}
        </p>
        <dl className="terms">
          {sorted.map((one) => (
            <div key={one.slug} id={one.slug} hidden={!shown.has(one)}>
              <dt lang={language === 'en' ? 'id' : undefined}>{one.term}</dt>
              <dd>{one.meaning[language]}</dd>
            </div>
          ))}
        </dl>
      </>
    ),
  };
}
