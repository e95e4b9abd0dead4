import { useRef, useState } from 'react';
import { useWords } from '../../../web/language.tsx';
import { peopleWords } from './words.ts';

/** A link to hand over, shown whole, with a button that copies it. */
export function OneTimeLink({ link, name }: { link: string; name: string }) {
  const { w } = useWords(peopleWords);
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  async function copy() {
    field.current?.select();
    // Without the right to use the clipboard, the link is selected for Ctrl+C.
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => field.current?.focus(),
    );
  }
  return (
    <section className="notice good" role="status">
      <h2>{w.people.linkTitle}</h2>
      <p>{w.people.linkLead(name)}</p>
      <input ref={field} aria-label={w.people.linkTitle} readOnly value={link} className="link-field" />
      <p className="row">
        <button type="button" className="main" onClick={() => void copy()}>
          {w.people.copy}
        </button>
        {copied && <span>{w.people.copied}</span>}
      </p>
    </section>
  );
}
