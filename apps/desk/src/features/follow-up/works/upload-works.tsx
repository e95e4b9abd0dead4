import { formatCount } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc, type UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { Loaded } from '../../../web/states.tsx';
import { worksWords } from './words.ts';
import { ContractTable, ObstacleTable, TargetTable } from './works-tables.tsx';

/** The contracts, obstacles and targets that were read from an upload, for whoever submits or verifies it. */
export function UploadWorks({ upload: { id, works } }: { upload: UploadDetail }) {
  const { w, language } = useWords(worksWords);
  const rows = useQuery({ ...trpc.review.works.queryOptions({ id }), enabled: works.length > 0 });
  if (works.length === 0) return null;
  return (
    <Loaded query={rows} rows={4}>
      {({ counts, contracts, obstacles, targets }) => {
        const more = (count: number, listed: readonly unknown[]) =>
          count > listed.length && <p className="small">{w.works.more(formatCount(count, language))}</p>;
        return (
          <section>
            <h2>
              {[contracts.length > 0 && w.works.contracts, obstacles.length > 0 && w.works.obstacles, targets.length > 0 && w.works.targets]
                .filter((name) => name !== false)
                .join(', ')}
            </h2>
            <p className="small">{w.works.published}</p>
            {contracts.length > 0 && <ContractTable contracts={contracts} />}
            {more(counts.contracts, contracts)}
            {obstacles.length > 0 && <ObstacleTable obstacles={obstacles} />}
            {more(counts.obstacles, obstacles)}
            {targets.length > 0 && <TargetTable targets={targets} />}
            {more(counts.targets, targets)}
          </section>
        );
      }}
    </Loaded>
  );
}
