import { ancestor, type Code, plainAccountWords } from '@sipkadin/budget';
import type { UnitDetail, UnitNode } from '@sipkadin/edition';
import { BulletList, formatRatio } from '@sipkadin/ui';
import { accountName } from '../../parts/account-names.ts';
import { AccountTable } from '../../parts/account-table.tsx';
import { onlyOf, origins } from '../../parts/sides.ts';
import type { Context } from '../../reading/context.ts';
import { byLargest, money, nothing, total } from '../../reading/money.ts';
import { subUnitName, subUnitsOf } from '../../reading/sub-units.ts';

interface Given {
  context: Context;
  detail: UnitDetail;
  node: UnitNode;
  /** Activities that the node lies within, the highest first. */
  above: readonly UnitNode[];
  /** Activities right below the node. */
  parts: readonly UnitNode[];
  /** Accounts of the node itself. */
  accounts: readonly UnitNode[];
}

/** What an activity is: what it belongs to, what its money buys, its parts, and which sub-units carry it out. */
export function ActivityAbout({ context, detail, node, above, parts, accounts }: Given) {
  const { w, language, paths } = context;
  const { slug, name } = detail.unit;
  const lang = language === 'id' ? undefined : 'id';
  return (
    <section>
      <h2>{w.activityAbout.what}</h2>
      <dl className="pairs">
        {above.map((one) => (
          <div key={one.code}>
            <dt>{w.activity.kinds[one.kind]}</dt>
            <dd>
              <a href={paths.activity({ unit: slug, activity: one.code })} lang={lang}>
                {one.name}
              </a>
            </dd>
          </div>
        ))}
        <div>
          <dt>{context.ui.unit}</dt>
          <dd>
            <a href={paths.unit({ unit: slug })} lang={lang}>
              {name}
            </a>
          </dd>
        </div>
      </dl>
      <Buys context={context} node={node} accounts={accounts} />
      {parts.length > 0 && (
        <>
          <h3>{w.activity.children[node.kind]}</h3>
          <BulletList
            file={{ id: 'rincian', title: `${node.name}: ${w.activity.children[node.kind]}` }}
            named="id"
            language={language}
            only={onlyOf(context, money(node))}
            scale="absolute"
            wide
            rows={parts.map((child) => ({
              key: child.code,
              name: child.name,
              href: paths.activity({ unit: slug, activity: child.code }),
              note: child.printed,
              ...money(child),
              origin: origins(context, { unit: slug, activity: child.code }),
            }))}
          />
        </>
      )}
      {accounts.length > 0 && (
        <AccountTable
          context={context}
          caption={w.activity.children.sub}
          origin={{ unit: slug, activity: node.code }}
          rows={accounts.map((account) => ({ code: account.code, name: account.name, ...money(account) }))}
        />
      )}
      <Holders context={context} detail={detail} node={node} />
    </section>
  );
}

/** "Uangnya untuk membangun gedung (88 %), barang dan jasa (12 %)": by jenis, in plain words, the largest first. */
function Buys({ context, node, accounts }: Pick<Given, 'context' | 'node' | 'accounts'>) {
  const { w, language } = context;
  const side = context.only ?? 'budget';
  const whole = money(node)[side];
  const groups = Map.groupBy(accounts, ({ code }) => ancestor(code, 3));
  const parts = [...groups]
    .map(([code, own]) => ({ code, name: own[0]?.name ?? '', amount: total(own.map(money))[side] }))
    .filter(({ amount }) => amount !== null && amount > 0n)
    .toSorted(byLargest(({ amount }) => amount));
  if (parts.length === 0 || whole === null || whole <= 0n) return null;
  const list = parts.map(({ code, name, amount }) => `${plain(context, code, name)} (${formatRatio(amount, whole, language)})`);
  return <p>{w.activityAbout.buys(list.join(', '))}</p>;
}

function plain({ language }: Context, code: Code, name: string): string {
  const words = plainAccountWords(code)?.[language] ?? accountName(code, name, language).name;
  return `${words.slice(0, 1).toLocaleLowerCase(language)}${words.slice(1)}`;
}

/** The sub-units that have a part of the activity, and the OPD's own part; nothing where the OPD has none. */
function Holders({ context, detail, node }: Pick<Given, 'context' | 'detail' | 'node'>) {
  const { w, language, paths, edition } = context;
  const rows = subUnitsOf(edition, detail.unit.code)
    .map((row) => {
      const part = edition.subUnit(row.slug)?.nodes.find(({ kind, code }) => kind !== 'account' && code === node.code);
      return { row, amounts: part === undefined ? nothing : money(part) };
    })
    .filter(({ amounts }) => amounts.budget !== null || amounts.realization !== null)
    .toSorted(byLargest(({ amounts: { budget, realization } }) => budget ?? realization));
  if (!rows.some(({ row }) => row.code !== detail.unit.code)) return null;
  return (
    <>
      <h3>{w.activityAbout.holders}</h3>
      <BulletList
        file={{ id: 'sub-unit', title: `${node.name}: ${w.activityAbout.holders}` }}
        named="id"
        language={language}
        only={onlyOf(context, money(node))}
        scale="absolute"
        wide
        rows={rows.map(({ row, amounts }) => ({
          key: row.slug,
          name: subUnitName(context, row),
          href: paths.subUnit({ unit: detail.unit.slug, subUnit: row.slug }),
          ...amounts,
          origin: origins(context, { unit: detail.unit.slug, subUnit: row.slug, activity: node.code }),
        }))}
      />
    </>
  );
}
