import { readableFingerprint } from '@sipkadin/edition';
import { formatInstant } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';

/** The fingerprints of the keys that sign editions, since when each does, and where the chain of keys is broken. */
export function KeyList({ context }: { context: Context }) {
  const { w, language } = context;
  const words = w.check.keys;
  const keys = context.keys();
  return (
    <ul className="signing-keys">
      {keys.map(({ fingerprint, isPresent, statement }, at) => {
        const since = statement && formatInstant(statement.time, language);
        const until = keys[at - 1]?.statement;
        const state = isPresent
          ? words.present(since)
          : words.former(since, until === undefined ? '' : formatInstant(until.time, language));
        return (
          <li key={fingerprint}>
            <code className="hash">{readableFingerprint(fingerprint)}</code>
            <span className="under">{state}</span>
            {statement?.kind === 'rotation' && <span className="under">{words.rotated(statement.reason)}</span>}
            {statement?.kind === 'break' && (
              <p className="notice stale">{words.broken(formatInstant(statement.time, language), statement.by, statement.reason)}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
