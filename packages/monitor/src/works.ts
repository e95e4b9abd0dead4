import {
  type Code,
  type Contract,
  daysBetween,
  type FiscalYear,
  type IsoDate,
  membersOn,
  monthOf,
  type Obstacle,
  type Target,
  yearOf,
} from '@sipkadin/budget';
import { effectiveWorks, getGovernment, type Reading, type Sourced } from '@sipkadin/ledger';

/** unsigned: no day of signing and no number; ended: past its last day; running: all others, also where the last day is unknown. */
export type ContractState = 'unsigned' | 'running' | 'ended';

/** What holds up and carries an OPD's works on a day, from the verified reports that count. */
export interface UnitWorks {
  contracts: (Sourced<Contract> & { state: ContractState })[];
  /** `lateDays`: days past the promised date; 0 until then, null where nothing is promised. */
  obstacles: (Sourced<Obstacle> & { lateDays: number | null })[];
  /** Targets for the end of the day's month, by activity. */
  targets: Sourced<Target>[];
  simulated: boolean;
}

/** @param query `unit`: an OPD, all where it is left out; `day`: only reports up to it count. Empty lists where nothing was reported. */
export async function worksOf(
  read: Reading,
  { government, year, unit, day }: { government: string; year: FiscalYear; unit?: Code | undefined; day: IsoDate },
): Promise<UnitWorks> {
  const { successions } = await getGovernment(read, government);
  const units = unit === undefined ? [unit] : membersOn(successions, day, unit);
  const all = await Promise.all(units.map((one) => effectiveWorks(read, { government, year, unit: one, day })));
  const [contracts, obstacles, targets] = [
    all.flatMap((own) => own.contracts),
    all.flatMap((own) => own.obstacles),
    all.flatMap((own) => own.targets),
  ];
  const simulated = all.some((own) => own.simulated);
  const month = yearOf(day) > year ? 12 : monthOf(day);
  return {
    contracts: contracts.map((contract) => ({ ...contract, state: stateOf(contract, day) })),
    obstacles: obstacles.map((obstacle) => ({
      ...obstacle,
      lateDays: obstacle.promisedOn === null ? null : Math.max(0, daysBetween(obstacle.promisedOn, day)),
    })),
    targets: targets.filter((target) => target.month === month),
    simulated,
  };
}

function stateOf({ number, signedOn, endsOn }: Contract, day: IsoDate): ContractState {
  if (number === '' && signedOn === null) return 'unsigned';
  return endsOn !== null && endsOn < day ? 'ended' : 'running';
}
