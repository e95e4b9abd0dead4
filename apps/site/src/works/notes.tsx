import { type Code, causeWords, isWithin } from '@sipkadin/budget';
import type { PublishedNote, SubUnitDetail, UnitDetail } from '@sipkadin/edition';
import { formatDate, Indonesian } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { Nothing } from './nothing.tsx';
import { holdsWorks, isOf, placeOf } from './place.ts';

interface Given {
  context: Context;
  detail: UnitDetail | SubUnitDetail;
  /** Slug of the OPD, where the detail is that of a sub-unit. */
  opd?: string;
}

interface NotesProps extends Given {
  /** Only what is about this one and its parts. */
  activity?: Code;
  /** Instead of the usual heading. */
  title?: string;
  /** What is said where the edition could have notes and has none; without it there is then no section. */
  none?: string;
}

/** What an OPD or sub-unit says of its obstacles, beside its figures; nothing where it says nothing. */
export function Notes({ context, detail, opd = detail.unit.slug, activity, title, none }: NotesProps) {
  const { w, edition } = context;
  const notes = edition
    .notes()
    .filter((note) => isOf(note, detail) && (activity === undefined || isWithin(note.activity, activity)))
    .toSorted((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0));
  if (notes.length === 0)
    return none === undefined ? null : <Nothing title={title ?? w.notes.title} text={holdsWorks(edition) ? none : w.notes.notHeld} />;
  return (
    <section className="notes" id="penjelasan">
      <h2>{title ?? w.notes.title}</h2>
      <p className="small">{w.notes.text}</p>
      <ul className="plain">
        {notes.map((note) => (
          <li key={note.id} className="card">
            <Note context={context} detail={detail} opd={opd} note={note} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Note({ context, detail, opd, note }: Required<Given> & { note: PublishedNote }) {
  const { w, language, paths } = context;
  const { cause, what, followUp, unblocker, promisedOn, owner, asOf, source, sheet, row } = note;
  const activity = detail.nodes.find(({ kind, code }) => kind !== 'account' && code === note.activity);
  // In an earlier edition the promise may have been kept since.
  const isPassed = context.isNewest && promisedOn !== null && context.onDay((day) => promisedOn < day);
  const facts = [
    activity && {
      name: w.notes.about,
      text: (
        <a href={paths.activity({ unit: opd, activity: activity.code })} lang={language === 'id' ? undefined : 'id'}>
          {activity.name}
        </a>
      ),
    },
    followUp !== '' && { name: w.notes.followUp, text: <span lang="id">{followUp}</span> },
    unblocker !== '' && { name: w.notes.unblocker, text: <span lang="id">{unblocker}</span> },
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
        <Indonesian language={language} text={w.notes.signed(owner, formatDate(asOf, language))} names={[owner]} />{' '}
        {source === null || row === null ? w.notes.screen : placeOf(context, { source, sheet, row })}
      </p>
    </>
  );
}
