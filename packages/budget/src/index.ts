export * from './code.ts';
export * from './finding.ts';
export { findingRules } from './finding-rules.ts';
export type { Government } from './government.ts';
export * from './money.ts';
export * from './period.ts';
export * from './statement.ts';
export * from './template.ts';
export * from './version.ts';
