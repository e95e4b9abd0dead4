export * from './accounts.ts';
export * from './code.ts';
export * from './diff.ts';
export * from './finding.ts';
export * from './finding-rules.ts';
export * from './functions.ts';
export type { Government } from './government.ts';
export * from './identities.ts';
export { type Band, type Bands, type BandsFault, bandAt, bandsFault, defaultBands, type Status, statusWords } from './judgement/bands.ts';
export { type Compared, gapToPlan, judge } from './judgement/judge.ts';
export { divideRounded, type Percentage, percentage } from './judgement/percentage.ts';
export { PlanToDay } from './judgement/plan-to-day.ts';
export { progressByActivity, type ReportedProgress, type Weight } from './judgement/progress.ts';
export {
  lastMonthDue,
  type Reporting,
  type ReportingStatus,
  reportDue,
  reportingOf,
  reportingStatus,
  wholeMonths,
} from './judgement/reporting.ts';
export * from './language.ts';
export * from './money.ts';
export * from './period.ts';
export * from './personal-data.ts';
export * from './printed.ts';
export * from './regions.ts';
export * from './share.ts';
export * from './statement.ts';
export * from './template.ts';
export * from './terms.ts';
export * from './tree.ts';
export * from './version.ts';
