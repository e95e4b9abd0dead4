/**
 * Budget versions within a year, in the order they are adopted: murni, pergeseran 1..n, perubahan, and
 * pergeseran again after it (`perubahan-pergeseran-1`).
 */
export type BudgetVersion = string & { readonly __version?: never };

const pattern = /^(?:murni|pergeseran-([1-9]\d?)|perubahan(?:-pergeseran-([1-9]\d?))?)$/;

export function isBudgetVersion(text: string): text is BudgetVersion {
  return pattern.test(text);
}

/** Rank within the year, for sorting; a later adopted version has the higher rank. */
export function versionRank(version: BudgetVersion): number {
  const match = pattern.exec(version);
  if (!match) return -1;
  if (match[1]) return Number(match[1]);
  if (match[2]) return 100 + Number(match[2]);
  return version === 'murni' ? 0 : 100;
}

/** The version adopted last; undefined for none. */
export function latestVersion(versions: Iterable<BudgetVersion>): BudgetVersion | undefined {
  let latest: BudgetVersion | undefined;
  for (const version of versions) if (latest === undefined || versionRank(version) > versionRank(latest)) latest = version;
  return latest;
}

/**
 * The last version that two years both have, in which their budgets can be compared: a murni is never held against a perubahan.
 * @returns undefined where they have none in common
 */
export function latestCommonVersion(one: Iterable<BudgetVersion>, other: Iterable<BudgetVersion>): BudgetVersion | undefined {
  const known = new Set(other);
  return latestVersion([...one].filter((version) => known.has(version)));
}
