import { bandAt } from '@sipkadin/budget';
import { formatCount, formatPoints } from '@sipkadin/ui';
import { Crumbs } from '../parts/navigation.tsx';
import type { Context, Page } from '../reading/context.ts';
import { bandsOf } from '../reading/judging.ts';
import { terms } from '../words/glossary.ts';

export function glossary(context: Context): Page {
  const { w, language } = context;
  const title = w.glossary.title(formatCount(terms.length, language));
  return {
    title,
    description: w.glossary.text,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.glossary }]} />
        <h1>{title}</h1>
        <p className="prose">{w.glossary.text}</p>
        <dl className="terms">
          {terms.map(({ slug, term, meaning }) => (
            <div key={slug} id={slug}>
              <dt lang={language === 'en' ? 'id' : undefined}>{term}</dt>
              <dd>{meaning[language]}</dd>
            </div>
          ))}
        </dl>
      </>
    ),
  };
}

export function about(context: Context): Page {
  const { w, language, edition } = context;
  const { attention, behind } = bandAt(bandsOf(context), edition.manifest.asOf);
  const points = (tenths: number) => formatPoints(BigInt(tenths), language, true);
  const sections = w.about.sections(points(attention), points(behind));
  const title = w.about.title(formatCount(sections.length, language));
  return {
    title,
    description: title,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.about }]} />
        <h1>{title}</h1>
        {sections.map(([heading, text]) => (
          <section key={heading}>
            <h2>{heading}</h2>
            <p className="prose">{text}</p>
          </section>
        ))}
      </>
    ),
  };
}
