import { DataTable, formatCount, formatInstant } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Answers, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import { Approvals } from './approval/approvals.tsx';
import './people.css';
import { peopleWords } from './words.ts';

export type Listed = Answers['people']['list']['people'][number];

/** Everybody with a role here, by name. */
export function PeopleScreen() {
  const { w, language } = useWords(peopleWords);
  const { government } = usePerson();
  const list = useQuery(trpc.people.list.queryOptions({ government: government.code }));
  return (
    <>
      <Heading>{w.people.title}</Heading>
      <p>{w.people.lead}</p>
      <p className="row">
        <Link to="/orang/undang" className="button main">
          {w.people.invite}
        </Link>
      </p>
      <Loaded query={list} rows={8}>
        {({ people, approvals }) => (
          <>
            <Approvals approvals={approvals} />
            <div className="stacked">
              <DataTable
                caption={w.people.listed(formatCount(people.length, language))}
                columns={(['name', 'roles', 'seen', 'state'] as const).map((key) => ({ key, label: w.people.columns[key] }))}
                rows={people.map((person) => ({
                  key: person.id,
                  cells: [
                    <span key="name">
                      <Link to="/orang/$id" params={{ id: person.id }}>
                        {person.name}
                      </Link>
                      {person.me && ` (${w.people.me})`}
                      <small className="under">{person.email}</small>
                    </span>,
                    <Roles key="roles" person={person} />,
                    <span key="seen" className="when">
                      <span className="inline-label">{w.people.columns.seen}: </span>
                      {person.lastSeen === null ? w.people.never : formatInstant(person.lastSeen, language)}
                    </span>,
                    <State key="state" person={person} />,
                  ],
                }))}
              />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function Roles({ person }: { person: Listed }) {
  const { w } = useWords(peopleWords);
  return (
    <ul className="roles">
      {person.roles.map(({ role, unit }) => (
        <li key={`${role} ${unit}`}>
          {w.roles[role]}
          {unit !== null && <small className="under">{w.onlyUnit(unit)}</small>}
        </li>
      ))}
    </ul>
  );
}

const shapes = {
  active: <circle cx="6" cy="6" r="5" />,
  waiting: <circle cx="6" cy="6" r="4" className="ring" />,
  invited: <circle cx="6" cy="6" r="4" className="ring" />,
  disabled: <path d="M2 1l4 4 4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4-4-4z" />,
} as const;

/** Shape and word: colour alone does not mark a disabled person. */
export function State({ person }: { person: Listed }) {
  const { w } = useWords(peopleWords);
  const state = person.disabled ? 'disabled' : person.waiting ? 'waiting' : person.lastSeen === null ? 'invited' : 'active';
  return (
    <span>
      <svg className={`person-state ${state}`} viewBox="0 0 12 12" aria-hidden="true">
        {shapes[state]}
      </svg>{' '}
      {w.people.states[state]}
      <small className="under">{person.secondFactor ? w.people.factorOn : w.people.factorOff}</small>
    </span>
  );
}
