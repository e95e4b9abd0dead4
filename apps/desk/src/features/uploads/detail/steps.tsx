import type { UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { uploadWords } from '../words.ts';

const steps = ['file', 'read', 'check', 'submit', 'verify', 'publish'] as const;

/** Index of the current step in each state; 6: all steps are done. */
const due: Readonly<Record<UploadDetail['state'], number>> = {
  received: 1,
  cancelled: 1,
  discarded: 1,
  asked: 2,
  refused: 2,
  returned: 2,
  draft: 2,
  submitted: 4,
  verified: 5,
  published: 6,
  superseded: 6,
  withdrawn: 5,
};

/** The upload's current step, in words too, not by colour alone; of one that was discarded none. */
export function Steps({ upload: { state } }: { upload: UploadDetail }) {
  const { w } = useWords(uploadWords);
  if (state === 'discarded') return null;
  const now = due[state];
  return (
    <ol className="steps">
      {steps.map((step, index) => {
        const at = index < now ? 'done' : index === now ? 'now' : 'next';
        return (
          <li key={step} className={at} aria-current={at === 'now' ? 'step' : undefined}>
            {w.upload.steps[step]} <small>{w.upload.stepStates[at]}</small>
          </li>
        );
      })}
    </ol>
  );
}
