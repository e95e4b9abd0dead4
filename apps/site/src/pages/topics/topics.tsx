import { versionName } from '@sipkadin/budget';
import { Amount, Bar, BulletList, type BulletRow, formatCount, formatDate, formatRatio, formatShort } from '@sipkadin/ui';
import { functionName } from '../../parts/account-names.ts';
import { Crumbs } from '../../parts/navigation.tsx';
import { onlyOf, origins } from '../../parts/sides.ts';
import type { Context, Page } from '../../reading/context.ts';
import { byLargest, type Money, money, nothing } from '../../reading/money.ts';
import { ShareLink } from '../embed/share-link.tsx';
import { slugOfFunction, type Topic, type TopicRule, topicOf, topics } from './rules.ts';
import { type TopicPart, type TopicSum, topicSum } from './sums.ts';

/** All topics, and below them the official division by bidang urusan. */
export function topicList(context: Context): Page {
  const { w, language, paths, edition } = context;
  const title = w.topics.title(formatCount(topics.length, language));
  const functions = edition.functions().filter(({ code }) => code !== '');
  return {
    title,
    description: w.topics.text,
    figures: true,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.topics.nav }]} />
        <h1>{title}</h1>
        <p className="prose">{w.topics.text}</p>
        <BulletList
          file={{ id: 'topik', title }}
          language={language}
          only={onlyOf(context, spendingOf(context))}
          scale="absolute"
          wide
          rows={topics.map((topic) => {
            const { whole } = topicSum(edition, topic);
            return {
              ...{ key: topic.slug, name: topic.name[language], href: paths.topic({ topic: topic.slug }), ...whole },
              ...{ plan: null, origin: originsOf(context, topic) },
            };
          })}
        />
        {functions.length > 0 && (
          <section>
            <h2>{w.topics.every}</h2>
            <p className="small">{w.topics.everyText}</p>
            <BulletList
              file={{ id: 'urusan', title: w.topics.every }}
              language={language}
              only={onlyOf(context, spendingOf(context))}
              scale="absolute"
              wide
              rows={functions
                .map((row) => ({ row, ...money(row) }))
                .toSorted(byLargest(({ budget, realization }) => budget ?? realization))
                .map(({ row, ...amounts }) => ({
                  ...{ key: row.code, name: functionName(row.code, row.name, language), note: row.code },
                  ...{ href: paths.topic({ topic: slugOfFunction(row.code) }), ...amounts, plan: null },
                  origin: origins(context, { activity: row.code, account: '5' }),
                }))}
            />
          </section>
        )}
      </>
    ),
  };
}

/** A topic: a sentence with its amounts, its share, last year, what is counted, and the parts that it is the sum of. */
export function topicPage(context: Context, { topic: slug }: { topic: string }): Page | undefined {
  const { w, language, paths, edition } = context;
  const topic = topicOf(edition, slug);
  if (topic === undefined) return undefined;
  const sum = topicSum(edition, topic);
  const title = topicSentence(context, topic);
  const { whole } = sum;
  return {
    title,
    description: title,
    figures: true,
    share: { isi: `topik-${slug}`, sentence: title, amounts: whole },
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.topics.nav, href: paths.topics() }, { name: topic.name[language] }]} />
        <h1>{title}</h1>
        <TopicAmounts context={context} topic={topic} />
        <ShareLink context={context} isi={`topik-${slug}`} />
        <Before context={context} topic={topic} />
        <section>
          <h2>{w.topics.counted}</h2>
          <ul className="facts-list">
            {topic.rules.map((rule) => (
              <li key={rule.activity ?? rule.account}>
                {rule.why[language]}{' '}
                <span className="under">
                  {rule.activity === undefined ? w.topics.account(rule.account) : w.topics.activity(rule.activity)}
                </span>
              </li>
            ))}
          </ul>
          <p className="small">
            {topic.rules.length > 1 && `${w.topics.once} `}
            {topic.unseen[language]}
          </p>
        </section>
        {sum.parts.length > 0 && (
          <section>
            <h2>{w.topics.parts}</h2>
            <BulletList
              file={{ id: 'bagian', title: `${topic.name[language]}: ${w.topics.parts}` }}
              named="id"
              language={language}
              only={onlyOf(context, whole)}
              scale="absolute"
              wide
              rows={sum.parts
                .toSorted(byLargest(({ money: { budget, realization } }) => budget ?? realization))
                .map((part) => row(context, part))}
            />
          </section>
        )}
      </>
    ),
  };
}

