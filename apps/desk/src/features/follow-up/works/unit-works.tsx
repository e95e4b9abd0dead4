import type { Answers } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { Empty } from '../../../web/states.tsx';
import { worksWords } from './words.ts';
import { ContractTable, ObstacleTable, TargetTable } from './works-tables.tsx';

type Unit = Answers['monitor']['unit'];

/** An OPD's contracts and obstacles from verified reports, and its targets for the month. */
export function UnitWorks({ contracts, obstacles, targets }: Pick<Unit, 'contracts' | 'obstacles' | 'targets'>) {
  const { w } = useWords(worksWords);
  return (
    <>
      <section className="card wide">
        <h2>{w.works.obstacles}</h2>
        {obstacles.length === 0 ? <Empty title={w.works.none(w.works.obstacles.toLowerCase())} /> : <ObstacleTable obstacles={obstacles} />}
      </section>
      <section className="card wide">
        <h2>{w.works.contracts}</h2>
        {contracts.length === 0 ? <Empty title={w.works.none(w.works.contracts.toLowerCase())} /> : <ContractTable contracts={contracts} />}
      </section>
      {targets.length > 0 && (
        <section className="card wide">
          <h2>{w.works.targets}</h2>
          <TargetTable targets={targets} />
        </section>
      )}
    </>
  );
}
