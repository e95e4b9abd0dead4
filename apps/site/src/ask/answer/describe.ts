import { formatCount } from '@sipkadin/ui/format';
import { terms } from '../../words/glossary.ts';
import type { Known } from '../index/entries.ts';
import type { Answer, Found } from '../rules/ask.ts';
import type { Described, Listed, Speaking } from './described.ts';
import { linkOf, linksOf, originOf } from './links.ts';
import { isOfContracts, nameOf, perResident, sentence } from './sentence.ts';
import { describeTopic } from './topics.ts';

const described = (title: string, more: Partial<Described> = {}): Described => ({
  ...{ title, notes: [], links: [], bar: undefined, list: undefined, isMissing: false },
  ...more,
});

export function describe(known: Known, answer: Answer, speaking: Speaking): Described {
  const { w, language, paths } = speaking;
  switch (answer.kind) {
    case 'figure': {
      const { found, others, count } = answer;
      const title = w.others(formatCount(count - 1, language));
      return described(sentence(known, found, speaking), {
        notes: [...perResident(known, found, answer.isPerResident, speaking)],
        links: linksOf(found, speaking),
        bar: isOfContracts(found.entry) ? undefined : found.money,
        list: others.length === 0 ? undefined : { title, note: w.othersNote, rows: others.map((one) => listed(one, speaking)) },
      });
    }
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
    href: linkOf(found, paths) ?? at ?? paths.ask({ cari: entry.name }),
    origin: at,
  };
}
