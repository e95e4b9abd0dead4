import { Failure } from '../states.tsx';

interface Sent {
  error: Parameters<typeof Failure>[0]['error'] | null;
  isPending: boolean;
}

/** The end of a form: why it could not be sent, then the button that sends it and the one that leaves it as it was. */
export function FormEnd({ sent, save, cancel, onClose }: { sent: Sent; save: string; cancel: string; onClose: () => void }) {
  return (
    <>
      {sent.error !== null && <Failure error={sent.error} />}
      <div className="row">
        <button type="submit" className="main" disabled={sent.isPending}>
          {save}
        </button>
        <button type="button" onClick={onClose}>
          {cancel}
        </button>
      </div>
    </>
  );
}
