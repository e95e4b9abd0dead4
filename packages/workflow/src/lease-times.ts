/** How long claims on work hold, in milliseconds. */
export interface LeaseTimes {
  /** How long a claim holds that is not renewed: so long the work of a process that died waits. */
  lease: number;
  /** How often a claim is renewed, and the progress of a reading kept. */
  renew: number;
  /** How often a process looks for work that another has queued or left. */
  poll: number;
}

export const usualTimes: LeaseTimes = { lease: 30_000, renew: 1_000, poll: 5_000 };
