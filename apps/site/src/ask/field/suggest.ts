import { dayInJakarta, type FiscalYear, type IsoDate, type Sen } from '@sipkadin/budget';
import { formatShort } from '@sipkadin/ui/format';
import { inCopy, isCopy } from '../../browser/copy.ts';
import { answerRoutes } from '../../routes/answer-routes.ts';
import { paths } from '../../routes/paths.ts';
import { describe } from '../answer/describe.ts';
import { countsOn } from '../answer/late.ts';
import { type AskIndex, indexVersion } from '../index/ask-index.ts';
import { knownOf } from '../index/entries.ts';
import { ask, isOfOneYear, yearIn } from '../rules/ask.ts';
import type { askId } from '../words.id.ts';
import type { Settings } from './settings.ts';

/** A line below the field: the answer, something else that fits, or the way to the whole answer. */
export interface Suggested {
  text: string;
  amount: Sen | null | undefined;
  under: string;
  href: string;
  isAnswer: boolean;
}

/** A copy has no page of the whole answer: its field shows more of it. */
const mostShown = isCopy ? 20 : 5;

/** Answers at once where the index is there, and otherwise when it has come; with nothing where it cannot be loaded. */
export function suggester(settings: Settings, w: (typeof askId)['ask']): (question: string) => Suggested[] | Promise<Suggested[]> {
  const indexes = new Map<FiscalYear, AskIndex>();
  const coming = new Map<FiscalYear, Promise<AskIndex | undefined>>();
  const address = (year: FiscalYear) =>
    year === settings.year ? settings.index : inCopy(paths(answerRoutes, settings.linkState).askLatest({ year }));

  function load(year: FiscalYear): Promise<AskIndex | undefined> {
    const found =
      coming.get(year) ??
      fetchIndex(address(year)).then((index) => {
        if (index !== undefined) indexes.set(year, index);
        else coming.delete(year);
        return index;
      });
    coming.set(year, found);
    return found;
  }
  void load(settings.year);

  return (question) => {
    const named = yearIn(question);
    const isPinned = settings.isPinned && settings.linkState.edition !== undefined;
    const year =
      (isPinned || settings.linkState.year !== undefined ? undefined : settings.years.find((one) => one === named)) ?? settings.year;
    const say = (index: AskIndex | undefined) => (index === undefined ? [] : suggestionsFrom(index, question, settings, w));
    const index = indexes.get(year);
    return index === undefined ? load(year).then(say) : say(index);
  };
}

async function fetchIndex(address: string): Promise<AskIndex | undefined> {
  try {
    const response = await fetch(address);
    const index = response.ok ? ((await response.json()) as AskIndex) : undefined;
    if (index?.version !== indexVersion) return undefined;
    // Unpacked now, and not with the first letter.
    knownOf(index);
    return index;
  } catch {
    return undefined;
  }
}

function suggestionsFrom(index: AskIndex, question: string, settings: Settings, w: (typeof askId)['ask']): Suggested[] {
  const { language, years, isPinned, linkState } = settings;
  const answer = ask(index, question);
  if (answer.kind === 'empty') return [];
  const isShown = index.year === settings.year;
  const links = paths(answerRoutes, isShown ? linkState : { ...linkState, year: index.year === years[0] ? undefined : index.year });
  const today: IsoDate = dayInJakarta(new Date().toISOString());
  const counts = countsOn(index, isPinned && isShown ? undefined : today);
  const described = describe(knownOf(index), answer, { w, language, paths: links, counts }, question);
  const { title, links: onward, list } = described;
  const notes = [...described.notes, ...described.topics.map(({ text, amount }) => `${text}: ${formatShort(amount, language)}.`)];
  const whole = links.ask({ cari: question.slice(0, 100) });
  const [year, another] = answer.years;
  const isOther = answer.kind !== 'region' && year !== undefined && another === undefined && year !== index.year;
  const other = isOther
    ? [w.otherYear(String(year), String(index.year))]
    : another !== undefined && isOfOneYear(answer)
      ? [w.severalYears(String(index.year))]
      : [];
  // The last word may be half written: what is missing so far is said shortly.
  const isOpen = answer.kind === 'none' && answer.why === 'words';
  const [text, under] = isOpen ? [w.noneYet, other] : [title, [...other, ...notes]];
  return [
    { text, amount: undefined, under: under.join(' '), href: inCopy(onward[0]?.href ?? whole), isAnswer: true },
    ...(list?.rows ?? [])
      .slice(0, mostShown)
      .map(({ name, under, amount, href }) => ({ text: name, amount, under, href: inCopy(href), isAnswer: false })),
    ...(isCopy ? [] : [{ text: w.whole, amount: undefined, under: '', href: whole, isAnswer: false }]),
  ];
}
