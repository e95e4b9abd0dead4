import { formatCount } from '@sipkadin/ui';
import type { Answers } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { worksWords } from './words.ts';
import { ContractTable, TargetTable } from './works-tables.tsx';

type Unit = Answers['monitor']['unit'];

/** An OPD's contracts from verified reports, and its targets for the month. */
export function UnitWorks({ contracts, targets }: Pick<Unit, 'contracts' | 'targets'>) {
  const { w, language } = useWords(worksWords);
  const unsigned = contracts.filter(({ state }) => state === 'unsigned').length;
  return (
    <>
      <section className="card wide">
        <h2 className="chart-title">
          {contracts.length === 0
            ? w.works.none(w.works.contracts.toLowerCase())
            : w.works.contractCounts(formatCount(contracts.length - unsigned, language), formatCount(unsigned, language))}
        </h2>
        {contracts.length > 0 && <ContractTable contracts={contracts} />}
      </section>
      {targets.length > 0 && (
        <section className="card wide">
          <h2 className="chart-title">{w.works.targets}</h2>
          <TargetTable targets={targets} />
        </section>
      )}
    </>
  );
}
