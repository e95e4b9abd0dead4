import { isWithin } from '@sipkadin/budget';
import type { UnitDetail, UnitNode } from '@sipkadin/edition';
import { Bar, formatCount, formatRatio, formatShort, Indonesian, StatusMark } from '@sipkadin/ui';
import { Crumbs } from '../../parts/navigation.tsx';
import { origins } from '../../parts/sides.ts';
import type { Context, Page } from '../../reading/context.ts';
import { bandsOf, statusOf } from '../../reading/judging.ts';
import { money } from '../../reading/money.ts';
import { Contracts } from '../../works/contracts.tsx';
import { Notes } from '../../works/notes.tsx';
import { ActivityAbout } from './activity-about.tsx';
import { ActivityLastYear } from './activity-last-year.tsx';
import { ActivityWorks } from './activity-works.tsx';
import { PaidOf } from './paid-of.tsx';

/** One program, kegiatan or sub kegiatan of an OPD, and its parts. */
export function activity(context: Context, { unit: slug, activity: code }: { unit: string; activity: string }): Page | undefined {
  const { edition, w, language, paths } = context;
  const detail = edition.unit(slug);
  const at = detail?.nodes.findIndex((node) => node.kind !== 'account' && node.code === code) ?? -1;
  const node = detail?.nodes[at];
  if (!detail || !node) return undefined;
  const amounts = money(node);
  const title = sentence(context, node);
  const from = origins(context, { unit: slug, activity: code });
  const below = descendants(detail, at);
  const children = below.filter(({ depth, kind }) => depth === node.depth + 1 && kind !== 'account');
  const accounts = below.filter(({ kind, depth }) => kind === 'account' && (children.length === 0 || depth === node.depth + 1));
  const above = detail.nodes.slice(0, at).filter((one) => one.kind !== 'account' && one.code !== code && isWithin(code, one.code));
  return {
    title,
    description: title,
    figures: true,
    about: { opd: slug, kegiatan: code },
    ...(context.only !== 'budget' && { asOf: detail.unit.lastAsOf }),
    body: (
      <>
        <Crumbs
          context={context}
          trail={[
            { name: w.nav.units, href: paths.units() },
            { name: detail.unit.name, href: paths.unit({ unit: slug }), isName: true },
            ...above.map((one) => ({ name: one.name, href: paths.activity({ unit: slug, activity: one.code }), isName: true })),
            { name: node.name, isName: true },
          ]}
        />
        <p className="stamp">
          {w.activity.kinds[node.kind]} <span className="code">{node.printed}</span>
        </p>
        <h1>
          <Indonesian language={language} text={title} names={[node.name]} />
        </h1>
        <section>
          <h2>{amounts.realization === null ? w.activityAbout.planned : w.activityAbout.paid}</h2>
          <PaidOf context={context} amounts={amounts} from={from}>
            <StatusMark status={statusOf(context, amounts, detail.unit.lastAsOf)} language={language} called={bandsOf(context).statuses} />
          </PaidOf>
          {amounts.realization === null && context.only === undefined && <p className="notice">{w.activityAbout.notReported}</p>}
          {context.only !== 'realization' && (
            <div className="bar-big narrow">
              <Bar
                {...amounts}
                realization={context.only === 'budget' ? 0n : amounts.realization}
                room={(amounts.realization ?? 0n) > (amounts.budget ?? 0n)}
              />
            </div>
          )}
          <p className="small">{w.activity.basis(formatCount(node.lines, language))}</p>
        </section>
        <ActivityAbout context={context} detail={detail} node={node} above={above} parts={children} accounts={accounts} />
        <ActivityLastYear context={context} unit={detail.unit} node={node} />
        {context.only !== 'budget' && <ActivityWorks context={context} detail={detail} node={node} />}
        <Notes context={context} detail={detail} activity={code} title={w.activityAbout.obstacles} none={w.activityAbout.noNotes} />
        <Contracts context={context} detail={detail} activity={code} none={w.activityAbout.noContracts} />
      </>
    ),
  };
}

function sentence(context: Context, node: UnitNode): string {
  const { w, language } = context;
  const { budget, realization } = money(node);
  if (context.only === 'realization')
    return realization === null ? w.unit.nothing(node.name) : w.activity.noBudget(node.name, formatShort(realization, language));
  if (budget === null || budget === 0n)
    return realization === null ? w.activity.zero(node.name) : w.activity.unplanned(node.name, formatShort(realization, language));
  if (realization === null && context.only === 'budget') return w.unit.planned(node.name, formatShort(budget, language));
  return realization === null
    ? w.activity.unpaid(node.name, formatShort(budget, language))
    : w.activity.sentence(node.name, formatRatio(realization, budget, language));
}

/** Nodes are depth-first: the descendants are the deeper nodes that follow directly. */
function descendants(detail: UnitDetail, at: number): UnitNode[] {
  const found: UnitNode[] = [];
  const depth = detail.nodes[at]?.depth ?? 0;
  for (const node of detail.nodes.slice(at + 1)) {
    if (node.depth <= depth) break;
    found.push(node);
  }
  return found;
}
