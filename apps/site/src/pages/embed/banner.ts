import { divideRounded, type IsoInstant, type Sen, shares, versionName } from '@sipkadin/budget';
import { formatCount, formatDate, formatName, formatRatio, formatShort } from '@sipkadin/ui';
import { encodeQR } from 'qr';
import { accountName } from '../../parts/account-names.ts';
import { isEmpty } from '../../parts/corrections.tsx';
import { dayOfWhole } from '../../parts/course.tsx';
import type { Context } from '../../reading/context.ts';
import { hasTreasury, planWords, shownSpending, withoutTreasury } from '../../reading/judging.ts';
import { byLargest, type Money, money } from '../../reading/money.ts';
import { wholeFigures } from '../home/figures.ts';
import { hundredThousand } from '../home/shares.tsx';
import { perHundred, plainSentence } from '../home/verdict.tsx';
import { sentence } from '../units/sentence.ts';

interface BannerRow {
  name: string;
  amount: string;
  /** Length of its bar, 0 to 1. */
  part: number;
}

interface BannerFigure {
  label: string;
  value: string;
  note: string;
}

/** What a printed infographic shows, as plain texts in one language: the input of packages/print, which lays it out. */
export interface BannerFacts {
  lang: 'id' | 'en';
  title: string;
  government: string;
  simulated: string | null;
  lead: string;
  sentence: string;
  bar: { paid: number; plan: number | null; paidText: string; planText: string } | null;
  figures: BannerFigure[];
  lists: { title: string; rows: (BannerRow & { share: string; isRest: boolean })[]; note: string }[];
  ranked: { title: string; rows: BannerRow[]; none: string };
  check: { title: string; text: string; address: string; qr: string; alt: string } | null;
  foot: [string, string];
}

type Side = 'budget' | 'realization';

/** How many rows of a list have names; the others are one more row. */
const mostRows = 4;
const mostKinds = 7;
const mostRanked = 8;

export interface MadeBanner {
  facts: BannerFacts;
  /** Of its edition: two prints of one edition have the same bytes. */
  publishedAt: IsoInstant;
  /** Name of its file, without an ending. */
  name: string;
}

/**
 * @param asked name, code or slug of an OPD; undefined for the whole government
 * @returns undefined where the edition does not have the OPD, or states nothing any more
 */
export function bannerOf(context: Context, asked: string | undefined): MadeBanner | undefined {
  const { government, year, number, publishedAt } = context.edition.manifest;
  const wanted = asked?.toLowerCase();
  const unit = context.edition
    .units()
    .find(({ slug, code, printed, name }) => [slug, code, printed, name.toLowerCase()].includes(wanted ?? ''));
  if (asked !== undefined && unit === undefined) return undefined;
  const facts = unit === undefined ? wholeBanner(context) : unitBanner(context, unit.slug);
  const name = ['spanduk', government.code.replace('.', '-'), year, `terbitan${number}`, ...(unit === undefined ? [] : [unit.slug])].join(
    '_',
  );
  return facts && { facts, publishedAt, name };
}

/** Of the whole government. @returns undefined where the edition states nothing any more */
function wholeBanner(context: Context): BannerFacts | undefined {
  const { w, language, edition } = context;
  const { manifest } = edition;
  if (isEmpty(manifest)) return undefined;
  const { spending, revenue, sources, kinds, comparable } = wholeFigures(context);
  const words = w.share.banner;
  const side = sideOf(spending);
  const found = hundredThousand({ context, spending, kinds, most: mostRows });
  const most = Math.max(1, ...(found?.listed ?? []).map(({ share }) => share));
  const units = edition.units().filter(({ code }) => code !== '');
  return {
    ...common(context, context.paths.at({ year: manifest.year, edition: manifest.number }).home(), dayOfWhole(context)),
    title: words.title(String(manifest.year)),
    ...lead(context, spending, { of: words.ofPlanned, else: plainSentence(context, spending) }),
    bar: barOf(context, spending, { plan: comparable.amounts.plan, planName: context.ui.planToDate }),
    figures: [
      ...amountFigure(context, revenue, words.revenue),
      ...amountFigure(context, spending, words.spending),
      ...perResident(context, spending),
    ],
    lists: [
      ...listOf(context, words.income[sideOf(revenue)], sources, mostRows),
      ...(found === null
        ? []
        : [
            {
              title: words.shares[side],
              note: context.notices.join(' '),
              rows: found.listed.map(({ key, name, amount, share }) => ({
                ...{
                  share: found.say(share),
                  name: inTwoLines(name),
                  amount: formatShort(amount, language),
                  part: share / most,
                  isRest: key === 'rest',
                },
              })),
            },
          ]),
    ],
    ranked: {
      title: units.some(hasTreasury) ? `${words.largestUnits[side]}, ${words.withoutTreasury}` : words.largestUnits[side],
      rows: ranked(
        context,
        units.map((unit) => ({ name: formatName(unit.name), amount: withoutTreasury(unit)[side] })),
      ),
      none: words.noUnits,
    },
  };
}

