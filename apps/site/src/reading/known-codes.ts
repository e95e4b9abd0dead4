import type { Code } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';

type Kind = 'activity' | 'account' | 'fund';

const few = new WeakMap<Edition, Readonly<Record<Kind, ReadonlySet<Code>>>>();
const all = new WeakMap<Edition, Readonly<Record<Kind, ReadonlySet<Code>>>>();

/** Whether an edition has lines of this code or of one beneath it, or may have: every code that it names, and the codes above. */
export function hasCode(edition: Edition, kind: Kind, code: Code): boolean {
  // Names are the longest of these files, and most codes that are asked for are in the others.
  return (
    known(few, edition, fewCodesOf)[kind].has(code) ||
    known(all, edition, codesOf)[kind].has(code) ||
    (kind === 'activity' && isUnnamedActivity(edition, code))
  );
}

function known<Value>(kept: WeakMap<Edition, Value>, edition: Edition, of: (edition: Edition) => Value): Value {
  const found = kept.get(edition) ?? of(edition);
  kept.set(edition, found);
  return found;
}

const unnamed = new WeakMap<Edition, ReadonlySet<Code>>();

/** Activities that files give amounts of without ever naming them: looked for where a code is none of the named ones. */
function isUnnamedActivity(edition: Edition, code: Code): boolean {
  return known(unnamed, edition, activitiesOf).has(code);
}

function activitiesOf(edition: Edition): ReadonlySet<Code> {
  const nodes = edition.units().flatMap(({ slug }) => edition.unit(slug)?.nodes ?? []);
  return new Set(nodes.flatMap(({ kind, code }) => (kind === 'account' ? [] : [code])));
}

/** By kind the codes that are added, and those above them. */
function codeSets() {
  const found = { activity: new Set<Code>(), account: new Set<Code>(), fund: new Set<Code>() };
  const add = (kind: Kind, code: Code) => {
    const parts = code.split('.');
    for (let length = 1; length <= parts.length; length++) found[kind].add(parts.slice(0, length).join('.'));
  };
  return { found, add };
}

/** Of what is summed up by code. */
function fewCodesOf(edition: Edition) {
  const { found, add } = codeSets();
  for (const { code } of edition.summary().accounts) add('account', code);
  for (const { code } of edition.functions()) add('activity', code);
  for (const { code } of edition.funds()) add('fund', code);
  return found;
}

function codesOf(edition: Edition) {
  const { found, add } = codeSets();
  for (const { kind, code } of edition.names()) if (kind !== 'unit') add(kind, code);
  return found;
}
