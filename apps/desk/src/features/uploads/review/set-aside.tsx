import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { queryClient, trpc, type UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure } from '../../../web/states.tsx';
import { uploadWords } from '../words.ts';

/** For an upload that was not sent: answering its questions anew, or discarding it. */
export function SetAside({ upload }: { upload: UploadDetail }) {
  const { w } = useWords(uploadWords);
  const { may } = usePerson();
  const navigate = useNavigate();
  const { id } = upload;
  const renew = () => queryClient.invalidateQueries(trpc.uploads.pathFilter());
  const discard = useMutation(trpc.uploads.discard.mutationOptions({ onSuccess: renew }));
  const again = useMutation(
    trpc.uploads.askAgain.mutationOptions({
      async onSuccess(asking) {
        await renew();
        await navigate({ to: '/unggah/$id', params: { id: asking.id } });
      },
    }),
  );
  const busy = discard.isPending || again.isPending;
  const isAnswered = Object.keys(upload.answers).length > 0;
  return (
    <>
      {isAnswered && may('uploads.askAgain', upload) && (
        <details>
          <summary>{w.setAside.changeAnswers}</summary>
          <p>{w.setAside.changeWhat}</p>
          {again.isError && <Failure error={again.error} />}
          <button type="button" disabled={busy} onClick={() => again.mutate({ id })}>
            {w.setAside.changeIt}
          </button>
        </details>
      )}
      {may('uploads.discard', upload) && (
        <details>
          <summary>{w.setAside.discard}</summary>
          <p>{w.setAside.discardWhat}</p>
          {discard.isError && <Failure error={discard.error} />}
          <button type="button" disabled={busy} onClick={() => discard.mutate({ id })}>
            {w.setAside.discardIt}
          </button>
        </details>
      )}
    </>
  );
}
