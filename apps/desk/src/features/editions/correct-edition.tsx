import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answers, queryClient, trpc } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { ReasonDialog } from '../../web/reason-dialog.tsx';
import { editionWords } from './words.ts';

export type Edition = Answers['publication']['editions'][number];

/** The result, reported after the dialog has closed. */
export interface Corrected {
  year: number;
  number: number;
  /** The edition whose content is public again; 0 for nothing. */
  content: number;
}

interface CorrectEditionProps {
  edition: Edition;
  /** The editions of its year. */
  ofYear: readonly Edition[];
  onDone: (done: Corrected) => void;
}

/** Withdraws the latest edition of a year, or returns to the content of an earlier one. */
export function CorrectEdition({ edition, ofYear, onDone }: CorrectEditionProps) {
  const { w } = useWords(editionWords);
  const { government } = usePerson();
  const [open, setOpen] = useState(false);
  const [latest] = ofYear.toSorted((a, b) => b.number - a.number);
  const withdrawing = edition === latest;
  const contentOf = (number: number) => ofYear.find((other) => other.number === number)?.content ?? 0;
  const content = withdrawing ? contentOf(edition.content - 1) : edition.content;
  const done = ({ number }: { number: number }) => {
    setOpen(false);
    onDone({ year: edition.year, number, content });
    return Promise.all([
      queryClient.invalidateQueries(trpc.publication.pathFilter()),
      queryClient.invalidateQueries(trpc.uploads.pathFilter()),
    ]);
  };
  const withdraw = useMutation(trpc.publication.withdraw.mutationOptions({ onSuccess: done }));
  const returnTo = useMutation(trpc.publication.returnTo.mutationOptions({ onSuccess: done }));
  // An empty edition has nothing to withdraw, and nothing to return to.
  if (latest === undefined || edition.content === 0 || (!withdrawing && edition.content === latest.content)) return null;
  const order = { government: government.code, year: edition.year, number: latest.number };
  const [number, year] = [String(edition.number), String(edition.year)];
  return (
    <>
      <button type="button" className="plain" onClick={() => setOpen(true)}>
        {withdrawing ? w.correction.withdraw : w.correction.returnTo(number)}
      </button>
      {open && (
        <ReasonDialog
          title={withdrawing ? w.correction.withdrawTitle(number, year) : w.correction.returnTitle(number, year)}
          reasonHint={w.correction.publicReason}
          confirm={withdrawing ? w.correction.withdraw : w.correction.returnTo(number)}
          busy={withdraw.isPending || returnTo.isPending}
          error={withdraw.error ?? returnTo.error}
          onConfirm={(reason) =>
            withdrawing ? withdraw.mutate({ ...order, reason }) : returnTo.mutate({ ...order, to: edition.number, reason })
          }
          onClose={() => setOpen(false)}
        >
          <ul>
            <li>{w.correction.becomes(String(latest.number + 1))}</li>
            <li>{content === 0 ? w.correction.empty : w.correction.sameAs(String(content))}</li>
            <li>{withdrawing ? w.correction.kept(number) : w.correction.left(String(latest.number))}</li>
            <li>{w.correction.files}</li>
          </ul>
        </ReasonDialog>
      )}
    </>
  );
}
