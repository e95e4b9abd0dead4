import { type RegionKind, type RegionMeasure, regionKind, type Sen } from '@sipkadin/budget';
import type { Reference } from '@sipkadin/edition';
import { formatCount, formatDate, formatShort } from '@sipkadin/ui';
import { Crumbs, Tabs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { type Choices, choicesOf } from './choices.ts';
import { type Comparison, compare, fewestSimilar, gap } from './comparison.ts';
import { yearsOf } from './figures.ts';
import { ChoiceForm } from './form.tsx';
import { Notes } from './notes.tsx';
import { OwnFigures } from './own-figures.tsx';
import css from './regions.css?inline';
import { Strips } from './strips.tsx';
import { Summary, Trend } from './tables.tsx';

/**
 * One region beside others on published figures: the government of the site, or the region of the address.
 * @returns undefined where the reference edition does not have the region, or there is none
 */
export function regions(context: Context, { region: asked }: { region?: string } = {}): Page | undefined {
  const { reference, government, w, paths } = context;
  const code = asked ?? government.code;
  if (reference === undefined) return undefined;
  const choices = choicesOf(context, reference);
  const comparison = compare(reference, code, choices);
  if (comparison === undefined) return undefined;
  const kind = w.regions.kind[groupKind(code, choices)];
  const { region } = comparison;
  const link = (query: Choices['query']) => (asked === undefined ? paths.regions(query) : paths.region({ ...query, region: code }));
  const title = titleOf(context, comparison, kind);
  const source = sourceLine(context, reference, comparison, choices, kind);
  return {
    title,
    description: title,
    style: css,
    official: true,
    filesRestOn: filesRestOn(context, reference),
    body: (
      <>
        <Crumbs
          context={context}
          trail={asked === undefined ? [{ name: w.regions.nav }] : [{ name: w.regions.nav, href: paths.regions() }, { name: region.name }]}
        />
        <p className="small">{source}</p>
        <h1>{title}</h1>
        {choices.basis !== 'budget' && choices.basis === reference.content.provisional && (
          <p className="notice">{w.regions.provisional(String(choices.basis))}</p>
        )}
        <Tabs
          label={w.regions.tabs.label}
          items={[
            {
              name: w.regions.tabs.budget(String(reference.content.budgets?.year)),
              href: link({ ...choices.query, data: undefined }),
              current: choices.basis === 'budget',
            },
            ...yearsOf(reference).map((year) => ({
              name: w.regions.tabs.year(String(year)),
              href: link({ ...choices.query, data: String(year) }),
              current: choices.basis === year,
            })),
          ]}
        />
        <Absent context={context} comparison={comparison} choices={choices} />
        <p className="prose">{similarText(context, reference, comparison, choices, kind)}</p>
        <ChoiceForm
          context={context}
          reference={reference}
          comparison={comparison}
          choices={choices}
          action={asked === undefined ? paths.at(plain).regions() : paths.at(plain).region({ region: code })}
        />
        <Strips context={context} reference={reference} comparison={comparison} choices={choices} kind={kind} source={source} />
        <p className="small">{choices.basis === 'budget' ? w.regions.onlyYear : w.regions.onlyBudget}</p>
        <Summary context={context} comparison={comparison} kind={kind} />
        <p className="more">
          <a href={paths.similarRegions({ ...choices.query, region: code })}>{w.regions.similarTitle(region.name)}</a>
        </p>
        <Trend context={context} reference={reference} comparison={comparison} />
        {code === government.code && <OwnFigures context={context} reference={reference} />}
        <Notes context={context} reference={reference} comparison={comparison} choices={choices} />
      </>
    ),
  };
}

/** A form adds the year and the edition itself. */
const plain = { year: undefined, edition: undefined } as const;

function groupKind(code: string, { rule }: Choices): RegionKind | 'both' {
  const own = regionKind(code) ?? 'kota';
  return own === 'provinsi' || rule.sameKind ? own : 'both';
}

/** What stands out: salaries and own money, where enough regions are similar; where they are too few, that they are. */
function titleOf({ w, language }: Context, { region, measures, similar, own }: Comparison, kind: string): string {
  if (own !== undefined && similar.length < fewestSimilar)
    return w.regions.titleFew(region.name, kind, formatCount(similar.length, language));
  const part = (measure: RegionMeasure & keyof typeof w.regions.lower) => {
    const found = measures.find((one) => one.measure === measure);
    if (found?.own === undefined || found.median === undefined || found.near.length < fewestSimilar) return [];
    const { sign, size } = gap(measure, found.own, found.median, language);
    const what = w.regions.lower[measure];
    return sign === 0 ? [w.regions.partSame(what)] : [sign > 0 ? w.regions.partMore(what, size) : w.regions.partLess(what, size)];
  };
  const parts = [...part('personnel'), ...part('own')];
  return parts.length === 0 ? w.regions.titlePlain(region.name, kind) : w.regions.title(region.name, kind, parts.join(', '));
}

function sourceLine(
  { w, language }: Context,
  { content }: Reference,
  { group, own }: Comparison,
  { basis }: Choices,
  kind: string,
): string {
  const day = content.sources.find((source) => source.kind === (basis === 'budget' ? 'budgets' : 'years'))?.day ?? null;
  const dated = day === null ? '' : w.regions.day(formatDate(day, language));
  const count = formatCount(group.length + (own === undefined ? 0 : 1), language);
  return basis === 'budget'
    ? w.regions.sourceBudget(String(content.budgets?.year), count, kind, dated)
    : w.regions.sourceYear(String(basis), count, kind, dated);
}

/** What the charts' files say of where their figures come from: the reference edition, and not the government's own. */
function filesRestOn({ w, language }: Context, { manifest, hash, content }: Reference): Page['filesRestOn'] & object {
  const sources = content.sources.map(({ publisher, fileName, day }) =>
    w.regions.source(publisher, fileName, day === null ? '' : w.regions.day(formatDate(day, language))),
  );
  return {
    name: `acuan${manifest.number}`,
    lines: [`${w.regions.sources}: ${sources.join('; ')}`, w.regions.edition(String(manifest.number), hash.slice(0, 32))],
    columns: [['terbitan_acuan', String(manifest.number)]],
  };
}

/** Who counts as similar, with the amounts that the rule gives. */
function similarText(
  { w, language }: Context,
  { content }: Reference,
  { region, similarCodes }: Comparison,
  { rule }: Choices,
  kind: string,
): string {
  const short = (amount: Sen) => formatShort(amount, language);
  const near = (value: bigint, percent: number): [bigint, bigint] => [
    (value * BigInt(100 - percent)) / 100n,
    (value * BigInt(100 + percent)) / 100n,
  ];
  const conditions: string[] = [];
  if (rule.spending !== null) {
    const [from, to] = near(region.spending, rule.spending);
    conditions.push(w.regions.bySpending(short(from), short(to), String(rule.spending)));
  }
  if (rule.residents !== null && region.residents !== undefined) {
    const [from, to] = near(BigInt(region.residents), rule.residents).map((value) => formatCount(value, language));
    conditions.push(w.regions.byResidents(from ?? '', to ?? '', String(rule.residents)));
  }
  const count = similarCodes.size;
  const found = w.regions.similar(formatCount(count, language), kind);
  const first = conditions.length === 0 ? found : `${found}${w.regions.with}${conditions.join(w.regions.and)}`;
  const ruleOn = w.regions.ruleOn(String(content.budgets?.year), String(content.residents?.year));
  const doubt = count === 0 ? w.regions.noneSimilar(kind) : count < fewestSimilar ? w.regions.few : '';
  return [`${first}.`, doubt, ruleOn].filter((text) => text !== '').join(' ');
}

/** A region that is not among those compared, and why. */
function Absent({ context: { w, reference }, comparison, choices }: { context: Context; comparison: Comparison; choices: Choices }) {
  const { own, region, incomplete, named } = comparison;
  const name = reference?.content.regions.find(({ code }) => code === choices.named)?.name;
  return (
    <>
      {own === undefined && (
        <p className="notice">
          {incomplete.some(({ code }) => code === region.code)
            ? w.regions.ownIncomplete(region.name, String(choices.basis))
            : w.regions.ownAbsent(region.name, String(choices.basis))}
        </p>
      )}
      {named === undefined && name !== undefined && choices.named !== region.code && (
        <p className="notice">{w.regions.namedAbsent(name)}</p>
      )}
    </>
  );
}
