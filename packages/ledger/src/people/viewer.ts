import { type Code, opdOf } from '@sipkadin/budget';

/** For whom data is read: it limits what of other people's uploads an answer may contain. */
export interface Viewer {
  person: string;
  /** The OPD whose figures the person may read, with their sub-units; null: those of the whole government. */
  units: ReadonlySet<Code> | null;
}

/** Whether a viewer may read the verified figures of a unit; '' is a line of the whole government. */
export function readsUnit({ units }: Viewer, unit: Code): boolean {
  return units === null || units.has(unit) || units.has(opdOf(unit));
}

/** Whether a viewer may know an upload: its file's name and who sent it. */
export function readsUpload({ person, units }: Viewer, uploadedBy: string): boolean {
  return units === null || uploadedBy === person;
}
