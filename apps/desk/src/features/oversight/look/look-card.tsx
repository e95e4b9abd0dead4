import type { ReactNode } from 'react';
import { useWords } from '../../../web/language.tsx';
import { lookWords } from './words.ts';

/** One rule: what was found, how, and what would explain it. */
export function LookCard({ title, rule, explains, children }: { title: string; rule: string; explains: string; children?: ReactNode }) {
  const { w } = useWords(lookWords);
  return (
    <section className="card stacked-card">
      <h2>{title}</h2>
      <p className="small">
        <strong>{w.rule}:</strong> {rule} <strong>{w.explains}:</strong> {explains}
      </p>
      {children}
    </section>
  );
}
