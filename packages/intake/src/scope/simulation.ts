import { plain } from '../table/text.ts';
import type { Title } from './infer-scope.ts';

/**
 * The title by which a report calls its figures a simulation, whatever its shape; undefined where none does, or where the word is
 * denied: "bukan data simulasi", "Simulasi: tidak", or "Simulasi" with "tidak" in the next cell.
 */
export function simulationIn(titles: readonly Title[]): Title | undefined {
  return titles.find((title, at) => {
    const words = plain(title.text);
    if (!/\bSIMULASI\b/.test(words) || /\b(?:BUKAN|TANPA|NON)(?: [A-Z]+)? SIMULASI\b/.test(words)) return false;
    const value = /^SIMULASI(.*)$/.exec(words)?.[1]?.trim();
    if (value === undefined) return true;
    const next = titles[at + 1];
    const beside = next !== undefined && next.sheet === title.sheet && rowOf(next) === rowOf(title) ? plain(next.text) : '';
    const stated = value === '' ? beside : value;
    // A label of a form that nobody filled in.
    if (stated === '' && /:\s*$/.test(title.text)) return false;
    return !/^(?:TIDAK|BUKAN|NO|FALSE|0)$/.test(stated);
  });
}

const rowOf = ({ ref }: Title) => /\d+$/.exec(ref)?.[0];
