export type { CurvePoint, Mark, Paper, PaperTable } from './paper.ts';
export { printPaper } from './print.ts';
