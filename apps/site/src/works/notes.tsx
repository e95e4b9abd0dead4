import { type Code, causeWords, isWithin, opdOf } from '@sipkadin/budget';
import type { PublishedNote, UnitDetail } from '@sipkadin/edition';
import { formatDate } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { placeOf } from './place.ts';

/** What an OPD says of its obstacles, beside its figures; nothing where it says nothing. @param activity only of this one and its parts */
export function Notes({ context, detail, activity }: { context: Context; detail: UnitDetail; activity?: Code }) {
  const { w, edition } = context;
  const notes = edition
    .notes()
    .filter((note) => opdOf(note.unit) === detail.unit.code && (activity === undefined || isWithin(note.activity, activity)))
    .toSorted((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0));
  if (notes.length === 0) return null;
  return (
    <section className="notes">
      <h2>{w.notes.title}</h2>
      <p className="small">{w.notes.text}</p>
      <ul className="plain">
        {notes.map((note) => (
          <li key={note.id} className="card">
            <Note context={context} detail={detail} note={note} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Note({ context, detail, note }: { context: Context; detail: UnitDetail; note: PublishedNote }) {
  const { w, language, paths, edition, today, numbers } = context;
  const { cause, what, followUp, unblocker, promisedOn, owner, asOf, source, sheet, row } = note;
  const activity = detail.nodes.find(({ kind, code }) => kind !== 'account' && code === note.activity);
  // In an earlier edition the promise may have been kept since.
  const isPassed = promisedOn !== null && promisedOn < today && numbers[0] === edition.manifest.number;
  const facts = [
    activity && {
      name: w.notes.about,
      text: <a href={paths.activity({ unit: detail.unit.slug, activity: activity.code })}>{activity.name}</a>,
    },
    followUp !== '' && { name: w.notes.followUp, text: followUp },
    unblocker !== '' && { name: w.notes.unblocker, text: unblocker },
    promisedOn !== null && {
      name: w.notes.promised,
      text: `${formatDate(promisedOn, language)}${isPassed ? ` (${w.notes.passed})` : ''}`,
    },
  ].filter((fact) => fact !== false && fact !== undefined);
  return (
    <>
      <h3>{causeWords[cause][language]}</h3>
      {what !== '' && <p lang="id">{what}</p>}
      <dl className="pairs">
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="small">
        {w.notes.signed(owner, formatDate(asOf, language))}{' '}
        {source === null || row === null ? w.notes.screen : placeOf(context, { source, sheet, row })}
      </p>
    </>
  );
}
