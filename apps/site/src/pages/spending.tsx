import { type Code, isWithin, level, shares } from '@sipkadin/budget';
import type { GroupRow, UnitDetail, UnitRow } from '@sipkadin/edition';
import { BulletList, formatCount, formatName, formatRatio, Indonesian, StackedBar, type StackPart, useShown } from '@sipkadin/ui';
import { accountName, functionName } from '../parts/account-names.ts';
import { AccountTable } from '../parts/account-table.tsx';
import { moneyTitle } from '../parts/money-title.ts';
import { Crumbs, Tabs } from '../parts/navigation.tsx';
import { onlyOf, origins } from '../parts/sides.ts';
import type { Context, Page } from '../reading/context.ts';
import { byLargest, type Money, money, nothing, total } from '../reading/money.ts';
import { withPlainNames } from '../reading/readable.ts';

function views(context: Context, current: 'kind' | 'function' | 'fund') {
  const { w, paths } = context;
  return (
    <Tabs
      label={w.spending.by}
      items={[
        { name: w.spending.byKind, href: paths.spending(), current: current === 'kind' },
        { name: w.spending.byFunction, href: paths.functions(), current: current === 'function' },
        { name: w.spending.byFund, href: paths.funds(), current: current === 'fund' },
        { name: w.spending.byUnit, href: paths.units(), current: false },
      ]}
    />
  );
}

/** Spending by kind: the parts of Rp100, then the accounts down to jenis. */
export function spending(context: Context): Page {
  const { edition, w, language, paths } = context;
  const { accounts } = edition.summary();
  const whole = accounts.find(({ code }) => code === '5');
  const total = whole ? money(whole) : nothing;
  const title = moneyTitle(context, total, w.spending);
  const kinds = accounts.filter(({ code }) => (code.startsWith('5.1') ? level(code) === 3 : code.startsWith('5.') && level(code) === 2));
  const paid = total.realization !== null;
  return {
    title,
    description: title,
    figures: true,
    about: {},
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.spending }]} />
        <h1>{title}</h1>
        {views(context, 'kind')}
        {whole !== undefined && (
          <>
            <section>
              <h2>{paid ? w.spending.per100 : w.spending.per100Planned}</h2>
              <PerHundred
                title={paid ? w.spending.per100 : w.spending.per100Planned}
                context={context}
                parts={kinds.map((kind) => ({
                  key: kind.code,
                  ...accountName(kind.code, kind.name, language),
                  href: paths.account({ account: kind.code }),
                  amount: (paid ? money(kind).realization : money(kind).budget) ?? 0n,
                  origin: paths.origin({ measure: paid ? 'realization' : 'budget', account: kind.code }),
                }))}
              />
            </section>
            <section>
              <h2>{w.spending.tree}</h2>
              <AccountTable
                lra
                context={context}
                caption={w.spending.tree}
                rows={accounts
                  .filter(({ code }) => isWithin(code, '5'))
                  .map((account) => ({ code: account.code, name: account.name, ...money(account) }))}
                link={(code) => (code === '5' ? undefined : paths.account({ account: code }))}
              />
              {context.edition.manifest.versions.length > 1 && (
                <p className="more">
                  <a href={paths.versionChanges()}>{w.compare.versions.link}</a>
                </p>
              )}
            </section>
          </>
        )}
      </>
    ),
  };
}

/** Parts of Rp100 that add up to 100 exactly; a part that rounds to 0 is shown as less than one. */
function PerHundred({ context, parts, title }: { context: Context; parts: StackPart[]; title: string }) {
  const ordered = parts.filter(({ amount }) => amount > 0n).toSorted(byLargest(({ amount }) => amount));
  const hundred = shares(ordered.map(({ amount }) => amount));
  return (
    <StackedBar
      file={{ id: 'per-seratus', title }}
      language={context.language}
      parts={ordered.map((part, index) => ({ ...part, share: hundred?.[index] ? `Rp${hundred[index]}` : context.ui.lessThanOne }))}
    />
  );
}

/** One kelompok or jenis: the OPD that spend it, the accounts above and below. */
export function account(context: Context, { account: code }: { account: Code }): Page | undefined {
  const { edition, w, language, paths } = context;
  const { accounts } = edition.summary();
  const found = accounts.find((one) => one.code === code);
  if (!found || !isWithin(code, '5') || code === '5') return undefined;
  const amounts = money(found);
  const { name, note } = accountName(code, found.name, language);
  const title = moneyTitle(context, amounts, {
    title: (percent) => w.spending.accountTitle(name, percent),
    titlePlanned: (amount) => w.spending.accountPlanned(name, amount),
    titlePaid: (amount) => w.spending.accountPaid(name, amount),
    titleNone: w.spending.accountNone(name),
  });
  const details = everyUnit(context);
  const spenders = details
    .map(({ unit, detail }) => ({ unit, ...total(detail.accounts.filter((one) => isWithin(one.code, code)).map(money)) }))
    .filter(({ budget, realization }) => budget !== null || realization !== null)
    .toSorted(byLargest(({ budget, realization }) => budget ?? realization));
  const children = accounts.filter((one) => isWithin(one.code, code) && one.code !== code);
  return {
    title,
    description: title,
    figures: true,
    about: { rekening: code },
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.spending, href: paths.spending() }, { name }]} />
        <p className="stamp">
          {note} <span className="code">{code}</span>
        </p>
        <h1>{title}</h1>
        <BulletList
          language={language}
          only={onlyOf(context, null)}
          scale="share"
          rows={[{ key: code, name, ...amounts, origin: origins(context, { account: code }) }]}
        />
        {children.length > 0 && (
          <section>
            <h2>{w.spending.deeper}</h2>
            <AccountTable
              context={context}
              caption={w.spending.deeper}
              rows={children.map((child) => ({ code: child.code, name: child.name, ...money(child) }))}
              link={(child) => paths.account({ account: child })}
            />
          </section>
        )}
        {spenders.length > 0 && (
          <section>
            <h2>{w.spending.byUnits}</h2>
            <BulletList
              file={{ id: 'menurut-opd', title: `${name}: ${w.spending.byUnits}` }}
              named="id"
              language={language}
              only={onlyOf(context, amounts)}
              scale="absolute"
              wide
              rows={spenders.map(({ unit, ...row }) => ({
                key: unit.slug,
                name: unit.name,
                href: paths.unit({ unit: unit.slug }),
                ...row,
                plan: null,
                origin: origins(context, { unit: unit.slug, account: code }),
              }))}
            />
          </section>
        )}
        <Leaves context={context} leaves={leavesWithin(details, code)} />
      </>
    ),
  };
}

