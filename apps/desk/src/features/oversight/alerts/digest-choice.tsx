import { useMutation, useQuery } from '@tanstack/react-query';
import { queryClient, trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { Failure } from '../../../web/states.tsx';
import { alertWords } from './words.ts';

/** Whether the person wants the weekly digest by e-mail; not shown to those who may not see alerts. */
export function DigestChoice() {
  const { w } = useWords(alertWords);
  const choice = useQuery(trpc.account.digest.queryOptions());
  const save = useMutation(
    trpc.account.setDigest.mutationOptions({ onSettled: () => queryClient.invalidateQueries(trpc.account.digest.queryFilter()) }),
  );
  if (choice.data === undefined || !choice.data.mayHave) return null;
  const { wanted, mails } = choice.data;
  return (
    <fieldset className="card">
      <legend>{w.digest.title}</legend>
      <p>{mails ? w.digest.lead : w.digest.noMail}</p>
      <label className="choice">
        <input type="checkbox" checked={wanted} disabled={save.isPending} onChange={() => save.mutate({ wanted: !wanted })} />
        <span>{w.digest.choose}</span>
      </label>
      {save.isError && <Failure error={save.error} />}
    </fieldset>
  );
}