/** Of one OPD. @returns undefined where the edition does not have it */
function unitBanner(context: Context, slug: string): BannerFacts | undefined {
  const { w, language, edition, paths } = context;
  const { manifest } = edition;
  const detail = edition.unit(slug);
  if (detail === undefined || isEmpty(manifest)) return undefined;
  const words = w.share.banner;
  const { unit } = detail;
  const { amounts, isWithoutTreasury } = shownSpending(unit);
  const side = sideOf(amounts);
  const kinds = detail.accounts.filter(({ code }) => code.startsWith('5')).map((one) => ({ ...one, ...money(one) }));
  const programs = detail.nodes.filter(({ kind }) => kind === 'program');
  const day = context.only === 'budget' ? manifest.asOf : unit.lastAsOf;
  return {
    ...common(
      context,
      paths.at({ year: manifest.year, edition: manifest.number }).unit({ unit: slug }),
      day === null ? null : formatDate(day, language),
    ),
    title: `${unit.name} ${manifest.year}`,
    ...lead(context, amounts, { of: words.ofBudget, else: sentence(context, unit.name, amounts) }),
    bar: barOf(context, amounts, { plan: amounts.plan, planName: planWords(context, unit.lastAsOf ?? manifest.asOf) }),
    figures: [
      ...figure(context, words.budget, amounts.budget, isWithoutTreasury ? words.withoutTreasury : ''),
      ...paidFigure(context, amounts),
      ...restFigure(context, amounts),
    ],
    lists: listOf(context, words.kinds[side], kinds, mostKinds, isWithoutTreasury ? words.withTreasury : ''),
    ranked: {
      title: words.largestPrograms[side],
      rows: ranked(
        context,
        programs.map((program) => ({ name: program.name, amount: money(program)[side] })),
      ),
      none: words.noPrograms,
    },
  };
}

const sideOf = ({ budget }: Money): Side => (budget === null ? 'realization' : 'budget');

/** @param day of its figures, in words; null: not reported */
function common(context: Context, path: string, day: string | null) {
  const { w, ui, language, government, edition, sourceCount, address } = context;
  const { manifest } = edition;
  const words = w.share.banner;
  const whole = address(path);
  const facts = [
    day === null ? ui.notReported : words.asOf(day),
    ...(manifest.version === null ? [] : [versionName(manifest.version, language)]),
    ui.edition(String(manifest.number)),
    manifest.audited ? ui.audited : ui.unaudited,
  ];
  return {
    lang: language,
    government: government.name,
    simulated: manifest.simulated ? `${ui.simulatedTitle} ${ui.simulated}` : null,
    check:
      whole === undefined
        ? null
        : { title: words.check, text: words.scan, address: whole, qr: encodeQR(whole, 'svg', { border: 1 }), alt: w.print.qr },
    foot: [facts.join(' · '), `${words.rounded} · ${w.facts.sourceText(formatCount(sourceCount, language))}`] as [string, string],
  };
}

/** The figure that is read from afar: of every Rp100 how much was paid, else an amount with the whole sentence. */
function lead({ language }: Context, { budget, realization }: Money, say: { of: string; else: string }) {
  if (budget !== null && budget > 0n && realization !== null) return { lead: perHundred(realization, budget), sentence: say.of };
  const amount = realization ?? budget;
  return { lead: amount === null ? '–' : formatShort(amount, language), sentence: say.else };
}

function barOf(context: Context, { budget, realization }: Money, { plan, planName }: { plan: Sen | null; planName: string }) {
  const { w, ui, language } = context;
  if (budget === null || budget <= 0n || realization === null || realization < 0n) return null;
  const ratio = (part: Sen) => Number((part * 10_000n) / budget) / 10_000;
  const paid = `${ui.paid} ${formatRatio(realization, budget, language)}`;
  return {
    paid: ratio(realization),
    plan: plan === null ? null : ratio(plan),
    paidText: realization > budget ? `${paid}, ${w.share.banner.over}` : paid,
    planText: plan === null ? w.share.banner.noPlan : `${planName}: ${formatRatio(plan, budget, language)}`,
  };
}

