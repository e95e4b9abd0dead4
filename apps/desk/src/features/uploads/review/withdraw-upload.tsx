import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, trpc, type UploadDetail } from '../../../web/client.ts';
import { ReasonDialog } from '../../../web/forms/reason-dialog.tsx';
import { useWords } from '../../../web/language.tsx';
import { uploadWords } from '../words.ts';

/** For an upload that is verified and in no edition. */
export function WithdrawUpload({ upload }: { upload: UploadDetail }) {
  const { w } = useWords(uploadWords);
  const [open, setOpen] = useState(false);
  const withdraw = useMutation(
    trpc.review.withdraw.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.uploads.pathFilter()) }),
  );
  return (
    <p className="row">
      <button type="button" onClick={() => setOpen(true)}>
        {w.withdraw.confirm}
      </button>
      {open && (
        <ReasonDialog
          title={w.withdraw.title}
          reasonHint={w.withdraw.reasonHint}
          confirm={withdraw.isPending ? w.withdraw.busy : w.withdraw.confirm}
          busy={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.mutate({ id: upload.id, reason })}
          onClose={() => setOpen(false)}
        >
          <p>{w.withdraw.what}</p>
          <p>{w.withdraw.final}</p>
        </ReasonDialog>
      )}
    </p>
  );
}
