export { type InspectReport, type ReportFinding, withFindings } from './report.ts';
export { IntakeFault, type Reading, type ReadOptions, type ReadStatement, read } from './sandbox.ts';
export { type TemplateHead, writeTemplate } from './template.ts';
