import { formatInstant, formatShort } from '@sipkadin/ui';
import { CourseChart } from '../../parts/course.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { topics } from '../topics/rules.ts';
import { topicSum } from '../topics/sums.ts';
import { wholeFigures } from './figures.ts';
import { FiscalYearSteps } from './fiscal-year.tsx';
import { Flow } from './flow.tsx';
import { Largest } from './largest.tsx';
import { Questions } from './questions.tsx';
import { OfHundredThousand } from './shares.tsx';
import { ThisMonth } from './this-month.tsx';
import { plainSentence, Verdict } from './verdict.tsx';

/** The government on one page: a sentence and three questions, then where the money comes from and goes, topics, the year, and OPD. */
export function home(context: Context): Page {
  const { edition, government, w } = context;
  const { spending, revenue, financing, income, kinds, comparable, course, months, versions } = wholeFigures(context);
  const departments = edition.units().filter(({ code }) => code !== '');
  return {
    title:
      spending.budget !== null && spending.realization !== null
        ? w.home.title(government.name)
        : plainSentence(context, spending).replace(/\.$/, ''),
    description: plainSentence(context, spending),
    share: { isi: 'anggaran', sentence: plainSentence(context, spending).replace(/\.$/, ''), amounts: spending },
    withoutCode: true,
    figures: true,
    body: (
      <>
        <div className="home">
          <section className="home-verdict">
            <Verdict context={context} spending={spending} comparable={comparable} />
          </section>
          <Questions context={context} income={income} kinds={kinds} units={departments} />
          <p className="home-guide">
            <a href={context.paths.guide()}>{w.guide.start}</a> <a href={context.paths.share({ isi: 'anggaran' })}>{w.share.link}</a>
          </p>
          <Flow context={context} revenue={revenue} spending={spending} income={income} kinds={kinds} financing={financing} />
          <OfHundredThousand context={context} spending={spending} kinds={kinds} />
          <Topics context={context} />
          {course.some(({ realization, plan }) => realization !== null || plan !== null) && (
            <section className="home-curve card">
              <CourseChart context={context} budget={spending.budget} {...{ course, comparable, versions }} />
            </section>
          )}
          <FiscalYearSteps context={context} />
          <ThisMonth {...{ context, course, months, spending }} units={departments} />
        </div>
        {departments.length > 0 && <Largest context={context} units={departments} whole={spending} />}
        <section>
          <h2>{w.home.changes}</h2>
          <p>
            {w.home.changesText(String(edition.manifest.number), formatInstant(edition.manifest.publishedAt, context.language))}{' '}
            {edition.manifest.note}
          </p>
          <p className="more">
            {edition.manifest.previous !== null && (
              <>
                <a href={context.paths.editionChanges({ edition: edition.manifest.number })}>{w.compare.editions.link}</a>
                {' · '}
              </>
            )}
            <a href={context.paths.editions()}>{w.home.changesAll}</a>
          </p>
        </section>
      </>
    ),
  };
}

/** Topics before the org chart; those that the edition is not detailed enough for are left out. */
function Topics({ context }: { context: Context }) {
  const { w, language, paths, edition } = context;
  const known = topics.flatMap((topic) => {
    const { budget, realization } = topicSum(edition, topic).whole;
    const amount = budget ?? realization;
    return amount === null ? [] : [{ topic, amount }];
  });
  if (known.length === 0) return null;
  return (
    <section className="home-topics">
      <h2>{w.home.topics}</h2>
      <p className="small">{w.home.topicsText[context.only === 'realization' ? 'paid' : 'planned']}</p>
      <ul className="topics">
        {known.map(({ topic, amount }) => (
          <li key={topic.slug}>
            <a href={paths.topic({ topic: topic.slug })}>{topic.name[language]}</a>
            <span>{formatShort(amount, language)}</span>
          </li>
        ))}
      </ul>
      <p className="more">
        <a href={paths.topics()}>{w.home.topicsAll}</a>
      </p>
    </section>
  );
}
