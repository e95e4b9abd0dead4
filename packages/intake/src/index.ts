export type { InspectReport, ReportFinding } from './report.ts';
export { type TemplateHead, writeTemplate } from './template.ts';
export { IntakeFault, type Reading, type ReadOptions, type ReadStatement, read } from './sandbox.ts';
