import type { Sen } from '@sipkadin/budget';

/** A part of a whole as a number from 0, for drawing alone: never printed. 0 where there is no whole. */
export function fraction(part: Sen | null, whole: Sen | null): number {
  if (part === null || whole === null || whole <= 0n || part <= 0n) return 0;
  return Number((part * 100_000n) / whole) / 100_000;
}

/** A fraction as an SVG length: `75.43%`. */
export function percent(value: number): string {
  return `${Math.round(value * 10_000) / 100}%`;
}
