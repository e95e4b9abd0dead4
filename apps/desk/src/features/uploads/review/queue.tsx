import { formatCount } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { UploadTable } from '../upload-table.tsx';
import { uploadWords } from '../words.ts';

/** Submitted uploads, oldest first. */
export function QueueScreen() {
  const { w, language } = useWords(uploadWords);
  const { government } = usePerson();
  const queue = useQuery({
    ...trpc.uploads.list.queryOptions({ government: government.code, state: 'submitted', oldestFirst: true }),
    refetchInterval: 15_000,
  });
  return (
    <Loaded query={queue} rows={5}>
      {({ total, uploads }) => (
        <>
          <Heading>{uploads.length === 0 ? w.queue.none : w.queue.title(formatCount(total, language))}</Heading>
          {uploads.length === 0 ? (
            <Empty title={w.queue.empty} />
          ) : (
            <UploadTable
              caption={w.queue.listed(formatCount(uploads.length, language), formatCount(total, language))}
              uploads={uploads}
              note={({ mine }) => (mine && !government.onePerson ? w.queue.own : undefined)}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