function figure({ language }: Context, label: string, amount: Sen | null, note: string): BannerFigure[] {
  return amount === null ? [] : [{ label, value: formatShort(amount, language), note }];
}

interface AmountWords {
  /** Paid or received, and what was planned. */
  done: string;
  planned: string;
  of: (amount: string) => string;
  notYet: string;
}

/** What was paid or received beside what was planned; what was planned alone where nothing is reported. */
function amountFigure(context: Context, { budget, realization }: Money, words: AmountWords): BannerFigure[] {
  if (realization === null) return figure(context, words.planned, budget, context.only === 'budget' ? '' : words.notYet);
  return figure(context, words.done, realization, budget === null ? '' : words.of(formatShort(budget, context.language)));
}

function paidFigure(context: Context, { budget, realization }: Money): BannerFigure[] {
  const { w, language } = context;
  if (realization === null)
    return context.only === 'budget' ? [] : [{ label: w.share.banner.paid, value: '–', note: context.ui.notReported }];
  return figure(
    context,
    w.share.banner.paid,
    realization,
    budget === null ? '' : `${formatRatio(realization, budget, language)} ${w.share.banner.ofIt}`,
  );
}

function restFigure(context: Context, { budget, realization }: Money): BannerFigure[] {
  const words = context.w.share.banner;
  if (budget === null || realization === null) return [];
  return budget >= realization
    ? figure(context, words.unspent, budget - realization, words.unspentMeaning)
    : figure(context, words.overspent, realization - budget, '');
}

function perResident(context: Context, { budget, realization }: Money): BannerFigure[] {
  const { w, language, edition } = context;
  const { population } = edition.manifest;
  const amount = realization ?? budget;
  if (population === undefined || amount === null) return [];
  return figure(
    context,
    realization === null ? w.share.banner.eachPlanned : w.share.banner.each,
    divideRounded(amount, BigInt(population.people)),
    w.share.banner.residents(formatCount(population.people, language), String(population.year)),
  );
}

/** Of every Rp100 how much is which part, in whole rupiah that add up to it. Nothing where a part is negative or all are zero. */
function listOf(context: Context, title: string, given: readonly ({ code: string; name: string } & Money)[], most: number, note = '') {
  const { w, language } = context;
  const side = given.some(({ budget }) => budget !== null) ? 'budget' : 'realization';
  const parts = given
    .map(({ code, name, ...amounts }) => ({ name: inTwoLines(accountName(code, name, language).name), amount: amounts[side] ?? 0n }))
    .filter(({ amount }) => amount !== 0n)
    .toSorted(byLargest(({ amount }) => amount));
  // One more row for the others is no shorter than the last of them.
  const named = parts.length <= most + 1 ? parts : parts.slice(0, most);
  const others = parts.slice(named.length);
  const listed = [
    ...named.map((part) => ({ ...part, isRest: false })),
    ...(others.length === 0
      ? []
      : [
          {
            name: w.home.shares.others(formatCount(others.length, language)),
            amount: others.reduce((all, { amount }) => all + amount, 0n),
            isRest: true,
          },
        ]),
  ];
  const rupiah = shares(
    listed.map(({ amount }) => amount),
    100,
  );
  if (rupiah === null) return [];
  const rows = listed.map(({ name, amount, isRest }, at) => ({
    share: rupiah[at] === 0 ? '<Rp1' : `Rp${rupiah[at]}`,
    ...{ name, amount: formatShort(amount, language), part: (rupiah[at] ?? 0) / 100, isRest },
  }));
  return rows.length === 0 ? [] : [{ title, rows, note }];
}

/** A name that a list has room for: names of accounts that no regulation has may be as long as a file wants. */
function inTwoLines(name: string): string {
  return name.length <= 64 ? name : `${name.slice(0, 63).trimEnd()}…`;
}

function ranked({ language }: Context, given: readonly { name: string; amount: Sen | null }[]): BannerRow[] {
  const known = given.flatMap(({ name, amount }) => (amount === null || amount <= 0n ? [] : [{ name, amount }]));
  const rows = known.toSorted(byLargest(({ amount }) => amount)).slice(0, mostRanked);
  const most = rows[0]?.amount ?? 1n;
  return rows.map(({ name, amount }) => ({ name, amount: formatShort(amount, language), part: Number((amount * 1000n) / most) / 1000 }));
}
