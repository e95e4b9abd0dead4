import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure, Loaded } from '../../../web/states.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import { useRoleFields } from './role-fields.tsx';
import './people.css';
import { peopleWords } from './words.ts';

/** Asks for name, address and roles; then shows the link to hand over. */
export function InviteScreen() {
  const { w } = useWords(peopleWords);
  const { government } = usePerson();
  const list = useQuery(trpc.people.list.queryOptions({ government: government.code }));
  const [round, setRound] = useState(0);
  return (
    <>
      <p>
        <Link to="/orang">{w.people.back}</Link>
      </p>
      <Heading>{w.people.invite}</Heading>
      <Loaded query={list}>
        {({ units, mails }) => <Invite key={round} units={units} mails={mails} onAnother={() => setRound(round + 1)} />}
      </Loaded>
    </>
  );
}

type Slip = 'fields' | 'role' | 'unit';

function Invite({ units, mails, onAnother }: Pick<Answers['people']['list'], 'units' | 'mails'> & { onAnother: () => void }) {
  const { w } = useWords(peopleWords);
  const { government } = usePerson();
  const { fields, read } = useRoleFields([], units);
  const [slip, setSlip] = useState<Slip>();
  const [name, setName] = useState('');
  const invite = useMutation(
    trpc.people.invite.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.people.pathFilter()) }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email') ?? '').trim();
    const { held, missing } = read();
    const wrong = name.trim().length < 2 || !/^\S+@\S+\.\S+$/.test(email) ? 'fields' : (missing ?? undefined);
    setSlip(wrong);
    if (wrong === undefined) invite.mutate({ government: government.code, name, email, held });
  }
  if (invite.isSuccess)
    return (
      <>
        {invite.data.mailed ? (
          <section className="notice good" role="status">
            <h2>{w.people.mailedTitle}</h2>
            <p>{w.people.mailedLead(name, invite.variables.email)}</p>
            <p>
              <Link to="/orang/$id" params={{ id: invite.data.id }}>
                {w.people.toPerson(name)}
              </Link>
            </p>
          </section>
        ) : invite.data.asked ? (
          <p className="notice" role="status">
            {w.people.approvals.asked(name)}
          </p>
        ) : invite.data.link === null && !invite.data.rolesAsked ? (
          <p className="notice good" role="status">
            {w.people.known(name)}
          </p>
        ) : (
          invite.data.link !== null && <OneTimeLink link={invite.data.link} name={name} />
        )}
        {invite.data.rolesAsked && (
          <p className="notice" role="status">
            {w.people.approvals.roleAsked(name)}
          </p>
        )}
        <p className="row">
          <button type="button" onClick={onAnother}>
            {w.people.another}
          </button>
          <Link to="/orang">{w.people.back}</Link>
        </p>
      </>
    );
  return (
    <section className="card">
      <form onSubmit={submit} noValidate>
        <label>
          {w.people.name}
          <input value={name} autoComplete="off" required onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          {w.people.email}
          <input name="email" type="email" autoComplete="off" required />
        </label>
        {fields}
        {slip !== undefined && (
          <p className="error" role="alert">
            {w.people[`${slip}Missing`]}
          </p>
        )}
        {invite.isError && <Failure error={invite.error} />}
        <button type="submit" className="main" disabled={invite.isPending}>
          {mails ? w.people.sendByMail : w.people.send}
        </button>
      </form>
    </section>
  );
}
