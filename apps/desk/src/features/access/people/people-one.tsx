import { formatCount, formatInstant } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Failure, Loaded } from '../../../web/states.tsx';
import { SessionTable } from '../account/session-table.tsx';
import { Approvals } from './approval/approvals.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import { type Listed, State } from './people.tsx';
import { useRoleFields } from './role-fields.tsx';
import './people.css';
import { accountWords } from '../account/words.ts';
import { peopleWords } from './words.ts';

const refresh = () => queryClient.invalidateQueries(trpc.people.pathFilter());

/** One person's roles, access and sessions. */
export function OnePersonScreen() {
  const { w } = useWords(peopleWords);
  const { id } = useParams({ from: '/orang/$id' });
  const { government } = usePerson();
  const list = useQuery({
    ...trpc.people.list.queryOptions({ government: government.code }),
    refetchInterval: ({ state: { data } }) => (data?.people.some((one) => one.id === id && one.link?.state === 'waiting') ? 5_000 : false),
  });
  return (
    <>
      <p>
        <Link to="/orang">{w.people.back}</Link>
      </p>
      <Loaded query={list} rows={8}>
        {({ people, units, mails, approvals }) => {
          const person = people.find((one) => one.id === id);
          return person === undefined ? (
            <Empty title={w.people.gone} />
          ) : (
            <>
              <OnePerson key={id} person={person} units={units} mails={mails} />
              <Approvals approvals={approvals.filter((approval) => approval.person === id)} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function OnePerson({ person, units, mails }: { person: Listed } & Pick<Answers['people']['list'], 'units' | 'mails'>) {
  const { w } = useWords(peopleWords);
  return (
    <>
      <Heading>{person.name}</Heading>
      <p className="stamp">{person.email}</p>
      <p>
        <State person={person} />
      </p>
      <RolesCard person={person} units={units} />
      {person.waiting ? (
        <OfferCard person={person} mails={mails} />
      ) : person.mine ? (
        <>
          <AccessCard person={person} mails={mails} />
          <SessionsCard person={person} />
        </>
      ) : (
        <p className="notice">{w.people.elsewhere}</p>
      )}
    </>
  );
}

function RolesCard({ person, units }: { person: Listed; units: Answers['people']['list']['units'] }) {
  const { w } = useWords(peopleWords);
  const { government } = usePerson();
  const { fields, read } = useRoleFields(person.roles, units);
  const [missing, setMissing] = useState<'role' | 'unit' | null>(null);
  const save = useMutation(trpc.people.setRoles.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }));
  const fixed = person.roles.some(({ source }) => source === 'oidc');
  return (
    <section className="card">
      <h2>{w.people.rolesTitle}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = read();
          // A person with a role from the sign-in service stays in the list without one given here.
          const wrong = chosen.missing === 'role' && fixed ? null : chosen.missing;
          setMissing(wrong);
          if (wrong === null) save.mutate({ government: government.code, person: person.id, held: chosen.held });
        }}
      >
        {fields}
        {missing !== null && (
          <p className="error" role="alert">
            {missing === 'role' ? w.people.noRolesLeft : w.people.unitMissing}
          </p>
        )}
        {save.isError && <Failure error={save.error} />}
        {save.isSuccess && (
          <p className={`notice${save.data.asked ? '' : ' good'}`} role="status">
            {save.data.asked ? w.people.approvals.roleAsked(person.name) : w.people.rolesSaved}
          </p>
        )}
        <button type="submit" className="main" disabled={save.isPending}>
          {w.people.saveRoles}
        </button>
      </form>
    </section>
  );
}

function AccessCard({ person, mails }: { person: Listed; mails: boolean }) {
  const { w } = useWords(peopleWords);
  const { government } = usePerson();
  const of = { government: government.code, person: person.id };
  const link = useMutation(trpc.people.link.mutationOptions({ onSuccess: refresh }));
  const mail = useMutation(trpc.people.mailLink.mutationOptions({ onSuccess: refresh }));
  const disable = useMutation(trpc.people.disable.mutationOptions({ onSuccess: refresh }));
  const enable = useMutation(trpc.people.enable.mutationOptions({ onSuccess: refresh }));
  const reset = useMutation(trpc.people.resetSecondFactor.mutationOptions({ onSuccess: refresh }));
  const untie = useMutation(trpc.people.untie.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }));
  const failed = [link, mail, disable, enable, reset, untie].find(({ isError }) => isError);
  return (
    <section className="card">
      <h2>{w.people.accessTitle}</h2>
      {failed !== undefined && <Failure error={failed.error} />}
      <LinkOutcome outcome={link.data} person={person} />
      {reset.isSuccess && (
        <p className={`notice${reset.data.asked ? '' : ' good'}`} role="status">
          {reset.data.asked ? w.people.approvals.asked(person.name) : w.people.resetDone}
        </p>
      )}
      {untie.isSuccess && (
        <p className="notice good" role="status">
          {w.people.untied}
        </p>
      )}
      <MailedLink person={person} />
      <ul className="acts">
        {!person.disabled && mails && (
          <Act
            text={w.people.mailLinkLead}
            label={person.link === null ? w.people.mailLink : w.people.mailLinkAgain}
            busy={mail.isPending}
            onAct={() => mail.mutate(of)}
          />
        )}
        {!person.disabled && (
          <Act
            text={mails ? w.people.handOverLead : w.people.makeLinkLead}
            label={w.people.makeLink}
            busy={link.isPending}
            onAct={() => link.mutate(of)}
          />
        )}
        {person.tied && <Act text={w.people.untieLead} label={w.people.untie} busy={untie.isPending} onAct={() => untie.mutate(of)} />}
        {person.secondFactor && (
          <Act text={w.people.resetFactorLead} label={w.people.resetFactor} busy={reset.isPending} onAct={() => reset.mutate(of)} />
        )}
        {person.disabled ? (
          <Act text={w.people.states.disabled} label={w.people.enable} busy={enable.isPending} onAct={() => enable.mutate(of)} />
        ) : (
          <Act text={w.people.disableLead} label={w.people.disable} busy={disable.isPending} onAct={() => disable.mutate(of)} />
        )}
      </ul>
    </section>
  );
}

