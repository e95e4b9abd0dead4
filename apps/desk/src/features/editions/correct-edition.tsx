import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answers, queryClient, trpc } from '../../web/client.ts';
import { ReasonDialog } from '../../web/forms/reason-dialog.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { editionWords } from './words.ts';

export type Edition = Answers['publication']['editions'][number];

/** What the server did, reported after the dialog has closed. */
export interface Corrected extends Pick<Edition, 'number' | 'kind' | 'content'> {
  year: number;
  /** The edition that was the latest until then. */
  before: number;
}

/** State of the screen when the dialog was opened. Editions that are published meanwhile do not change what is confirmed. */
interface Order {
  latest: number;
  withdrawing: boolean;
  /** The edition whose content would be public again; 0 for nothing. */
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
  const [asked, setAsked] = useState<Order>();
  const [latest] = ofYear.toSorted((a, b) => b.number - a.number);
  const withdrawing = edition === latest;
  const contentOf = (number: number) => ofYear.find((other) => other.number === number)?.content ?? 0;
  const before = Math.max(0, ...ofYear.map(({ number }) => number).filter((number) => number < edition.content));
  const content = withdrawing ? contentOf(before) : edition.content;
  const refetch = () =>
    Promise.all([queryClient.invalidateQueries(trpc.publication.pathFilter()), queryClient.invalidateQueries(trpc.uploads.pathFilter())]);
  const options = {
    onSuccess: ({ number, kind, before, content: now }: Omit<Corrected, 'year'>) => {
      setAsked(undefined);
      onDone({ year: edition.year, number, kind, before, content: now });
    },
    // Of an order that was refused, too: another publisher may have been first.
    onSettled: refetch,
  };
  const withdraw = useMutation(trpc.publication.withdraw.mutationOptions(options));
  const returnTo = useMutation(trpc.publication.returnTo.mutationOptions(options));
  // An empty edition has nothing to withdraw, and nothing to return to.
  const possible = latest !== undefined && edition.content !== 0 && (withdrawing || edition.content !== latest.content);
  if (!possible && asked === undefined) return null;
  const [number, year] = [String(edition.number), String(edition.year)];
  const send = ({ latest: seen, withdrawing: isWithdrawal }: Order, reason: string) => {
    const order = { government: government.code, year: edition.year, number: seen, reason };
    if (isWithdrawal) withdraw.mutate(order);
    else returnTo.mutate({ ...order, to: edition.number });
  };
  return (
    <>
      {possible && (
        <button type="button" className="plain" onClick={() => setAsked({ latest: latest.number, withdrawing, content })}>
          {withdrawing ? w.correction.withdraw : w.correction.returnTo(number)}
        </button>
      )}
      {asked !== undefined && (
        <ReasonDialog
          title={asked.withdrawing ? w.correction.withdrawTitle(number, year) : w.correction.returnTitle(number, year)}
          reasonHint={w.correction.publicReason}
          confirm={asked.withdrawing ? w.correction.withdraw : w.correction.returnTo(number)}
          busy={withdraw.isPending || returnTo.isPending}
          error={withdraw.error ?? returnTo.error}
          onConfirm={(reason) => send(asked, reason)}
          onClose={() => setAsked(undefined)}
        >
          <ul>
            <li>{w.correction.becomes(String(asked.latest + 1))}</li>
            <li>{asked.content === 0 ? w.correction.empty : w.correction.sameAs(String(asked.content))}</li>
            <li>{asked.withdrawing ? w.correction.kept(number) : w.correction.left(String(asked.latest))}</li>
            <li>{w.correction.files}</li>
          </ul>
        </ReasonDialog>
      )}
    </>
  );
}