/** A topic's amounts, its bar and its share of all spending, and what cannot be decided. */
export function TopicAmounts({ context, topic }: { context: Context; topic: Topic }) {
  const { w, language, edition } = context;
  const sum = topicSum(edition, topic);
  const { whole } = sum;
  const from = originsOf(context, topic);
  const spending = spendingOf(context);
  return (
    <>
      {(whole.budget ?? whole.realization) !== null && (
        <>
          <p className="display">
            <Amount
              amount={whole.realization ?? whole.budget}
              language={language}
              origin={whole.realization === null ? from?.budget : from?.realization}
            />
          </p>
          {whole.budget !== null && whole.realization !== null && (
            <>
              <p className="beside">
                {w.home.from} <Amount amount={whole.budget} language={language} origin={from?.budget} />
              </p>
              <div className="bar-big narrow">
                <Bar budget={whole.budget} realization={whole.realization} plan={null} room={whole.realization > whole.budget} />
              </div>
            </>
          )}
          <p>{shareOf(context, whole, spending)}</p>
        </>
      )}
      <Undecided context={context} sum={sum} spending={spending} />
    </>
  );
}

const spendingOf = ({ edition }: Context): Money => {
  const account = edition.summary().accounts.find(({ code }) => code === '5');
  return account === undefined ? nothing : money(account);
};

/** A topic in a sentence with its main figure. */
export function topicSentence({ w, language, edition }: Context, topic: Topic): string {
  const {
    whole: { budget, realization },
    undecided,
  } = topicSum(edition, topic);
  const name = topic.name[language];
  if (budget !== null && realization !== null) return w.topics.both(name, formatRatio(realization, budget, language));
  if (budget !== null) return w.topics.planned(name, formatShort(budget, language));
  if (realization !== null) return w.topics.paid(name, formatShort(realization, language));
  return (undecided.budget ?? undecided.realization) === null ? w.topics.none(name) : w.topics.unknown(name);
}

function shareOf({ w, language }: Context, whole: Money, spending: Money): string | null {
  if (whole.budget !== null && spending.budget !== null) return w.topics.share(formatRatio(whole.budget, spending.budget, language));
  if (whole.realization === null || spending.realization === null) return null;
  return w.topics.sharePaid(formatRatio(whole.realization, spending.realization, language));
}

function Undecided({ context: { w, language }, sum, spending }: { context: Context; sum: TopicSum; spending: Money }) {
  const { undecided } = sum;
  const side = undecided.budget === null ? 'realization' : 'budget';
  const amount = undecided[side];
  if (amount === null) return null;
  const isNothing = (sum.whole.budget ?? sum.whole.realization) === null;
  return (
    <p className="notice">
      {w.topics.undecided(formatShort(amount, language), formatRatio(amount, spending[side], language))}{' '}
      {isNothing ? w.topics.undecidedAll : w.topics.undecidedPart}
    </p>
  );
}

function Before({ context, topic }: { context: Context; topic: Topic }) {
  const { w, language, edition } = context;
  const before = context.yearBefore();
  if (before === undefined) return null;
  const { version, year, asOf } = before.edition.manifest;
  const sum = topicSum(before.edition, topic);
  const { budget, realization } = sum.whole;
  const isLess = (sum.undecided.budget ?? sum.undecided.realization) !== null;
  if (budget === null && realization === null && !isLess) return null;
  return (
    <section>
      <h2>{w.topics.before}</h2>
      {isLess ? (
        <p>{w.topics.beforeLess}</p>
      ) : (
        <p>
          {budget !== null && version !== null && (
            <>{w.topics.beforeBudget(String(year), versionName(version, language), formatShort(budget, language))} </>
          )}
          {realization !== null && <>{w.topics.beforePaid(formatDate(asOf, language), formatShort(realization, language))} </>}
          {realization !== null && !before.isSameDay && (
            <span className="small">
              {w.topics.beforeOtherDay(formatDate(edition.manifest.asOf, language, 'short').replace(/\s*\d{4}$/, ''))}
            </span>
          )}
        </p>
      )}
    </section>
  );
}

/** Of a topic with one rule: all its lines are those of one code. Of several, its parts lead to theirs. */
function originsOf(context: Context, { rules: [first, ...others] }: Topic) {
  if (first === undefined || others.length > 0) return undefined;
  return origins(context, linesOf(first));
}

const linesOf = (rule: TopicRule) => (rule.activity === undefined ? { account: rule.account } : { activity: rule.activity, account: '5' });

function row(context: Context, { unit, rule, activity, account, money: amounts, isExact }: TopicPart): BulletRow {
  const { edition, paths } = context;
  const detail = edition.unit(unit);
  const name = detail?.unit.code === '' ? context.w.origin.summary : (detail?.unit.name ?? unit);
  const node = detail?.nodes.find(({ code, kind }) => code === activity && kind !== 'account');
  return {
    key: [unit, account, activity].join('|'),
    name: node?.name ?? name,
    href: node === undefined ? paths.unit({ unit }) : paths.activity({ unit, activity: node.code }),
    note: node === undefined ? undefined : <span lang={context.language === 'id' ? undefined : 'id'}>{name}</span>,
    ...amounts,
    plan: null,
    origin: isExact ? origins(context, { unit, activity, account: rule.account ?? '5' }) : undefined,
  };
}
