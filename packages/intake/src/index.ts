export type { InspectReport, ReportFinding } from './report.ts';
export { type TemplateHead, writeTemplate } from './template.ts';
