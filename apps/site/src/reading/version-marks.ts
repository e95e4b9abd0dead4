import { type BudgetVersion, dayInJakarta, type IsoDate, versionName, versionRank, yearOf } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';
import { type CurveMark, formatDate, formatGrowth, formatShort } from '@sipkadin/ui';
import type { Context } from './context.ts';
import { sen } from './money.ts';

/** A version of an edition's budget. */
export interface KnownVersion {
  version: BudgetVersion;
  /** The day on which the first file of it was verified here; when it was adopted no file says. */
  since: IsoDate;
}

/** The versions of an edition's budget in the order of adoption. */
export function versionsKnown(edition: Edition): KnownVersion[] {
  const first = new Map<BudgetVersion, IsoDate>();
  for (const { kind, version, verifiedAt } of edition.sources()) {
    const day = dayInJakarta(verifiedAt);
    if (kind === 'budget' && version !== null && day < (first.get(version) ?? '9')) first.set(version, day);
  }
  const { versions, asOf } = edition.manifest;
  return versions.toSorted((a, b) => versionRank(a) - versionRank(b)).map((version) => ({ version, since: first.get(version) ?? asOf }));
}

/**
 * Marks of a curve for the versions after the first, each on the day since which it is known. One that became known in another year has
 * no place on the curve.
 * @param amounts the budget by version of what the curve is of
 */
export function versionMarks({ edition, language, w }: Context, amounts: Readonly<Record<BudgetVersion, string>>): CurveMark[] {
  const known = versionsKnown(edition).filter(({ version }) => amounts[version] !== undefined);
  return known.flatMap(({ version, since }, index) => {
    const before = known[index - 1];
    if (before === undefined || yearOf(since) !== edition.manifest.year) return [];
    const [was, is] = [sen(amounts[before.version] ?? null) ?? 0n, sen(amounts[version] ?? null) ?? 0n];
    const size = formatShort(is < was ? was - is : is - was, language);
    const change =
      is === was
        ? w.compare.same
        : (is > was ? w.compare.up : w.compare.down)(`${size} (${formatGrowth(was, is, language).replace(/[+−-]/, '')})`);
    return [{ day: since, text: w.compare.mark(versionName(version, language), formatDate(since, language), change) }];
  });
}
