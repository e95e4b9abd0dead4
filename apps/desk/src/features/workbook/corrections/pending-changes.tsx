import { formatCount } from '@sipkadin/ui';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { queryClient, trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { Failure } from '../../../web/states.tsx';
import { workbookWords } from '../words.ts';
import type { Pending } from './pending.ts';

interface PendingChangesProps {
  id: string;
  pending: readonly Pending[];
  onRemove: (change: Pending) => void;
  onSent: () => void;
}

/** The changes that wait, and the button that saves them and has the file read again. */
export function PendingChanges({ id, pending, onRemove, onSent }: PendingChangesProps) {
  const { w, language } = useWords(workbookWords);
  const navigate = useNavigate();
  const correct = useMutation(
    trpc.workbook.correct.mutationOptions({
      async onSuccess({ id: read }) {
        onSent();
        await queryClient.invalidateQueries(trpc.uploads.pathFilter());
        await navigate({ to: '/unggah/$id', params: { id: read } });
      },
    }),
  );
  if (pending.length === 0) return null;
  const send = () =>
    correct.mutate({
      id,
      typed: pending.flatMap(({ value, ...change }) => (value === null ? [] : [{ ...change, value }])),
      takenBack: pending.flatMap(({ value, sheet, row, column }) => (value === null ? [{ sheet, row, column }] : [])),
    });
  return (
    <section className="notice pending">
      <h2>{w.pending.title(formatCount(pending.length, language))}</h2>
      <ul>
        {pending.map((change) => (
          <li key={`${change.sheet} ${change.column} ${change.row}`}>
            <span>
              <strong>{`${change.column}${change.row}`}</strong> ({change.sheet}):{' '}
              {change.value === null ? (
                w.pending.backToFile
              ) : (
                <>
                  <del>{change.seen === '' ? w.emptyCell : change.seen}</del> <ins>{change.value === '' ? w.emptyCell : change.value}</ins>
                </>
              )}
            </span>{' '}
            <button type="button" className="plain" onClick={() => onRemove(change)}>
              {w.correct.undo}
              <span className="sr"> {`${change.column}${change.row}`}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="small">{w.pending.lead}</p>
      {correct.isError && <Failure error={correct.error} />}
      <button type="button" className="main" disabled={correct.isPending} onClick={send}>
        {correct.isPending ? w.pending.sending : w.pending.send}
      </button>
    </section>
  );
}
