export { type Banner, type BannerSize, bannerSizes } from './banner.ts';
export type { CurvePoint, Mark, Paper, PaperTable } from './paper.ts';
export { printBanner, printPaper, printReport } from './print.ts';
export type { Report } from './report.ts';
