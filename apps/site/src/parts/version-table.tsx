import { type BudgetVersion, versionName } from '@sipkadin/budget';
import { Amount, DataTable } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { sen } from '../reading/money.ts';

/** Budget by version, in the order they were adopted. */
export function VersionTable({ context, versions, title }: { context: Context; versions: Record<BudgetVersion, string>; title: string }) {
  const { language, ui } = context;
  const rows = Object.entries(versions);
  if (rows.length < 2) return null;
  return (
    <section>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        headed
        narrow="stack"
        columns={[
          { key: 'version', label: context.w.origin.version },
          { key: 'amount', label: `${ui.budget} (Rp)`, number: true },
        ]}
        rows={rows.map(([version, amount]) => ({
          key: version,
          cells: [versionName(version, language), <Amount key="a" amount={sen(amount)} language={language} form="exact" />],
        }))}
      />
      <p className="more">
        <a href={context.paths.versionChanges()}>{context.w.compare.versions.link}</a>
      </p>
    </section>
  );
}
