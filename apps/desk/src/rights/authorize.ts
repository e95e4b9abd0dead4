import { getStatement, getUpload, type Reading, type StatementRow, type UploadRow, type Viewer } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { allowsState, entitled, isOfOneUnit } from './entitled.ts';
import { mayHaveFile } from './file-access.ts';
import { type Membership, membershipsIn, type Person } from './person.ts';
import type { GovernmentRule, RoleRule, StatementRule, UploadRule } from './rights.ts';

/** What a check found out: who asks, by which memberships they are let through, and what they asked for. */
interface Grant {
  person: Person;
  held: Membership[];
  /** Limits what of other people's uploads the answer may contain. */
  viewer: Viewer;
}
export interface GovernmentGrant extends Grant {
  government: string;
}
export interface UploadGrant extends Grant {
  upload: UploadRow;
}
export interface StatementGrant extends UploadGrant {
  statement: StatementRow;
}

/** @throws Refusal `signed-out`, `second-factor` */
export function requirePerson(person: Person | null): Person {
  if (person === null) throw new Refusal('signed-out');
  if (person.lacksSecondFactor) throw new Refusal('second-factor');
  return person;
}

/** @throws Refusal `signed-out`, `second-factor`, `no-role` */
export function authorizeGovernment(rule: GovernmentRule, asker: Person | null, government: string): GovernmentGrant {
  const person = requirePerson(asker);
  const held = entitled(rule, membershipsIn(person, government), null);
  if (held.length === 0) throw new Refusal('no-role');
  return { person, held, viewer: viewerOf(person, held), government };
}

/**
 * @throws Refusal `signed-out`, `second-factor`, `wrong-state`, `personal-data`; `not-found` also for who may not see the
 * upload, so that nobody learns which ids exist
 */
export async function authorizeUpload(rule: UploadRule, asker: Person | null, read: Reading, id: string): Promise<UploadGrant> {
  const person = requirePerson(asker);
  const upload = await getUpload(read, id);
  const held = reach(rule, person, upload);
  if (!allowsState(rule, upload.state)) throw new Refusal('wrong-state');
  if (!mayHaveFile(rule, person, upload)) throw new Refusal('personal-data');
  return { person, held, viewer: viewerOf(person, held), upload };
}

/** @throws Refusal as `authorizeUpload` */
export async function authorizeStatement(rule: StatementRule, asker: Person | null, read: Reading, id: string): Promise<StatementGrant> {
  const person = requirePerson(asker);
  const statement = await getStatement(read, id);
  const upload = await getUpload(read, statement.uploadId);
  const held = reach(rule, person, upload);
  return { person, held, viewer: viewerOf(person, held), upload, statement };
}

/** A person whose memberships are all of one OPD reads the figures of these OPD. */
function viewerOf({ id }: Person, held: readonly Membership[]): Viewer {
  const units = held.flatMap((one) => (isOfOneUnit(one) && one.unit !== null ? [one.unit] : []));
  return { person: id, units: units.length === held.length ? new Set(units) : null };
}

function reach(rule: RoleRule, person: Person, upload: UploadRow): Membership[] {
  const held = entitled(rule, membershipsIn(person, upload.government), { own: upload.uploadedBy === person.id, state: upload.state });
  if (held.length === 0) throw new Refusal('not-found');
  return held;
}
