import { regionKind } from '@sipkadin/budget';
import type { Reference } from '@sipkadin/edition';
import type { Context } from '../../reading/context.ts';
import { type Choices, kinds, residentPercents, spendingPercents } from './choices.ts';
import type { Comparison } from './comparison.ts';
import { regionsOn } from './figures.ts';

interface ChoiceFormProps {
  context: Context;
  reference: Reference;
  comparison: Comparison;
  choices: Choices;
  action: string;
}

/** By what regions are similar, and one more to compare with; works without script. */
export function ChoiceForm({ context, reference, comparison, choices, action }: ChoiceFormProps) {
  const { w, linkState } = context;
  const { query } = choices;
  const { code } = comparison.region;
  const kind = regionKind(code) ?? 'kota';
  const percents = (values: readonly string[]) =>
    values.map((value) => [value, value === 'semua' ? w.regions.any : w.regions.within(value)] as const);
  const selects = [
    ...(kind === 'provinsi'
      ? []
      : [
          {
            name: 'jenis',
            value: query.jenis ?? 'sama',
            options: kinds.map((one) => [one, one === 'sama' ? w.regions.sameKind(w.regions.kind[kind]) : w.regions.bothKinds] as const),
          } as const,
        ]),
    { name: 'belanja', value: query.belanja ?? '25', options: percents(spendingPercents) } as const,
    { name: 'penduduk', value: query.penduduk ?? '50', options: percents(residentPercents) } as const,
    {
      name: 'dengan',
      value: query.dengan ?? '',
      options: [['', w.regions.nobody] as const, ...toName(reference, comparison, query.dengan)],
    } as const,
  ];
  const changed = selects.some(({ name }) => query[name] !== undefined);
  return (
    <details open={changed}>
      <summary>{w.regions.change}</summary>
      <form className="filter" method="get" action={action}>
        {linkState.year !== undefined && <input type="hidden" name="tahun" value={linkState.year} />}
        {linkState.edition !== undefined && <input type="hidden" name="terbitan" value={linkState.edition} />}
        {query.data !== undefined && <input type="hidden" name="data" value={query.data} />}
        {selects.map(({ name, value, options }) => (
          <label key={name}>
            {w.regions.choices[name]}
            <select name={name} defaultValue={value}>
              {options.map(([option, text]) => (
                <option key={option} value={option}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="submit">{w.regions.apply}</button>
      </form>
    </details>
  );
}

/** At most so many similar regions are offered by name, so that the page stays small; every other one by its own page. */
const mostOffered = 16;

/** Those that are similar, and those of the same province; the chosen one in any case. */
function toName(reference: Reference, { region, similarCodes }: Comparison, chosen: string | undefined): (readonly [string, string])[] {
  const province = region.code.slice(0, 2);
  const near = regionsOn(reference, 'budget').regions.filter(({ code }) => similarCodes.has(code));
  const neighbours = regionsOn(reference, 'budget').regions.filter(
    ({ code }) => code !== region.code && code.length === region.code.length && code.startsWith(province),
  );
  const others = regionsOn(reference, 'budget').regions.filter(({ code }) => code === chosen);
  const all = new Map([...near.slice(0, mostOffered), ...neighbours, ...others].map(({ code, name }) => [code, name]));
  return [...all].toSorted(([, a], [, b]) => a.localeCompare(b, 'id'));
}
