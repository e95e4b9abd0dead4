export type { InspectReport, ReportFinding } from './report.ts';
