import { type Cause, causeWords, type IsoDate, isIsoDate } from '@sipkadin/budget';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from '../../../../web/client.ts';
import { Heading } from '../../../../web/heading.tsx';
import { useWords } from '../../../../web/language.tsx';
import { usePerson } from '../../../../web/person.tsx';
import { Failure, Loaded } from '../../../../web/states.tsx';
import { causeName, type Listed, type ListedObstacle } from '../listed.ts';
import '../obstacles.css';
import { obstacleWords } from '../words.ts';

const causes = Object.keys(causeWords) as Cause[];

/** A new obstacle, or the next state of one. */
export function ObstacleFormScreen() {
  const { w } = useWords(obstacleWords);
  const { government } = usePerson();
  const { kendala, tahun } = useSearch({ from: '/kendala/tulis' });
  const list = useQuery(trpc.obstacles.list.queryOptions({ government: government.code, ...(tahun === undefined ? {} : { year: tahun }) }));
  return (
    <>
      <p>
        <Link to="/kendala" search={tahun === undefined ? {} : { tahun }}>
          {w.detail.back}
        </Link>
      </p>
      <Heading>{kendala === undefined ? w.form.newTitle : w.form.editTitle}</Heading>
      {kendala !== undefined && <p>{w.form.editLead}</p>}
      <Loaded query={list} rows={8}>
        {(listed) => <Fields key={kendala} listed={listed} obstacle={listed.obstacles.find(({ id }) => id === kendala)} />}
      </Loaded>
    </>
  );
}

function Fields({ listed: { year, units }, obstacle }: { listed: Listed; obstacle: ListedObstacle | undefined }) {
  const { w, language } = useWords(obstacleWords);
  const { government } = usePerson();
  const navigate = useNavigate();
  const [slip, setSlip] = useState<'missing' | 'unitMissing'>();
  const [unit, setUnit] = useState(obstacle?.unit ?? (units.length === 1 ? (units[0]?.code ?? '') : ''));
  const save = useMutation(
    trpc.obstacles.write.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.obstacles.pathFilter());
        await navigate({ to: '/kendala/$id', params: { id }, search: { tahun: year } });
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const wrong = unit === '' ? 'unitMissing' : text('what').length < 3 ? 'missing' : undefined;
    setSlip(wrong);
    if (wrong !== undefined) return;
    const promisedOn: IsoDate | null = isIsoDate(text('promisedOn')) ? (text('promisedOn') as IsoDate) : null;
    save.mutate({
      ...{ government: government.code, year, ...(obstacle === undefined ? {} : { id: obstacle.id }), unit },
      activity: obstacle?.activity ?? text('activity'),
      cause: causes.find((cause) => cause === text('cause')) ?? 'other',
      ...{ what: text('what'), followUp: text('followUp'), unblocker: text('unblocker'), owner: text('owner'), promisedOn },
      mayBePublic: form.get('mayBePublic') === 'on',
    });
  }
  const field = (name: 'followUp' | 'unblocker' | 'owner', hint: string, most: number, rows?: number) => (
    <label>
      {w.form[name]}
      <small>{hint}</small>
      {rows === undefined ? (
        <input name={name} defaultValue={obstacle?.[name] ?? ''} maxLength={most} autoComplete="off" />
      ) : (
        <textarea name={name} defaultValue={obstacle?.[name] ?? ''} maxLength={most} rows={rows} />
      )}
    </label>
  );
  return (
    <section className="card">
      <form onSubmit={submit} noValidate>
        {obstacle === undefined ? (
          <>
            {units.length !== 1 && (
              <label>
                {w.form.unit}
                <select value={unit} onChange={({ target: { value } }) => setUnit(value)} aria-invalid={slip === 'unitMissing'}>
                  <option value="">–</option>
                  {units.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {unit !== '' && <ActivityField key={unit} unit={unit} year={year} />}
          </>
        ) : (
          <p className="stamp">
            {obstacle.unitName} · {obstacle.activityName || w.form.wholeUnit}
          </p>
        )}
        <label>
          {w.form.cause}
          <select name="cause" defaultValue={obstacle?.cause ?? 'other'}>
            {causes.map((cause) => (
              <option key={cause} value={cause}>
                {causeName(cause, language)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.form.what}
          <small>{w.form.whatHint}</small>
          <textarea name="what" rows={3} maxLength={600} defaultValue={obstacle?.what ?? ''} aria-invalid={slip === 'missing'} />
        </label>
        {field('followUp', w.form.followUpHint, 600, 2)}
        {field('unblocker', w.form.unblockerHint, 120)}
        <label>
          {w.form.promisedOn}
          <small>{w.form.promisedHint}</small>
          <input type="date" name="promisedOn" defaultValue={obstacle?.promisedOn ?? ''} />
        </label>
        {field('owner', w.form.ownerHint, 120)}
        <label className="choice">
          <input type="checkbox" name="mayBePublic" defaultChecked={obstacle?.mayBePublic ?? false} />
          <span>
            {w.form.mayBePublic}
            <small>{w.form.mayBePublicHint}</small>
          </span>
        </label>
        {slip !== undefined && (
          <p className="error" role="alert">
            {w.form[slip]}
          </p>
        )}
        {save.isError && <Failure error={save.error} />}
        <button type="submit" className="main" disabled={save.isPending}>
          {w.form.save}
        </button>
      </form>
    </section>
  );
}

/** The activities of an OPD by name. */
function ActivityField({ unit, year }: { unit: string; year: number }) {
  const { w } = useWords(obstacleWords);
  const { government } = usePerson();
  const activities = useQuery(trpc.obstacles.activities.queryOptions({ government: government.code, year, unit }));
  return (
    <label>
      {w.form.activity}
      <select name="activity" defaultValue="" disabled={activities.data === undefined}>
        <option value="">{w.form.wholeUnit}</option>
        {(activities.data ?? []).map(({ code, name }) => (
          <option key={code} value={code}>
            {name === '' ? code : name}
          </option>
        ))}
      </select>
    </label>
  );
}
