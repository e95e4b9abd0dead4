export { type Calendar, calendarOf, type ReportCell, type ReportState } from './calendar.ts';
export { type HeldReport, type Holder, type MissingReport, missingReports, type ReportHolder, reportHolders } from './holders.ts';
export { followedObstacles, openObstacles } from './obstacles/open-obstacles.ts';
export type { FollowedObstacle, ObstacleSource } from './obstacles/trace.ts';
export { type Punctuality, punctualityOf } from './reporting/punctuality.ts';
export { type Standing, type StandingMonth, standingOf, type UnitStanding } from './standing.ts';
export { type ContractState, type UnitWorks, worksOf } from './works.ts';
