type Whole = number | bigint;

/** Rules that what was counted before a release keeps. */
export interface PastRuleTable {
  /**
   * `opd-for-all`: every report of an OPD covers all its sub-units. `latest-for-all`: of two statements of one scope the latest
   * counts, though it be less fine. `works-apart`: contracts, obstacles and targets are in no edition.
   */
  rule: 'opd-for-all' | 'latest-for-all' | 'works-apart';
  /** Sequence of the last step that is counted by it. */
  until: Whole;
}
