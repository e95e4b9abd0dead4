import { useState } from 'react';
import { allRoles } from '../../../rights/rights.ts';
import type { Answers } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import type { Role } from '../../../web/person.tsx';
import { peopleWords } from './words.ts';

type Unit = Answers['people']['list']['units'][number];
type Listed = Answers['people']['list']['people'][number]['roles'][number];
export type Held = Pick<Listed, 'role' | 'unit'>;

/** The ticked roles as the server takes them, or what is missing. */
export interface Chosen {
  held: Held[];
  missing: 'role' | 'unit' | null;
}

/** Checkboxes for roles, and the OPD of an operator. Roles from a sign-in service cannot be changed here. */
export function useRoleFields(given: readonly Listed[], units: readonly Unit[]) {
  const byHand = given.filter(({ source }) => source === 'hand');
  const claimed = given.filter(({ source }) => source === 'oidc');
  const [ticked, setTicked] = useState<ReadonlySet<Role>>(() => new Set(byHand.map(({ role }) => role)));
  const [narrow, setNarrow] = useState(byHand.some(({ unit }) => unit !== null));
  const [chosen, setChosen] = useState<readonly string[]>(() => byHand.flatMap(({ unit }) => (unit === null ? [] : [unit])));

  function read(): Chosen {
    const plain = allRoles.filter((role) => ticked.has(role) && !(role === 'operator' && narrow)).map((role) => ({ role, unit: null }));
    const operator = ticked.has('operator') && narrow ? chosen.map((unit) => ({ role: 'operator' as const, unit })) : [];
    if (ticked.has('operator') && narrow && chosen.length === 0) return { held: [], missing: 'unit' };
    const held = [...plain, ...operator];
    return { held, missing: held.length === 0 ? 'role' : null };
  }

  const fields = (
    <RoleFields
      {...{ ticked, setTicked, narrow, setNarrow, chosen, setChosen, units }}
      claimed={new Set(claimed.map(({ role }) => role))}
    />
  );
  return { fields, read };
}

interface Fields {
  ticked: ReadonlySet<Role>;
  setTicked: (ticked: ReadonlySet<Role>) => void;
  claimed: ReadonlySet<Role>;
  narrow: boolean;
  setNarrow: (narrow: boolean) => void;
  chosen: readonly string[];
  setChosen: (chosen: readonly string[]) => void;
  units: readonly Unit[];
}

function RoleFields({ ticked, setTicked, claimed, narrow, setNarrow, chosen, setChosen, units }: Fields) {
  const { w } = useWords(peopleWords);
  const tick = (role: Role, on: boolean) => setTicked(new Set(on ? [...ticked, role] : [...ticked].filter((one) => one !== role)));
  return (
    <>
      <fieldset>
        <legend>{w.people.role}</legend>
        {allRoles.map((role) => (
          <label key={role} className="choice">
            <input type="checkbox" name={role} checked={ticked.has(role)} onChange={(event) => tick(role, event.target.checked)} />
            <span>
              <strong>{w.roles[role]}</strong>: {w.roleHints[role]}
              {claimed.has(role) && <small>{w.people.claimed}</small>}
            </span>
          </label>
        ))}
      </fieldset>
      {ticked.has('operator') && (
        <fieldset>
          <legend>{w.people.reach}</legend>
          {([false, true] as const).map((one) => (
            <label key={String(one)} className="choice">
              <input type="radio" name="reach" checked={narrow === one} onChange={() => setNarrow(one)} />
              <span>{one ? w.people.someUnits : w.people.allUnits}</span>
            </label>
          ))}
          {narrow && <UnitFields {...{ chosen, setChosen, units }} />}
        </fieldset>
      )}
    </>
  );
}

function UnitFields({ chosen, setChosen, units }: Pick<Fields, 'chosen' | 'setChosen' | 'units'>) {
  const { w } = useWords(peopleWords);
  const [typed, setTyped] = useState('');
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code;
  const add = (code: string) => {
    if (/^[\d.]{1,40}$/.test(code) && !chosen.includes(code)) setChosen([...chosen, code]);
  };
  return (
    <>
      {chosen.length > 0 && (
        <ul className="chosen">
          {chosen.map((code) => (
            <li key={code}>
              <span>
                {nameOf(code)} {nameOf(code) !== code && <small>{code}</small>}
              </span>
              <button
                type="button"
                className="plain"
                aria-label={w.people.removeUnit(nameOf(code))}
                onClick={() => setChosen(chosen.filter((one) => one !== code))}
              >
                {w.people.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      {units.length > 0 ? (
        <label>
          {w.people.addUnit}
          <select value="" onChange={(event) => add(event.target.value)}>
            <option value="">{w.people.chooseUnit}</option>
            {units
              .filter(({ code }) => !chosen.includes(code))
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      ) : (
        // Before the first budget no OPD is known by name.
        <div className="row">
          <label>
            {w.people.unitCode}
            <input
              value={typed}
              inputMode="decimal"
              placeholder="1.02.0.00.0.00.01.0000"
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <button
            type="button"
            onClick={() => {
              add(typed.trim());
              setTyped('');
            }}
          >
            {w.people.addUnit}
          </button>
        </div>
      )}
    </>
  );
}
