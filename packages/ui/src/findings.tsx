import type { Language, Severity, Words } from '@sipkadin/budget';
import { formatCount } from './format.ts';
import { words } from './words.ts';

/** A finding with its words, as a report of intake holds it. */
export interface ShownFinding {
  code: string;
  severity: Severity;
  sheet: string;
  ref: string;
  value: string;
  expected: string;
  message: Words;
  remedy: Words;
  more: number;
}

/** Findings by severity: what it is, where, what stands there, what should, and what to do. */
export function Findings({ findings, language }: { findings: readonly ShownFinding[]; language: Language }) {
  const w = words(language);
  if (findings.length === 0) return <p>{w.noFindings}</p>;
  return (
    <ol className="findings">
      {findings.map((item, index) => (
        <li key={`${item.code}|${item.sheet}|${item.ref}|${index}`} className={`finding-${item.severity}`}>
          <strong>{w.severities[item.severity]}:</strong> {item.message[language]}
          <div className="finding-place">
            {[
              item.sheet && `${w.findingPlace.sheet} "${item.sheet}"`,
              item.ref && `${w.findingPlace.ref} ${item.ref}`,
              item.value && `${w.findingPlace.found} "${item.value}"`,
              item.expected && `${w.findingPlace.expected} "${item.expected}"`,
              item.more > 0 && w.findingPlace.more(formatCount(item.more, language)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          {item.remedy[language]}
        </li>
      ))}
    </ol>
  );
}
