import { abs, versionName } from '@sipkadin/budget';
import type { UnitNode, UnitRow } from '@sipkadin/edition';
import { Amount, formatDate, formatRatio, formatShort } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { type LastYear, lastYearOf } from '../../reading/last-year.ts';
import { money } from '../../reading/money.ts';

/** How an activity was in the year before, on the same day where an edition has it; a sentence where that year says nothing of it. */
export function ActivityLastYear({ context, unit, node }: { context: Context; unit: UnitRow; node: UnitNode }) {
  const { w, edition } = context;
  const year = String(edition.manifest.year - 1);
  const found = lastYearOf(context, unit, node);
  return (
    <section>
      <h2>{w.lastYear.title}</h2>
      {found === undefined ? (
        <p>{w.lastYear.noEdition(year)}</p>
      ) : found.match === undefined ? (
        <p>{w.lastYear.isNew(year)}</p>
      ) : (
        <Found context={context} node={node} found={found} match={found.match} />
      )}
    </section>
  );
}

interface FoundProps {
  context: Context;
  node: UnitNode;
  found: LastYear;
  match: NonNullable<LastYear['match']>;
}

function Found({ context, node, found, match: { how, activity } }: FoundProps) {
  const { w, ui, language } = context;
  const then = money(activity);
  const { year, asOf, edition, isLatest } = found;
  const there = context.paths.at({
    year: year === context.years[0] ? undefined : year,
    edition: isLatest ? undefined : edition.manifest.number,
  });
  const from = (measure: 'budget' | 'realization') => there.origin({ measure, unit: found.slug, activity: activity.code });
  const isWhole = asOf?.endsWith('-12-31') ?? false;
  return (
    <>
      <p>
        {asOf === null || then.realization === null ? (
          w.lastYear.unpaid(String(year))
        ) : (
          <>
            {w.lastYear.until(formatDate(asOf, language), found.isSameDay ? 'same' : isWhole ? 'whole' : 'other')}{' '}
            <b>
              <Amount amount={then.realization} language={language} origin={from('realization')} />
            </b>{' '}
            {w.lastYear.paid}
          </>
        )}
        {then.budget !== null && (
          <>
            {' '}
            {ui.of} <Amount amount={then.budget} language={language} origin={from('budget')} />
            {then.realization !== null && ` (${formatRatio(then.realization, then.budget, language)})`}
          </>
        )}
        .
      </p>
      <BudgetChange context={context} found={found} before={then.budget} now={money(node).budget} />
      {how === 'renamed' && (
        <p className="small">
          {w.lastYear.renamed(String(year))} <q lang="id">{activity.name}</q>.
        </p>
      )}
      {how === 'recoded' && <p className="small">{w.lastYear.recoded(String(year), activity.printed)}</p>}
      {!found.isSameBasis && <p className="small">{w.lastYear.basis}</p>}
      <p className="small">
        <a href={there.activity({ unit: found.slug, activity: activity.code })}>{w.lastYear.link(String(year))}</a>
      </p>
    </>
  );
}

/** By how much the budget differs from that of the year before; the versions are named, for a first budget is no revised one. */
function BudgetChange({ context, found, before, now }: Pick<FoundProps, 'context' | 'found'> & Record<'before' | 'now', bigint | null>) {
  const { w, language, edition } = context;
  if (before === null || now === null || before <= 0n) return null;
  const change = now - before;
  const versions = [edition.manifest, found.edition.manifest].map(({ version }) =>
    version === null ? '' : versionName(version, language),
  );
  const [ownVersion = '', otherVersion = ''] = versions;
  return (
    <p>
      {change === 0n
        ? w.lastYear.equal
        : (change > 0n ? w.lastYear.more : w.lastYear.less)(formatShort(abs(change), language), formatRatio(abs(change), before, language))}
      {ownVersion !== otherVersion && ` ${w.lastYear.versions(ownVersion, otherVersion, String(found.year))}`}
    </p>
  );
}
