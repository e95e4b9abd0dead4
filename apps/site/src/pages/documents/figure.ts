import type { Code, IsoDate } from '@sipkadin/budget';
import type { Edition, PublicAnswer } from '@sipkadin/edition';
import { accountName } from '../../parts/account-names.ts';
import type { Context, Figure } from '../../reading/context.ts';
import { hasTreasury, withoutTreasury } from '../../reading/judging.ts';
import { hasSubUnit, hasUnit, knownOrigin } from '../../reading/known-values.ts';
import { type Money, money } from '../../reading/money.ts';
import { subUnitName } from '../../reading/sub-units.ts';
import type { Paths } from '../../routes/paths.ts';

export const figureNames = ['opd', 'sub', 'kegiatan', 'rekening'] as const satisfies readonly (keyof Figure)[];

/** Which values of the query an edition knows. */
export const knownFigure = {
  opd: hasUnit,
  sub: hasSubUnit,
  kegiatan: knownOrigin.kegiatan,
  rekening: knownOrigin.rekening,
} as const satisfies Record<keyof Figure, (edition: Edition, value: string) => boolean>;

export interface DescribedFigure {
  figure: Figure;
  /** Names from the OPD down; none for all spending. */
  names: string[];
  amounts: Money;
  /** The day up to which its realization is known; null where none is. */
  day: IsoDate | null;
  /** Codes as questions keep them; '' where they do not narrow the figure. */
  codes: { unit: Code; activity: Code; account: Code };
  /** Whether treasury items are left out, as on the OPD's page. */
  withoutTreasury: boolean;
}

/** The figure that the query names, as far as the edition has it. */
export function askedFigure({ query, edition }: Context): Figure {
  const figure: Figure = {};
  for (const name of figureNames) {
    const value = query.get(name);
    if (value !== undefined && knownFigure[name](edition, value)) figure[name] = value;
  }
  return figure;
}

/** A figure with the amounts that its page shows; one that the edition does not have is replaced by what is above it. */
export function describeFigure(context: Context, { opd, sub, kegiatan, rekening }: Figure): DescribedFigure {
  const { edition, language } = context;
  const { accounts } = edition.summary();
  const detail = opd === undefined ? undefined : edition.unit(opd);
  const day = context.only === 'budget' ? null : edition.manifest.asOf;
  if (detail === undefined) {
    const account = accounts.find(({ code }) => code === (rekening ?? '5')) ?? accounts.find(({ code }) => code === '5');
    const isNarrowed = account !== undefined && account.code !== '5';
    return {
      figure: isNarrowed ? { rekening: account.code } : {},
      names: isNarrowed ? [accountName(account.code, account.name, language).name] : [],
      amounts: account === undefined ? { budget: null, realization: null, plan: null } : money(account),
      ...{ day, codes: { unit: '', activity: '', account: isNarrowed ? account.code : '' }, withoutTreasury: false },
    };
  }
  const { unit } = detail;
  const ownDay = context.only === 'budget' ? null : unit.lastAsOf;
  const node = kegiatan === undefined ? undefined : detail.nodes.find((one) => one.kind !== 'account' && one.code === kegiatan);
  if (node !== undefined)
    return {
      figure: { opd, kegiatan: node.code },
      names: [unit.name, node.name],
      amounts: money(node),
      ...{ day: ownDay, codes: { unit: unit.code, activity: node.code, account: '' }, withoutTreasury: false },
    };
  const subUnit = sub === undefined ? undefined : edition.subUnit(sub)?.unit;
  if (subUnit?.opd === unit.code)
    return {
      figure: { opd, sub },
      names: [unit.name, subUnitName(context, subUnit)],
      amounts: money(subUnit),
      day: context.only === 'budget' ? null : subUnit.lastAsOf,
      ...{ codes: { unit: subUnit.code, activity: '', account: '' }, withoutTreasury: false },
    };
  const own = withoutTreasury(unit);
  const isApart = hasTreasury(unit) && ((own.budget ?? 0n) !== 0n || (own.realization ?? 0n) !== 0n);
  return {
    figure: { opd },
    names: [unit.name],
    amounts: isApart ? own : money(unit),
    ...{ day: ownDay, codes: { unit: unit.code, activity: '', account: '' }, withoutTreasury: isApart },
  };
}

/** The page of a figure. */
export function figurePage(paths: Paths, { opd, sub, kegiatan, rekening }: Figure): string {
  if (opd !== undefined && kegiatan !== undefined) return paths.activity({ unit: opd, activity: kegiatan });
  if (opd !== undefined && sub !== undefined) return paths.subUnit({ unit: opd, subUnit: sub });
  if (opd !== undefined) return paths.unit({ unit: opd });
  if (rekening === '4') return paths.revenue();
  if (rekening?.startsWith('6')) return paths.financing();
  return rekening === undefined || !rekening.startsWith('5.') ? paths.spending() : paths.account({ account: rekening });
}

/** The figure of an answered question, as far as this edition knows its codes. */
export function figureOfAnswer(edition: Edition, { unit, activity, account }: PublicAnswer): Figure {
  const opd = edition.units().find(({ code }) => code === unit);
  const sub = opd === undefined ? edition.subUnits().find(({ code }) => code === unit) : undefined;
  const above = sub === undefined ? opd : edition.units().find(({ code }) => code === sub.opd);
  return { opd: above?.slug, sub: sub?.slug, kegiatan: activity || undefined, rekening: account || undefined };
}
