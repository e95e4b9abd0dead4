export type { RememberedMapping } from './mapping/choose.ts';
export { type MappingDraft, type MappingGap, type MappingKind, mappingGaps, type Target } from './mapping/mapping.ts';
export { parseMapping } from './mapping/parse.ts';
export type { MappingColumn, MappingView } from './mapping/view.ts';
export { type InspectReport, type ReportFinding, withFindings } from './report.ts';
export { IntakeFault, type Reading, type ReadOptions, type ReadStatement, read, rowsAround } from './sandbox.ts';
export type { Surroundings } from './surroundings.ts';
export { type TemplateHead, writeTemplate } from './template.ts';
export { type Unpacked, unpack } from './unpack.ts';
