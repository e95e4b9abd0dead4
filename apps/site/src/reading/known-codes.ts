import type { Code } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';

const codes = new WeakMap<Edition, Readonly<Record<'activity' | 'account' | 'fund', ReadonlySet<Code>>>>();

/** Whether an edition has lines of this code or of one beneath it, or may have: every code that it names, and the codes above. */
export function hasCode(edition: Edition, kind: 'activity' | 'account' | 'fund', code: Code): boolean {
  const known = codes.get(edition) ?? codesOf(edition);
  codes.set(edition, known);
  return known[kind].has(code) || (kind === 'activity' && isUnnamedActivity(edition, code));
}

const unnamed = new WeakMap<Edition, ReadonlySet<Code>>();

/** Activities that files give amounts of without ever naming them: looked for where a code is none of the named ones. */
function isUnnamedActivity(edition: Edition, code: Code): boolean {
  const known = unnamed.get(edition) ?? activitiesOf(edition);
  unnamed.set(edition, known);
  return known.has(code);
}

function activitiesOf(edition: Edition): ReadonlySet<Code> {
  const nodes = edition.units().flatMap(({ slug }) => edition.unit(slug)?.nodes ?? []);
  return new Set(nodes.flatMap(({ kind, code }) => (kind === 'account' ? [] : [code])));
}

function codesOf(edition: Edition) {
  const found = { activity: new Set<Code>(), account: new Set<Code>(), fund: new Set<Code>() };
  const add = (kind: keyof typeof found, code: Code) => {
    const parts = code.split('.');
    for (let length = 1; length <= parts.length; length++) found[kind].add(parts.slice(0, length).join('.'));
  };
  for (const { kind, code } of edition.names()) if (kind !== 'unit') add(kind, code);
  for (const { code } of edition.summary().accounts) add('account', code);
  for (const { code } of edition.functions()) add('activity', code);
  for (const { code } of edition.funds()) add('fund', code);
  return found;
}
