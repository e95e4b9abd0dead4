import { formatCount } from '@sipkadin/ui/format';
import { sen } from '../../reading/money.ts';
import { terms } from '../../words/glossary.ts';
import type { AskIndex } from '../index/ask-index.ts';
import type { Known } from '../index/entries.ts';
import type { Answer, Found } from '../rules/ask.ts';
import { topicsNamed } from '../rules/topics-named.ts';
import type { Described, Listed, Speaking } from './described.ts';
import { linkOf, linksOf, originOf } from './links.ts';
import { describeRegion } from './region.ts';
import { isOfContracts, nameOf, perResident, sentence } from './sentence.ts';
import { describeTopic } from './topics.ts';

const described = (title: string, more: Partial<Described> = {}): Described => ({
  ...{ title, names: [], notes: [], links: [], bar: undefined, topics: [], list: undefined, isMissing: false },
  ...more,
});

/** @param question for the topics that it names; undefined where there is none */
export function describe(known: Known, answer: Answer, speaking: Speaking, question = ''): Described {
  const { w, language, paths } = speaking;
  switch (answer.kind) {
    case 'figure': {
      const { found, others, count } = answer;
      const title = w.others(formatCount(count - 1, language));
      return described(sentence(known, found, speaking), {
        names: indonesianIn(found),
        notes: [...perResident(known, found, answer.isPerResident, speaking)],
        links: linksOf(found, speaking),
        bar: isOfContracts(found.entry) ? undefined : found.money,
        topics: topicsNamed(known.index, question).flatMap((topic) => topicLine(topic, speaking)),
        list: others.length === 0 ? undefined : { title, note: w.othersNote, rows: others.map((one) => listed(one, speaking)) },
      });
    }
    case 'several':
      return described(w.several(formatCount(answer.count, language)), {
        topics: topicsNamed(known.index, question).flatMap((topic) => topicLine(topic, speaking)),
        list: {
          title: w.severalTitle,
          note:
            answer.found.length < answer.count
              ? `${w.othersNote} ${w.severalCut(formatCount(answer.found.length, language))}`
              : w.othersNote,
          rows: answer.found.map((one) => listed(one, speaking)),
        },
      });
    case 'region':
      return { ...described(''), ...describeRegion(known.index, answer, speaking) };
    case 'term': {
      const term = terms.find(({ slug }) => slug === answer.slug);
      const { found } = answer;
      const more = { text: w.toGlossary, href: `${paths.glossary()}#${answer.slug}` };
      return described(`${term?.term}: ${term?.meaning[language]}`, {
        notes: found === undefined ? [] : [sentence(known, found, speaking)],
        links: [...(found === undefined ? [] : linksOf(found, speaking)), more],
      });
    }
    case 'page':
      return { ...described(''), ...describeTopic(known, answer.topic, speaking) };
    case 'none': {
      const { near, why, topic } = answer;
      return described(w.noneTitle, {
        notes: [w.unanswered[why]],
        links: topic === undefined ? [] : [{ text: w.perhaps(w.topics[topic]), href: paths.ask({ cari: w.topics[topic] }) }],
        list: near.length === 0 ? undefined : { title: w.near, note: undefined, rows: near.map((one) => listed(one, speaking)) },
        isMissing: true,
      });
    }
    case 'empty':
      return described(w.title);
  }
}

/** A program may have the name of a topic and less of its money: the whole topic is named beside it. */
function topicLine({ slug, id, en, budget }: AskIndex['topics'][number], { w, language, paths }: Speaking): Described['topics'] {
  const amount = sen(budget);
  return amount === null ? [] : [{ text: w.wholeTopic(language === 'id' ? id : en), amount, href: paths.topic({ topic: slug }) }];
}

/** Names as files have them. */
const indonesianIn = ({ entry, account }: Found): string[] =>
  [entry.name, entry.place?.name, entry.place?.opd?.name, account?.name].filter((name) => name !== undefined);

/** One found thing as a row of a list. */
function listed(found: Found, speaking: Speaking): Listed {
  const { w, paths } = speaking;
  const { entry, account, money } = found;
  const origin = originOf(found);
  const at = origin && paths.origin(money.budget === null ? origin : { ...origin, measure: 'budget' });
  const isOfPlace = account === undefined && entry.place !== undefined && entry.kind !== 'unit';
  const owner = entry.kind === 'subUnit' ? entry.place?.opd : entry.place;
  return {
    name: nameOf(found, speaking, false),
    under: isOfPlace && owner !== undefined ? w.ofUnit(w.kinds[entry.kind], owner.name) : w.kinds[account?.kind ?? entry.kind],
    amount: money.budget ?? money.realization,
    names: indonesianIn(found),
    href: linkOf(found, paths) ?? at ?? paths.ask({ cari: entry.name }),
    origin: at,
  };
}