/** The link that was made, or word that a second admin has to approve it. */
function LinkOutcome({ outcome, person }: { outcome: Answers['people']['link'] | undefined; person: Listed }) {
  const { w } = useWords(peopleWords);
  if (outcome === undefined) return null;
  if (outcome.link !== null) return <OneTimeLink link={outcome.link} name={person.name} />;
  return (
    <p className="notice" role="status">
      {w.people.approvals.asked(person.name)}
    </p>
  );
}

/** For roles that are not in effect until a link proves the mailbox. */
function OfferCard({ person, mails }: { person: Listed; mails: boolean }) {
  const { w } = useWords(peopleWords);
  const { government } = usePerson();
  const of = { government: government.code, person: person.id };
  const link = useMutation(trpc.people.link.mutationOptions({ onSuccess: refresh }));
  const mail = useMutation(trpc.people.mailLink.mutationOptions({ onSuccess: refresh }));
  const end = useMutation(trpc.people.setRoles.mutationOptions({ onSuccess: refresh }));
  const failed = [link, mail, end].find(({ isError }) => isError);
  return (
    <section className="card">
      <h2>{w.people.offer.title}</h2>
      <p>{w.people.offer.lead}</p>
      {failed !== undefined && <Failure error={failed.error} />}
      <LinkOutcome outcome={link.data} person={person} />
      <MailedLink person={person} />
      <ul className="acts">
        {mails ? (
          <Act
            text={w.people.offer.mailLead}
            label={person.link === null ? w.people.mailLink : w.people.mailLinkAgain}
            busy={mail.isPending}
            onAct={() => mail.mutate(of)}
          />
        ) : (
          <Act text={w.people.offer.linkLead} label={w.people.makeLink} busy={link.isPending} onAct={() => link.mutate(of)} />
        )}
        <Act
          text={w.people.offer.withdrawLead}
          label={w.people.offer.withdraw}
          busy={end.isPending}
          onAct={() => end.mutate({ ...of, held: [] })}
        />
      </ul>
    </section>
  );
}

/** The state of the link that was mailed last. */
function MailedLink({ person: { link, email } }: { person: Listed }) {
  const { w, language } = useWords(peopleWords);
  if (link === null) return null;
  const { state, at, attempts } = link;
  return (
    <p role="status">
      {w.people.linkStates[state](email, formatInstant(at, language))}{' '}
      {state === 'waiting' && attempts > 0 && w.people.notTaken(formatCount(attempts, language))}
    </p>
  );
}

function Act({ text, label, busy, onAct }: { text: string; label: string; busy: boolean; onAct: () => void }) {
  return (
    <li>
      <p>{text}</p>
      <button type="button" disabled={busy} onClick={onAct}>
        {label}
      </button>
    </li>
  );
}

function SessionsCard({ person }: { person: Listed }) {
  const { w } = useWords(accountWords);
  const { government } = usePerson();
  const of = { government: government.code, person: person.id };
  const sessions = useQuery(trpc.people.sessions.queryOptions(of));
  const end = useMutation(trpc.people.endSession.mutationOptions({ onSettled: refresh }));
  return (
    <section className="card">
      <h2>{w.sessions.titleOf}</h2>
      {end.isError && <Failure error={end.error} />}
      <Loaded query={sessions} rows={2}>
        {(all) => <SessionTable caption={w.sessions.titleOf} sessions={all} onEnd={(session) => end.mutate({ ...of, session })} />}
      </Loaded>
    </section>
  );
}
