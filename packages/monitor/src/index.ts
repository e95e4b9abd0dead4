export { type Calendar, calendarOf, type ReportCell, type ReportState } from './calendar.ts';
export { positionOf, type Standing, shownFigures, shownMonths } from './position.ts';
