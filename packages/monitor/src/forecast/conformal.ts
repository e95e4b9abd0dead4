/** The share of years that a band is made to hold. */
export const bandShare = 0.8;

/** A miss of an earlier forecast, as a share of the budget, in either direction. */
export interface Miss {
  year: number;
  miss: number;
}

/**
 * Half the width of a band around a forecast that holds what comes with the given probability, where the misses of earlier
 * forecasts come from the same source as the next one (split conformal prediction: Vovk, Gammerman and Shafer, "Algorithmic Learning
 * in a Random World", 2005). No distribution is assumed.
 * @returns the ceil((n+1) × share)-th smallest of the misses without their signs; null where there are too few for that share
 */
export function conformalRadius(misses: readonly number[], share = bandShare): number | null {
  // A product like 5 × 0.8 must not become 4.000000001.
  const rank = Math.ceil((misses.length + 1) * share - 1e-9);
  if (rank > misses.length) return null;
  return misses.map(Math.abs).sort((a, b) => a - b)[rank - 1] ?? null;
}

/**
 * The same where misses of one year are alike, as those of the OPD of a city are: one lean year moves them all. Each year's misses
 * are divided by the radius that the other years give, and the band is widened by what the radius of these ratios says; it is
 * never narrowed.
 */
export function radiusOverYears(misses: readonly Miss[]): number | null {
  const plain = conformalRadius(misses.map(({ miss }) => miss));
  if (plain === null) return null;
  const ratios = [...Map.groupBy(misses, ({ year }) => year)].flatMap(([year, ofYear]) => {
    const others = conformalRadius(misses.flatMap((one) => (one.year === year ? [] : [one.miss])));
    return others === null || others === 0 ? [] : ofYear.map(({ miss }) => miss / others);
  });
  return plain * Math.max(1, conformalRadius(ratios) ?? 1);
}
