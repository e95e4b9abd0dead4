import { sayTerms } from '@sipkadin/budget';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { queryClient, trpc, type UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure } from '../../../web/states.tsx';
import { uploadWords } from '../words.ts';

/** The answers that this file was read with and that earlier ones gave, by the file that gave them, and a button that asks them instead. */
export function AsLastMonth({ upload }: { upload: UploadDetail }) {
  const { w, language } = useWords(uploadWords);
  const { may } = usePerson();
  const navigate = useNavigate();
  const ask = useMutation(
    trpc.uploads.askTakenOver.mutationOptions({
      async onSuccess({ id }) {
        await queryClient.invalidateQueries(trpc.uploads.pathFilter());
        await navigate({ to: '/unggah/$id', params: { id } });
      },
    }),
  );
  if (upload.takenOver.length === 0) return null;
  const { facts } = w.upload;
  const names: Readonly<Record<string, string>> = { ...w.takenOver.names, ...facts, sheet: facts.sheets, unit: facts.units };
  return (
    <section className="notice" aria-labelledby="seperti-bulan-lalu">
      <h2 id="seperti-bulan-lalu">{w.takenOver.title}</h2>
      {[...Map.groupBy(upload.takenOver, ({ from }) => from?.id).values()].map((answers) => (
        <p key={answers[0]?.key}>
          {answers[0]?.from && (
            <>
              <Link to="/unggah/$id" params={{ id: answers[0].from.id }}>
                {answers[0].from.fileName}
              </Link>
              {': '}
            </>
          )}
          {answers.map(({ key, value, how }) => `${names[key] ?? key} ${sayTerms(value, language)}${w.takenOver.how[how]}`).join('; ')}
        </p>
      ))}
      {ask.isError && <Failure error={ask.error} />}
      {may('uploads.askTakenOver', upload) && (
        <button type="button" className="plain" disabled={ask.isPending} onClick={() => ask.mutate({ id: upload.id })}>
          {w.takenOver.ask}
        </button>
      )}
    </section>
  );
}
