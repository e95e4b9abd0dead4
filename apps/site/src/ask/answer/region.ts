import { formatCount, formatDate, formatShort } from '@sipkadin/ui/format';
import type { AskIndex } from '../index/ask-index.ts';
import type { Answer } from '../rules/ask.ts';
import type { NamedRegion } from '../rules/region-asked.ts';
import type { Described, Speaking } from './described.ts';

/** Another region by the published reference figures: its budgeted spending with year, day and source, and its page; never this edition's. */
export function describeRegion(
  { regions: table }: AskIndex,
  { regions, isWhole, years }: Extract<Answer, { kind: 'region' }>,
  { w, language, paths }: Speaking,
): Pick<Described, 'title' | 'names' | 'notes' | 'links' | 'list'> {
  const [first, ...others] = regions;
  if (first === undefined || table === null)
    return { title: w.noneTitle, names: [], notes: [w.unanswered.words], links: [], list: undefined };
  const year = String(table.year);
  const day = table.day === null ? '' : w.region.day(formatDate(table.day, language));
  const say = ({ name, spending }: NamedRegion) =>
    spending === null ? w.region.absent(name, year) : w.region.spending(name, formatShort(spending, language), year, table.publisher, day);
  const otherYears = years.filter((one) => one !== table.year);
  const notes = otherYears.length === 0 ? [w.region.notOurs] : [w.region.otherYear(otherYears.join(', '), year), w.region.notOurs];
  if (others.length > 0)
    return {
      title: w.region.several(formatCount(regions.length, language)),
      names: [],
      notes,
      links: [],
      list: {
        title: w.region.table(year, table.publisher, day),
        note: isWhole ? undefined : w.region.more,
        rows: regions.map(({ code, name, spending }) => ({
          ...{ name, names: [name], under: '', amount: spending, origin: undefined },
          href: spending === null ? paths.regionList({ provinsi: code.slice(0, 2) }) : paths.region({ region: code }),
        })),
      },
    };
  const { code, name, spending } = first;
  const links =
    spending === null
      ? [{ text: w.region.list, href: paths.regionList({ provinsi: code.slice(0, 2) }) }]
      : [
          { text: w.region.page(name), href: paths.region({ region: code }) },
          { text: w.region.beside(name), href: paths.regions({ dengan: code }) },
        ];
  if (isWhole || spending === null) return { title: say(first), names: [name], notes, links, list: undefined };
  return { title: w.region.other(name), names: [name], notes: [w.region.more, say(first), ...notes], links, list: undefined };
}
