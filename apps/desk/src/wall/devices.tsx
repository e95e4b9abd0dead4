import { DataTable, formatInstant } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Answers, queryClient, trpc } from '../web/client.ts';
import { useWords } from '../web/language.tsx';
import { usePerson } from '../web/person.tsx';
import { Failure, Loaded } from '../web/states.tsx';
import { DeviceLink } from './device-link.tsx';
import { wallWords } from './words.ts';

type Device = Answers['wall']['devices'][number];

const refresh = () => queryClient.invalidateQueries(trpc.wall.pathFilter());

/** The screens that show figures by a link; an admin adds and withdraws them. */
export function Devices() {
  const { w: words } = useWords(wallWords);
  const { government, may } = usePerson();
  const list = useQuery(trpc.wall.devices.queryOptions({ government: government.code }));
  const w = words.devices;
  return (
    <section className="card" aria-labelledby="layar">
      <h3 id="layar">{w.title}</h3>
      <p className="small">{w.lead}</p>
      <Loaded query={list} rows={2}>
        {(devices) => (devices.length === 0 ? <p>{w.none}</p> : <DeviceTable devices={devices} />)}
      </Loaded>
      {may('wall.make') && <NewDevice />}
    </section>
  );
}

function DeviceTable({ devices }: { devices: readonly Device[] }) {
  const { w: words, language } = useWords(wallWords);
  const { may } = usePerson();
  const w = words.devices;
  return (
    <div className="stacked">
      <DataTable
        headed
        caption={w.title}
        columns={(['name', 'scope', 'made', 'state'] as const).map((key) => ({ key, label: w.columns[key] }))}
        rows={devices.map((device) => ({
          key: String(device.id),
          cells: [
            device.name,
            w.scopes[device.scope],
            <span key="made">
              {formatInstant(device.madeAt, language)}
              <small className="under">{device.madeBy}</small>
            </span>,
            device.withdrawnAt !== null ? (
              w.withdrawn(formatInstant(device.withdrawnAt, language))
            ) : may('wall.withdraw') ? (
              <Withdraw key="state" device={device} />
            ) : (
              w.active
            ),
          ],
        }))}
      />
    </div>
  );
}

function Withdraw({ device: { id, name } }: { device: Device }) {
  const { w: words } = useWords(wallWords);
  const { government } = usePerson();
  const [isAsked, setAsked] = useState(false);
  const withdraw = useMutation(trpc.wall.withdraw.mutationOptions({ onSuccess: refresh }));
  const w = words.devices;
  if (!isAsked)
    return (
      <button type="button" onClick={() => setAsked(true)}>
        {w.withdraw(name)}
      </button>
    );
  return (
    <span role="status">
      {w.withdrawHint}
      {withdraw.isError && <Failure error={withdraw.error} />}
      <span className="row">
        <button
          type="button"
          className="main"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate({ government: government.code, device: id })}
        >
          {w.withdraw(name)}
        </button>
        <button type="button" onClick={() => setAsked(false)}>
          {w.cancel}
        </button>
      </span>
    </span>
  );
}

function NewDevice() {
  const { w: words } = useWords(wallWords);
  const { government } = usePerson();
  const [made, setMade] = useState<{ name: string; token: string }>();
  const make = useMutation(
    trpc.wall.make.mutationOptions({
      async onSuccess({ token }, { name }) {
        setMade({ name, token });
        await refresh();
      },
    }),
  );
  const w = words.devices;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const scope = form.get('scope') === 'verified' ? 'verified' : 'published';
    make.mutate({ government: government.code, name: String(form.get('name')), scope });
    event.currentTarget.reset();
  }
  return (
    <>
      {made !== undefined && <DeviceLink key={made.token} {...made} />}
      <details>
        <summary>{w.add}</summary>
        <form className="setting-form" onSubmit={submit}>
          <label>
            {w.name} <small>{w.nameHint}</small>
            <input name="name" required minLength={2} maxLength={60} />
          </label>
          <fieldset>
            <legend>{w.scope}</legend>
            {(['published', 'verified'] as const).map((scope) => (
              <label key={scope} className="choice">
                <input type="radio" name="scope" value={scope} defaultChecked={scope === 'published'} />
                <span>
                  {w.scopes[scope]}
                  {scope === 'verified' && <small>{w.verifiedHint}</small>}
                </span>
              </label>
            ))}
          </fieldset>
          {make.isError && <Failure error={make.error} />}
          <button type="submit" className="main" disabled={make.isPending}>
            {w.make}
          </button>
        </form>
      </details>
    </>
  );
}
