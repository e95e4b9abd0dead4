import { daysBetween } from '@sipkadin/budget';
import { formatCount } from '@sipkadin/ui';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { AnswerList } from './answer-list.tsx';
import documentsCss from './documents.css?inline';

const onPage = 20;

/** Answered questions of readers, the latest first; of those that wait a count alone. */
export function answers(context: Context): Page {
  const { w, language, paths, query } = context;
  const words = w.answers;
  const register = context.register();
  const all = (register?.answers ?? []).toReversed();
  const pages = Math.max(1, Math.ceil(all.length / onPage));
  const page = Math.min(pages, Number(query.get('halaman') ?? 1) || 1);
  const count = (of: number) => formatCount(of, language);
  const title = all.length === 0 ? words.titleNone : words.title(count(all.length));
  const { held = { count: 0, oldest: null }, declined = 0 } = register ?? {};
  return {
    ...{ title, description: words.text, pages, style: documentsCss },
    body: (
      <>
        <Crumbs context={context} trail={[{ name: words.nav }]} />
        <h1>{title}</h1>
        <p className="prose">{words.text}</p>
        <p>
          {held.count === 0 || held.oldest === null
            ? words.noneHeld
            : words.held(count(held.count), words.days(count(daysBetween(held.oldest, context.today))))}
          {declined > 0 && ` ${words.declined(count(declined))}`}
        </p>
        <p>
          <a href={paths.handOver()}>{register?.takesQuestions === true ? words.ask : words.elsewhere}</a>
        </p>
        <AnswerList context={context} answers={all.slice((page - 1) * onPage, page * onPage)} level={2} />
        {pages > 1 && (
          <nav className="pages" aria-label={words.pages}>
            {page > 1 && <a href={paths.answers({ halaman: page === 2 ? undefined : page - 1 })}>{words.newer}</a>}{' '}
            {words.page(count(page), count(pages))} {page < pages && <a href={paths.answers({ halaman: page + 1 })}>{words.older}</a>}
          </nav>
        )}
      </>
    ),
  };
}
