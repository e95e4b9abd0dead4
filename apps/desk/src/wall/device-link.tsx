import { useRef, useState } from 'react';
import { useWords } from '../web/language.tsx';
import { wallWords } from './words.ts';

/** The link of a new screen, shown whole and once. Its token is after the #, which no server and no log ever receives. */
export function DeviceLink({ name, token }: { name: string; token: string }) {
  const { w: words } = useWords(wallWords);
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const w = words.devices;
  const link = `${location.origin}/layar#${token}`;
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
      <h3>{w.link(name)}</h3>
      <p>{w.linkLead}</p>
      <input ref={field} aria-label={w.link(name)} readOnly value={link} className="link-field" />
      <p className="row">
        <button type="button" className="main" onClick={() => void copy()}>
          {w.copy}
        </button>
        {isCopied && <span>{w.copied}</span>}
      </p>
    </section>
  );
}