/** So many of the smallest accounts are listed. */
const mostLeaves = 40;

function Leaves({ context, leaves }: { context: Context; leaves: readonly Leaf[] }) {
  const { w, language } = context;
  const shown = useShown(leaves, mostLeaves);
  if (leaves.length === 0) return null;
  return (
    <section>
      <h2>{w.spending.accounts}</h2>
      {leaves.length > shown.length && (
        <p className="small">{w.spending.accountsMore(formatCount(shown.length, language), formatCount(leaves.length, language))}</p>
      )}
      <AccountTable context={context} caption={w.spending.accounts} rows={shown} />
    </section>
  );
}

/** Each OPD with its amounts, whose names are as files have them. */
function everyUnit({ edition }: Context): { unit: UnitRow; detail: UnitDetail }[] {
  const plain = withPlainNames(edition);
  return edition.units().flatMap((unit) => {
    const detail = unit.code === '' ? undefined : plain.unit(unit.slug);
    return detail === undefined ? [] : [{ unit, detail }];
  });
}

type Leaf = { code: Code; name: string } & Money;

function leavesWithin(details: ReturnType<typeof everyUnit>, code: Code): Leaf[] {
  const found = new Map<Code, { name: string; parts: Money[] }>();
  for (const { detail } of details) {
    for (const node of detail.nodes) {
      if (node.kind !== 'account' || !isWithin(node.code, code) || node.code === code) continue;
      const known = found.get(node.code) ?? { name: node.name, parts: [] };
      known.parts.push(money(node));
      found.set(node.code, known);
    }
  }
  return [...found]
    .map(([leaf, { name, parts }]) => ({ code: leaf, name: formatName(name), ...total(parts) }))
    .toSorted(byLargest(({ budget, realization }) => budget ?? realization));
}

/** Spending by bidang urusan. */
export function functions(context: Context): Page {
  const { w, language } = context;
  const rows = context.edition.functions().map((row) => ({ ...row, name: functionName(row.code, row.name, language) }));
  return groups(context, rows, 'function', (code) => ({ activity: code, account: '5' }), {
    title: context.only === 'realization' ? w.spending.functionsTitlePaid : w.spending.functionsTitle,
    sub: w.spending.functionsSub,
    crumb: w.nav.functions,
  });
}

/** Spending by fund source. */
export function funds(context: Context): Page {
  const { w } = context;
  return groups(context, context.edition.funds(), 'fund', (code) => ({ fund: code, account: '5' }), {
    title: context.only === 'realization' ? w.spending.fundsTitlePaid : w.spending.fundsTitle,
    sub: w.spending.fundsSub,
    crumb: w.nav.funds,
  });
}

function groups(
  context: Context,
  given: readonly GroupRow[],
  view: 'function' | 'fund',
  from: (code: Code) => { activity?: Code; fund?: Code; account: Code },
  words: { title: (name: string, percent: string) => string; sub: string; crumb: string },
): Page {
  const { w, language, paths } = context;
  const rows = given.map((row) => ({ row, ...money(row) })).toSorted(byLargest(({ budget, realization }) => budget ?? realization));
  const named = rows.filter(({ row }) => row.code !== '');
  const all = total(named);
  const first = named[0];
  const [part, whole] = first?.budget !== null ? [first?.budget ?? null, all.budget] : [first.realization, all.realization];
  const title = first === undefined ? w.spending.noneTitle : words.title(first.row.name, formatRatio(part, whole, language));
  return {
    title,
    description: title,
    figures: true,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.spending, href: paths.spending() }, { name: words.crumb }]} />
        <h1>{view === 'fund' && first ? <Indonesian language={language} text={title} names={[first.row.name]} /> : title}</h1>
        {views(context, view)}
        {first === undefined ? (
          <p>{w.spending.none}</p>
        ) : (
          <section>
            <h2>{words.sub}</h2>
            <BulletList
              file={{ id: view === 'function' ? 'urusan' : 'sumber-dana', title }}
              language={language}
              {...(view === 'fund' && { named: 'id' as const })}
              only={onlyOf(context, all)}
              scale="absolute"
              wide
              rows={rows.map(({ row, ...amounts }) => ({
                key: row.code,
                name: row.name || w.spending.unnamed,
                note: row.code,
                ...amounts,
                plan: null,
                origin: row.code === '' ? undefined : origins(context, from(row.code)),
              }))}
            />
          </section>
        )}
      </>
    ),
  };
}
