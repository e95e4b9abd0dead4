import { formatCount } from '@sipkadin/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { Failure } from '../../../web/states.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes, showCodes, useShownCodes } from './recovery-codes.tsx';
import { accountWords } from './words.ts';

type Security = Answers['account']['security'];

const refresh = () => queryClient.invalidateQueries(trpc.account.pathFilter());

/** Sets up the second factor with a QR code and shows recovery codes once; later renews the codes or removes the factor. */
export function SecondFactor({ security }: { security: Security }) {
  const { w, language } = useWords(accountWords);
  const codes = useShownCodes();
  const { demanded, recoveryCodesLeft } = security.secondFactor;
  // While codes are shown, the state of before is kept: a new one would close them.
  const set = security.secondFactor.set || codes !== null;
  return (
    <section className="card">
      <h2>{w.secondFactor.title}</h2>
      <p>{w.secondFactor.lead}</p>
      <p>
        <strong>{set ? w.secondFactor.on : w.secondFactor.off}</strong> {!set && demanded && w.secondFactor.demanded}
        {set && codes === null && w.secondFactor.left(formatCount(recoveryCodesLeft, language))}{' '}
        {set && codes === null && recoveryCodesLeft < 3 && w.secondFactor.fewLeft}
      </p>
      {codes !== null && (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            showCodes(null);
            void refresh();
          }}
        />
      )}
      {codes === null && !set && <SetUp hasPassword={security.hasPassword} />}
      {codes === null && set && <Manage hasPassword={security.hasPassword} />}
    </section>
  );
}

interface Part {
  hasPassword: boolean;
}

function SetUp({ hasPassword }: Part) {
  const { w } = useWords(accountWords);
  const start = useMutation(trpc.account.startSecondFactor.mutationOptions());
  const confirm = useMutation(trpc.account.confirmSecondFactor.mutationOptions({ onSuccess: showCodes }));
  const typed = (event: FormEvent<HTMLFormElement>, name: string) => {
    event.preventDefault();
    return String(new FormData(event.currentTarget).get(name) ?? '');
  };
  if (start.data === undefined)
    return (
      <form
        onSubmit={(event) => {
          const password = typed(event, 'password');
          start.mutate(hasPassword ? { password } : {});
        }}
      >
        {hasPassword && <PasswordField />}
        {start.isError && <Failure error={start.error} />}
        <button type="submit" className="main" disabled={start.isPending}>
          {w.secondFactor.start}
        </button>
      </form>
    );
  return (
    <form onSubmit={(event) => confirm.mutate({ code: typed(event, 'code') })}>
      <ol className="set-up">
        <li>
          {w.secondFactor.steps.scan}
          <QrCode text={start.data.uri} label={w.secondFactor.qr} />
          <p>
            {w.secondFactor.steps.type}
            <br />
            <code className="secret">{start.data.secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
          </p>
        </li>
        <li>
          {w.secondFactor.steps.confirm}
          <CodeField />
        </li>
      </ol>
      {confirm.isError && <Failure error={confirm.error} />}
      <p className="row">
        <button type="submit" className="main" disabled={confirm.isPending}>
          {w.secondFactor.confirm}
        </button>
        <button type="button" onClick={() => start.reset()}>
          {w.secondFactor.cancel}
        </button>
      </p>
    </form>
  );
}

/** Both actions need a code, and the password where there is one: an open session must not be enough. */
function Manage({ hasPassword }: Part) {
  const { w } = useWords(accountWords);
  const [task, setTask] = useState<'renew' | 'remove'>();
  const renew = useMutation(trpc.account.renewRecoveryCodes.mutationOptions({ onSuccess: showCodes }));
  const remove = useMutation(trpc.account.removeSecondFactor.mutationOptions({ onSuccess: refresh }));
  const doing = task === 'renew' ? renew : remove;
  if (task === undefined)
    return (
      <p className="row">
        <button type="button" onClick={() => setTask('renew')}>
          {w.secondFactor.renew}
        </button>
        <button type="button" onClick={() => setTask('remove')}>
          {w.secondFactor.remove}
        </button>
      </p>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        doing.mutate({
          code: String(form.get('code') ?? ''),
          ...(hasPassword ? { password: String(form.get('password') ?? '') } : {}),
        });
      }}
    >
      <h3>{w.secondFactor[task]}</h3>
      <p>{task === 'renew' ? w.secondFactor.renewLead : w.secondFactor.removeLead}</p>
      {hasPassword && <PasswordField />}
      <CodeField />
      {doing.isError && <Failure error={doing.error} />}
      <p className="row">
        <button type="submit" className="main" disabled={doing.isPending}>
          {w.secondFactor[task]}
        </button>
        <button type="button" onClick={() => setTask(undefined)}>
          {w.secondFactor.cancel}
        </button>
      </p>
    </form>
  );
}

function PasswordField() {
  const { w } = useWords(accountWords);
  return (
    <label>
      {w.secondFactor.password}
      <input name="password" type="password" autoComplete="current-password" required />
    </label>
  );
}

function CodeField() {
  const { w } = useWords(accountWords);
  return (
    <label>
      {w.secondFactor.code}
      <input name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]*" required />
    </label>
  );
}
