import './findings.css';
import type { Language } from '@sipkadin/budget';
import { formatCount, words } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../../../web/language.tsx';
import { workbookWords } from '../../workbook/words.ts';
import { type Finding, findingAnchor, headOf, placesOf } from './group.ts';
import { SurroundingRows } from './surrounding-rows.tsx';
import { findingWords } from './words.ts';

const worstFirst = ['blocking', 'question', 'warning', 'info'] as const satisfies readonly Finding['severity'][];

/**
 * Findings grouped by rule, worst first. Each place has its value, the expected value, and a button that shows its row in the
 * file. J and K move between problems.
 * @param upload its id, by which rows of the file are shown; null: the person may not have the file
 * @param file the file's name; a sheet of the same name is not repeated
 */
export function FindingGroups({ upload, file, findings }: { upload: string | null; file: string; findings: readonly Finding[] }) {
  const { w } = useWords(findingWords);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (move(list.current, step)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    showLinked(list.current);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const groups = [...Map.groupBy(findings, ({ code }) => code).values()]
    .map(withoutRepeats)
    .sort((a, b) => rank(a) - rank(b) || b.length - a.length);
  return (
    <section>
      <h2>{w.title}</h2>
      {groups.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <>
          <p className="small keys">{w.keys}</p>
          <ol className="findings" ref={list}>
            {groups.map((group) => (
              <Group key={group[0]?.code} upload={upload} file={file} group={group} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Opens and focuses the finding that the address names: a link from the file's contents leads back to it. */
function showLinked(list: HTMLElement | null): void {
  const linked = location.hash === '' ? null : list?.querySelector(`#${CSS.escape(decodeURIComponent(location.hash.slice(1)))}`);
  linked?.closest('details')?.setAttribute('open', '');
  linked?.querySelector<HTMLElement>('[data-problem]')?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Moves the focus to the next or previous problem and opens the group that hides it. @returns whether there is one */
function move(list: HTMLElement | null, step: number): boolean {
  const problems = [...(list?.querySelectorAll<HTMLElement>('[data-problem]') ?? [])];
  const at = problems.findIndex((problem) => problem === document.activeElement || problem.contains(document.activeElement));
  const next = problems[at < 0 ? (step > 0 ? 0 : problems.length - 1) : at + step];
  if (next === undefined) return false;
  next.closest('details')?.setAttribute('open', '');
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

/** Notes with the same message, listed by place. */
function brief(group: readonly Finding[]): boolean {
  return group.length === 1 && group[0]?.severity === 'info';
}

function rank(group: readonly Finding[]): number {
  return worstFirst.indexOf(group[0]?.severity ?? 'info');
}

/** The row and column that a finding's place names: "F12", "12", "PAGU12". */
function rowOf(ref: string): { column: string; row: number } | null {
  const match = /^([^\d]*)(\d{1,7})$/.exec(ref);
  return match ? { column: match[1] ?? '', row: Number(match[2]) } : null;
}

/** Drops repeated findings without a place: two statements of one file can break a rule of the file in the same way. */
function withoutRepeats(group: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return group.filter(({ sheet, ref, message }) => {
    const key = `${sheet}|${ref}|${message.id}`;
    return sheet === '' && ref === '' && seen.has(key) ? false : seen.add(key);
  });
}

/** "sel F12", "baris 12", "kolom F" */
function nameOf(ref: string, language: Language): string {
  const { findingPlace } = words(language);
  const at = rowOf(ref);
  if (at === null) return findingPlace.column(ref);
  return at.column === '' ? findingPlace.row(ref) : findingPlace.cell(ref);
}

function Group({ upload, file, group }: { upload: string | null; file: string; group: readonly Finding[] }) {
  const { w, language } = useWords(findingWords);
  const shared = words(language);
  const [first] = group;
  if (first === undefined) return null;
  const places = placesOf(group);
  const heading = headOf(group)[language];
  const remedies = [...new Set(group.map(({ remedy }) => remedy[language]))];
  const reachable = upload !== null && group.some(({ ref }) => rowOf(ref) !== null);
  const list = (
    <>
      <ul className="places" aria-label={heading}>
        {group.map((finding, index) => (
          // The findings of a report never reorder.
          <Place key={index} upload={upload} file={file} finding={finding} />
        ))}
      </ul>
      {places > group.length && <p className="small">{shared.findingPlace.more(formatCount(places - group.length, language))}</p>}
    </>
  );
  // A single finding has its values in its sentence; of several, each place shows its own.
  const placed = places > 1 || first.sheet !== '' || first.ref !== '';
  const whole = !placed || (brief(group) && !reachable);
  return (
    <li className={`finding-${first.severity}`} {...(whole || !reachable ? { 'data-problem': '', tabIndex: -1 } : {})}>
      <p>
        <strong>{shared.severities[first.severity]}:</strong> {heading}
        {places > 1 && ` (${w.places(formatCount(places, language))})`}
      </p>
      {first.ownSeverity !== null && <p className="small">{w.setHere(shared.severities[first.ownSeverity])}</p>}
      {first.severity !== 'info' && (
        <p>
          <strong>{w.whatToDo}</strong> {remedies.join(' ')}
        </p>
      )}
      {placed && whole && (
        <p className="finding-place">
          {[
            first.sheet !== file && first.sheet && `${shared.findingPlace.sheet} "${first.sheet}"`,
            first.ref && nameOf(first.ref, language),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {placed &&
        !whole &&
        (group.length <= 3 && first.severity !== 'info' ? (
          list
        ) : (
          <details>
            <summary>{w.showPlaces(formatCount(group.length, language))}</summary>
            {first.severity === 'info' && <p>{remedies.join(' ')}</p>}
            {list}
          </details>
        ))}
    </li>
  );
}

/** One place, with a button that shows its row where the place has one. */
function Place({ upload, file, finding }: { upload: string | null; file: string; finding: Finding }) {
  const { w, language } = useWords(findingWords);
  const shared = words(language);
  const { w: inFile } = useWords(workbookWords);
  const [open, setOpen] = useState(false);
  const { sheet, ref, printed } = finding;
  const at = rowOf(ref);
  const close = (event: ReactKeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false);
  };
  const values = [
    { name: shared.findingPlace.found, text: printed.value[language] },
    { name: shared.findingPlace.expected, text: printed.expected[language] },
  ].filter(({ text }) => text !== '');
  const facts = values.map(({ name, text }) => (
    <span key={name} className="fact">
      <span className="small">{name}</span> <span className="value">{text}</span>
    </span>
  ));
  const where = [
    at?.column === '' ? shared.findingPlace.row(ref) : ref,
    sheet !== file && sheet && `${shared.findingPlace.sheet} "${sheet}"`,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <li id={findingAnchor(finding)}>
      {at === null || upload === null ? (
        <p className="place">
          {where !== '' && <span className="where">{where}</span>} {facts}
        </p>
      ) : (
        <button type="button" className="place" data-problem="" aria-expanded={open} onClick={() => setOpen(!open)} onKeyDown={close}>
          <span className="where">{where}</span> {facts}
          <span className="look">{open ? w.hide : w.look}</span>
        </button>
      )}
      {open && at !== null && upload !== null && <SurroundingRows upload={upload} sheet={sheet} row={at.row} column={at.column} />}
      {upload !== null && ref !== '' && (
        <Link
          className="in-file"
          to="/unggah/$id/berkas"
          params={{ id: upload }}
          search={{ ...(sheet === '' ? {} : { lembar: sheet }), sel: ref }}
        >
          {inFile.lookHere}
          <span className="sr"> ({where})</span>
        </Link>
      )}
    </li>
  );
}
