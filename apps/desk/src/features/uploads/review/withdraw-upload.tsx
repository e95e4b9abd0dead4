import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, trpc, type UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { ReasonDialog } from '../../../web/reason-dialog.tsx';

/** For what was verified and is in no edition yet. */
export function WithdrawUpload({ upload }: { upload: UploadDetail }) {
  const { w } = useWords();
  const [open, setOpen] = useState(false);
  const withdraw = useMutation(
    trpc.review.withdraw.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.uploads.pathFilter()) }),
  );
  return (
    <p className="row">
      <button type="button" onClick={() => setOpen(true)}>
        {w.correction.uploadConfirm}
      </button>
      {open && (
        <ReasonDialog
          title={w.correction.uploadTitle}
          reasonHint={w.correction.uploadReason}
          confirm={withdraw.isPending ? w.correction.uploadBusy : w.correction.uploadConfirm}
          busy={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.mutate({ id: upload.id, reason })}
          onClose={() => setOpen(false)}
        >
          <p>{w.correction.uploadWhat}</p>
          <p>{w.correction.uploadFinal}</p>
        </ReasonDialog>
      )}
    </p>
  );
}
