import { parseSetting, type SettingKey, type SettingValues, settings, settingText, type Words } from '@sipkadin/budget';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { ReasonDialog } from '../../../web/forms/reason-dialog.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { settingWords } from '../words.ts';
import { SettingEditor } from './setting-editor.tsx';
import { SettingEffect } from './setting-effect.tsx';

interface SettingFormProps {
  setting: Answers['settings']['list'][number];
  onClose: () => void;
  /** @param asked whether a second admin has yet to approve it */
  onDone: (asked: boolean) => void;
}

/** Takes a new value, checks it, and shows its effect before it is saved with a reason. */
export function SettingForm({ setting: { key, value }, onClose, onDone }: SettingFormProps) {
  const { w, language } = useWords(settingWords);
  const { government } = usePerson();
  const id = useId();
  const [draft, setDraft] = useState<unknown>(value);
  const [fault, setFault] = useState<Words>();
  const [checked, setChecked] = useState<{ value: SettingValues[SettingKey] }>();
  const set = useMutation(
    trpc.settings.set.mutationOptions({
      async onSuccess({ asked }) {
        await queryClient.invalidateQueries();
        onDone(asked);
      },
    }),
  );
  const { name, kind } = settings[key];
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const parsed = parseSetting(key, draft);
    setFault('fault' in parsed ? parsed.fault : undefined);
    if (!('fault' in parsed)) setChecked(parsed);
  }
  return (
    <>
      <form className="setting-form" onSubmit={submit} noValidate aria-label={w.changeOf(name[language])}>
        <SettingEditor
          kind={kind}
          name={name[language]}
          value={draft}
          onChange={setDraft}
          described={fault === undefined ? undefined : id}
        />
        {fault !== undefined && (
          <p className="error" role="alert" id={id}>
            {fault[language]}
          </p>
        )}
        <div className="row">
          <button type="submit" className="main">
            {w.review}
          </button>
          <button type="button" onClick={onClose}>
            {w.cancel}
          </button>
        </div>
      </form>
      {checked !== undefined && (
        <ReasonDialog
          title={w.changeOf(name[language])}
          reasonHint={w.reasonHint}
          confirm={w.save}
          busy={set.isPending}
          error={set.error}
          onConfirm={(reason) => set.mutate({ government: government.code, key, value: checked.value, reason })}
          onClose={() => setChecked(undefined)}
        >
          <p>
            {w.columns.from}: {settingText(key, value, language, checked.value)}
          </p>
          <p>
            {w.columns.to}: <strong>{settingText(key, checked.value, language, value)}</strong>
          </p>
          <SettingEffect setting={key} value={checked.value} />
        </ReasonDialog>
      )}
    </>
  );
}
