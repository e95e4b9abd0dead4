import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ownHeader } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { signInWords } from './words.ts';

type Trouble = 'wrong' | 'wrongRecovery' | 'expired' | 'tooMany' | 'offline';

/** After password or link: the code from the app, or a recovery code instead. */
export function SignInCode({ onEntered, onBack }: { onEntered: () => Promise<void>; onBack: () => void }) {
  const { w } = useWords(signInWords);
  const [recovery, setRecovery] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The form that had the focus is gone.
  useEffect(() => field.current?.focus(), [recovery]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('code') ?? '');
    const code = recovery ? typed.trim() : typed.replaceAll(/\D/g, '');
    setBusy(true);
    setTrouble(undefined);
    try {
      const answer = await fetch(`/api/auth/two-factor/${recovery ? 'verify-backup-code' : 'verify-totp'}`, {
        method: 'POST',
        headers: { ...ownHeader, 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
      if (answer.ok) return await onEntered();
      const { code: reason = '' } = (await answer.json().catch(() => ({}))) as { code?: string };
      if (reason === 'INVALID_CODE') setTrouble('wrong');
      else if (reason === 'INVALID_BACKUP_CODE') setTrouble('wrongRecovery');
      else setTrouble(answer.status === 429 ? 'tooMany' : 'expired');
    } catch {
      setTrouble('offline');
    }
    setBusy(false);
  }

  return (
    <>
      <Heading>{w.signInCode.title}</Heading>
      <p>{recovery ? w.signInCode.recoveryLead : w.signInCode.lead}</p>
      {trouble !== undefined && (
        <div className="notice bad" role="alert">
          <p>{trouble === 'offline' ? w.offline : trouble === 'tooMany' ? w.signIn.tooMany : w.signInCode[trouble]}</p>
        </div>
      )}
      {/* A separate field, so that nothing typed as a code stays as a recovery code. */}
      <form key={String(recovery)} onSubmit={(event) => void submit(event)}>
        <label>
          {recovery ? w.signInCode.recovery : w.signInCode.code}
          {recovery ? (
            <input ref={field} name="code" autoComplete="off" autoCapitalize="none" spellCheck={false} required />
          ) : (
            <input ref={field} name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]*" required />
          )}
        </label>
        <button type="submit" className="main" disabled={busy}>
          {busy ? w.signIn.busy : w.signInCode.submit}
        </button>
      </form>
      <p>
        <button type="button" className="plain" onClick={() => setRecovery(!recovery)}>
          {recovery ? w.signInCode.useApp : w.signInCode.useRecovery}
        </button>
      </p>
      <p>
        <button type="button" className="plain" onClick={onBack}>
          {w.signInCode.back}
        </button>
      </p>
    </>
  );
}
