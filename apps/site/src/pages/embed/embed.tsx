import { formatName, Indonesian, StatusMark } from '@sipkadin/ui';
import { CourseChart, courseTitle } from '../../parts/course.tsx';
import { origins } from '../../parts/sides.ts';
import type { Context, Page } from '../../reading/context.ts';
import { bandsOf, shownSpending, statusOf, withoutTreasury } from '../../reading/judging.ts';
import { wholeFigures } from '../home/figures.ts';
import { hundredThousand, OfHundredThousand } from '../home/shares.tsx';
import { plainSentence, Verdict } from '../home/verdict.tsx';
import { topicOf } from '../topics/rules.ts';
import { TopicAmounts, topicSentence } from '../topics/topics.tsx';
import { PaidBar, PaidOf } from '../units/paid-of.tsx';
import { sentence } from '../units/sentence.ts';
import { type Embed, figureAddress, isWholeEmbed } from './embeds.ts';

/** A figure of the whole government, for a frame on another site; its title is a sentence without a full stop. */
export function wholeEmbed(context: Context, { embed: kind }: { embed: string }): Page | undefined {
  if (!isWholeEmbed(kind)) return undefined;
  const { w, government, edition } = context;
  const { spending, comparable, course, kinds, versions } = wholeFigures(context);
  const page = (title: string, body: Page['body']) => embedPage(context, { kind }, { title, body });
  if (kind === 'anggaran')
    return page(
      withoutStop(plainSentence(context, spending)),
      <>
        <Whose context={context} />
        <Verdict {...{ context, spending, comparable }} />
      </>,
    );
  const name = <h1 className="embed-name">{`${w.share.kinds[kind]}, ${government.name} ${edition.manifest.year}`}</h1>;
  if (kind === 'kurva') {
    const isKnown = course.some(({ realization, plan }) => realization !== null || plan !== null);
    const title = isKnown ? courseTitle(context, spending.budget, course, true) : withoutStop(w.home.monthNone);
    return page(
      title,
      <>
        {name}
        {isKnown ? (
          <CourseChart context={context} budget={spending.budget} {...{ course, comparable, versions }} />
        ) : (
          <p>{w.home.monthNone}</p>
        )}
      </>,
    );
  }
  const found = hundredThousand({ context, spending, kinds });
  return page(
    found?.title ?? w.share.noShares,
    <>
      {name}
      {found === null ? <p>{w.share.noShares}</p> : <OfHundredThousand {...{ context, spending, kinds }} />}
    </>,
  );
}

export function unitEmbed(context: Context, { unit: slug }: { unit: string }): Page | undefined {
  const { edition, language, paths } = context;
  const row = edition.units().find((unit) => unit.slug === slug);
  if (row === undefined) return undefined;
  const { amounts, isWithoutTreasury } = shownSpending(row);
  const title = sentence(context, formatName(row.name), amounts);
  const part = isWithoutTreasury ? 'opd' : undefined;
  const of = { unit: slug, account: '5', part } as const;
  return embedPage(
    context,
    { kind: 'opd', unit: slug },
    {
      title,
      ...(context.only !== 'budget' && { asOf: row.lastAsOf }),
      body: (
        <>
          <Whose context={context} />
          <h1>
            <Indonesian language={language} text={title} names={[row.name]} />
          </h1>
          <PaidOf context={context} amounts={amounts} from={origins(context, of)}>
            <StatusMark
              status={statusOf(context, withoutTreasury(row), row.lastAsOf)}
              language={language}
              called={bandsOf(context).statuses}
            />
          </PaidOf>
          <PaidBar
            context={context}
            amounts={amounts}
            day={row.lastAsOf ?? edition.manifest.asOf}
            planOrigin={paths.origin({ measure: 'plan', ...of })}
          />
        </>
      ),
    },
  );
}

export function topicEmbed(context: Context, { topic: slug }: { topic: string }): Page | undefined {
  const topic = topicOf(context.edition, slug);
  if (topic === undefined) return undefined;
  const title = topicSentence(context, topic);
  return embedPage(
    context,
    { kind: 'topik', topic: slug },
    {
      title,
      body: (
        <>
          <Whose context={context} />
          <h1>{title}</h1>
          <TopicAmounts context={context} topic={topic} />
        </>
      ),
    },
  );
}

/** A card on another site does not say by itself whose figures it has. */
function Whose({ context: { government, edition } }: { context: Context }) {
  return (
    <p className="embed-name">
      {government.name} {edition.manifest.year}
    </p>
  );
}

const withoutStop = (text: string) => text.replace(/\.$/, '');

/** The page of an embed by what it shows. */
export function embedOf(context: Context, embed: Embed): Page | undefined {
  if (embed.kind === 'opd') return unitEmbed(context, embed);
  return embed.kind === 'topik' ? topicEmbed(context, embed) : wholeEmbed(context, { embed: embed.kind });
}

function embedPage(context: Context, embed: Embed, page: Pick<Page, 'title' | 'body' | 'asOf'>): Page {
  return { ...page, description: page.title, figures: true, embed: { more: figureAddress(context.paths, embed) } };
}
