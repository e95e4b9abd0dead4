import { type Code, divideRounded, shares } from '@sipkadin/budget';
import { ChartLinks, formatCount, formatRupiah, formatShort, partsFile } from '@sipkadin/ui';
import { accountName, functionName } from '../../parts/account-names.ts';
import type { Context } from '../../reading/context.ts';
import { byLargest, type Money, money } from '../../reading/money.ts';
import { slugOfFunction } from '../topics/rules.ts';

type Part = { code: Code; name: string } & Money;

const whole = 100_000;
const mostShown = 9;

interface Given {
  context: Context;
  spending: Money;
  kinds: readonly Part[];
  /** How many are named. */
  most?: number;
}

/**
 * Of every Rp100,000 of spending how much is for what, by bidang urusan where all spending is divided by it, else by kind: whole rupiah
 * that add up to it, the largest first, and what is not shown as one rest.
 * @returns null where there is no spending, or some of it is negative
 */
export function hundredThousand({ context, spending, kinds, most = mostShown }: Given) {
  const { w, language, paths, edition } = context;
  const side = spending.budget === null ? 'realization' : 'budget';
  const functions = edition.functions().map((row) => ({ row, ...money(row) }));
  // Spending without a function would be left out, or be a part without a name.
  const isDivided = functions.length > 1 && functions.every(({ row, ...amounts }) => row.code !== '' || (amounts[side] ?? 0n) === 0n);
  const parts = (
    isDivided
      ? functions
          .filter(({ row }) => row.code !== '')
          .map(({ row, ...amounts }) => ({
            ...{ key: row.code, name: functionName(row.code, row.name, language), amount: amounts[side] ?? 0n },
            href: paths.topic({ topic: slugOfFunction(row.code) }),
          }))
      : kinds.map(({ code, name, ...amounts }) => ({
          ...{ key: code, name: accountName(code, name, language).name, amount: amounts[side] ?? 0n },
          href: paths.account({ account: code }),
        }))
  ).toSorted(byLargest(({ amount }) => amount));
  const rupiah = shares(
    parts.map(({ amount }) => amount),
    whole,
  );
  const [first] = parts;
  if (rupiah === null || first === undefined) return null;
  const shown = parts.slice(0, most).map((part, at) => ({ ...part, share: rupiah[at] ?? 0 }));
  const others = parts.length - shown.length;
  const rest = whole - shown.reduce((all, { share }) => all + share, 0);
  const listed = [
    ...shown,
    ...(others > 0
      ? [
          {
            ...{ key: 'rest', name: w.home.shares.others(formatCount(others, language)), share: rest },
            amount: parts.slice(most).reduce((all, { amount }) => all + amount, 0n),
            href: isDivided ? paths.topics() : paths.spending(),
          },
        ]
      : []),
  ];
  const say = (share: number) => formatRupiah(BigInt(share) * 100n, language);
  return { title: w.home.shares.title[side](say(shown[0]?.share ?? 0), first.name), listed, say };
}

/** The same as a list with bars, and the amount per resident. */
export function OfHundredThousand({ context, spending, kinds }: Given) {
  const { w, language } = context;
  const found = hundredThousand({ context, spending, kinds });
  if (found === null) return null;
  const { title, listed, say } = found;
  const amount = (share: number) => BigInt(share) * 100n;
  const longest = Math.max(...listed.map(({ share }) => share));
  return (
    <section className="home-shares">
      <h2>{title}</h2>
      <ol className="shares">
        {listed.map(({ key, name, href, share }) => (
          <li key={key}>
            <b>{say(share)}</b>
            <span>
              <a href={href}>{name}</a>
              <svg className="bar" aria-hidden="true">
                <rect className={key === 'rest' ? 'bar-track' : 'bar-fill'} width={`${(share * 100) / longest}%`} height="100%" rx="2" />
              </svg>
            </span>
          </li>
        ))}
      </ol>
      <ChartLinks
        chart={partsFile(
          { id: 'per-seratus-ribu', title },
          { parts: listed.map(({ name, share }) => ({ name, amount: amount(share), share: '' })), full: amount(longest), language },
        )}
        language={language}
      />
      <p className="small">{w.home.shares.exact}</p>
      <PerResident context={context} spending={spending} />
    </section>
  );
}

/** The same spending divided by the number of residents; nothing where the edition does not state it. */
function PerResident({ context, spending: { budget, realization } }: { context: Context; spending: Money }) {
  const { w, language, edition } = context;
  const { population } = edition.manifest;
  if (population === undefined) return null;
  const each = (amount: bigint | null) =>
    amount === null ? null : formatShort(divideRounded(amount, BigInt(population.people)), language);
  const [planned, paid] = [each(budget), each(realization)];
  if (planned === null && paid === null) return null;
  return (
    <p>
      {w.home.resident(planned, paid)}{' '}
      <span className="small">
        {w.home.residentOf(formatCount(population.people, language), String(population.year), population.source)}
      </span>
    </p>
  );
}
