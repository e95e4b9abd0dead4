import { useEffect, useState } from 'react';

/** The time, anew at the beginning of each minute. */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), 60_000 - (now.getTime() % 60_000));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}

const slideSeconds = 30;

/** The slide that is shown, from 0; every 30 seconds the next one, unless it is held. */
export function useSlide(count: number, first: number, isHeld: boolean): number {
  const [slide, setSlide] = useState(first);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setInterval(() => setSlide((at) => at + 1), slideSeconds * 1000);
    return () => clearInterval(timer);
  }, [isHeld]);
  return count === 0 ? 0 : slide % count;
}
