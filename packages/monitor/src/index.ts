export {
  type ActivityNode,
  activityLevels,
  activityNodes,
} from './activities/activity-nodes.ts';
export { type WorksAndMoney, worksAndMoney } from './activities/works-and-money.ts';
export { type AlertState, alertState } from './alerts/alert-signals.ts';
export { type Alert, alertChanges, alertKey, alertList, signalText } from './alerts/events.ts';
export { type AlertKind, type AlertLimits, alertKinds } from './alerts/signals.ts';
export { type Duty, dutiesOf } from './duties/duties.ts';
export { type Lra, lraOf } from './duties/lra.ts';
export { shareState } from './duties/share-state.ts';
export { type BackTest, backTest, type Scores } from './forecast/back-test.ts';
export { type Forecast, type ForecastMonth, forecastOf, type Scenario, type UnitForecast } from './forecast/forecast-of.ts';
export { pastSeries } from './forecast/history.ts';
export { type Method, methods, methodWords } from './forecast/methods.ts';
export { type Outcome, type Reason, reasons } from './forecast/outcome.ts';
export { provinceSeries } from './forecast/provinces.ts';
export { seriesFromRows, type YearSeries } from './forecast/series.ts';
export { leastPayment, type WorthALook, worthALook } from './look/worth-a-look.ts';
export { type CauseCount, countCauses } from './obstacles/causes.ts';
export { followedObstacles, openObstacles } from './obstacles/open-obstacles.ts';
export { type JudgedPromise, judgePromises, type PromiseResult } from './obstacles/promises.ts';
export { type PublicState, publicState } from './obstacles/public-state.ts';
export type { FollowedObstacle, ObstacleSource } from './obstacles/trace.ts';
export { type Call, callList, toReturn } from './overview/call-list.ts';
export { changesOf } from './overview/changes.ts';
export { type FollowUp, followUpOf } from './overview/follow-up.ts';
export { lastYearOf } from './overview/last-year.ts';
export { meetingOrder } from './overview/meeting-order.ts';
export { type IndexTerm, indexTerms } from './performance/terms.ts';
export { type UnitIndex, unitIndexes } from './performance/unit-indexes.ts';
export { type Calendar, calendarOf, type ReportCell, type ReportState } from './reporting/calendar.ts';
export { type HeldReport, type Holder, type MissingReport, missingReports, type ReportHolder, reportHolders } from './reporting/holders.ts';
export { type Punctuality, punctualityOf } from './reporting/punctuality.ts';
export { type BeforeAfter, settingsEffect } from './settings-effect.ts';
export { type Standing, type StandingMonth, standingOf, type UnitStanding } from './standing.ts';
export { versionsOf } from './versions.ts';
export { type ContractState, type UnitWorks, worksOf } from './works.ts';
