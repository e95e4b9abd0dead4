import type { SubUnitDetail, UnitDetail, UnitNode } from '@sipkadin/edition';
import { Amount, BulletList, formatCount } from '@sipkadin/ui';
import { accountName } from '../../parts/account-names.ts';
import { onlyOf, origins } from '../../parts/sides.ts';
import type { Context } from '../../reading/context.ts';
import { byLargest, money } from '../../reading/money.ts';

interface Given {
  context: Context;
  detail: UnitDetail | SubUnitDetail;
  /** Slugs of the OPD and, on the page of a sub-unit, of that. */
  place: { unit: string; subUnit?: string };
}

/** Spending of an OPD or sub-unit by kind, the largest first. */
export function Kinds({ context, detail, place }: Given) {
  const { w, language } = context;
  const rows = detail.accounts.filter(({ code }) => code.startsWith('5'));
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{w.unit.kinds}</h2>
      <BulletList
        file={{ id: 'menurut-jenis', title: `${detail.unit.name}: ${w.unit.kinds}` }}
        language={language}
        only={onlyOf(context, money(detail.unit))}
        scale="absolute"
        wide
        rows={rows
          .map((account) => ({ account, ...money(account) }))
          .toSorted(byLargest(({ budget, realization }) => budget ?? realization))
          .map(({ account, ...amounts }) => ({
            key: account.code,
            ...accountName(account.code, account.name, language),
            ...amounts,
            plan: null,
            href: context.paths.account({ account: account.code }),
            origin: origins(context, { ...place, account: account.code }),
          }))}
      />
    </section>
  );
}

/** With more kegiatan than this the page only links to programs, to stay small for a slow phone. */
const mostNested = 60;

/** Its programs with their kegiatan; a name leads to the activity in the whole OPD, an amount to the rows of this place. */
export function Programs({ context, detail, place }: Given) {
  const { w, language, paths } = context;
  const programs = detail.nodes.filter(({ kind }) => kind === 'program');
  const nested = detail.nodes.filter(({ kind }) => kind === 'kegiatan').length <= mostNested;
  return (
    <section>
      <h2>{w.unit.programs}</h2>
      {programs.length === 0 ? (
        <p>{w.unit.noNodes}</p>
      ) : (
        <>
          <p className="small">{place.subUnit === undefined ? w.unit.programsText : w.subUnit.programsText}</p>
          <BulletList
            file={{ id: 'program', title: `${detail.unit.name}: ${w.unit.programs}` }}
            named="id"
            language={language}
            only={onlyOf(context, money(detail.unit))}
            scale="absolute"
            wide
            rows={programs.map((program) => {
              const inside = detail.nodes.filter((node) => node.kind === 'kegiatan' && node.code.startsWith(`${program.code}.`));
              return {
                key: program.code,
                name: program.name,
                href: paths.activity({ unit: place.unit, activity: program.code }),
                note: (
                  <Nested
                    context={context}
                    place={place}
                    nodes={nested ? inside : []}
                    label={w.unit.activities(formatCount(inside.length, language))}
                  />
                ),
                ...money(program),
                origin: origins(context, { ...place, activity: program.code }),
              };
            })}
          />
        </>
      )}
    </section>
  );
}

function Nested({ context, place, nodes, label }: Pick<Given, 'context' | 'place'> & { nodes: readonly UnitNode[]; label: string }) {
  if (nodes.length === 0) return <>{label}</>;
  return (
    <details>
      <summary>{label}</summary>
      <ul className="plain">
        {nodes.map((node) => (
          <li key={node.code}>
            <a href={context.paths.activity({ unit: place.unit, activity: node.code })} lang={context.language === 'id' ? undefined : 'id'}>
              {node.name}
            </a>{' '}
            <Amount
              amount={money(node).realization ?? money(node).budget}
              language={context.language}
              origin={context.paths.origin({
                measure: money(node).realization === null ? 'budget' : 'realization',
                ...place,
                activity: node.code,
              })}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
