const hour = 3_600_000;
const day = 24 * hour;

export interface DiskGrowth {
  /** @param at in milliseconds */
  note(at: number, freeBytes: number): void;
  /** Days until the disk is full if it goes on filling as it did since the first note; null: it does not fill, or was watched for less than a day. */
  daysLeft(): number | null;
}

/** Watches how fast a disk fills: one note an hour, of two weeks at most. */
export function diskGrowth(): DiskGrowth {
  let notes: { at: number; free: number }[] = [];
  let now: { at: number; free: number } | undefined;
  return {
    note(at, free) {
      now = { at, free };
      const last = notes.at(-1);
      if (last === undefined || at - last.at >= hour) notes = [...notes.filter((one) => at - one.at <= 14 * day), now];
    },
    daysLeft() {
      const first = notes[0];
      if (first === undefined || now === undefined || now.at - first.at < day) return null;
      const perDay = (first.free - now.free) / ((now.at - first.at) / day);
      return perDay > 0 ? now.free / perDay : null;
    },
  };
}
