export { Amount, ExactAmounts } from './amount.tsx';
export { Bar } from './charts/bar.tsx';
export { BulletList, type BulletRow } from './charts/bullet-list.tsx';
export { Chart } from './charts/chart.tsx';
export { type CurveMark, type CurveMonth, curveUnit, isWhole, partOfMonth } from './charts/curve-table.tsx';
export { DotStrip } from './charts/dot-strip.tsx';
export { type HeatCell, type HeatRow, HeatTable } from './charts/heat-table.tsx';
export { type ForecastPoint, SCurve } from './charts/s-curve.tsx';
export { SmallLines } from './charts/small-lines.tsx';
export { StackedBar, type StackPart } from './charts/stacked-bar.tsx';
export { Waterfall, type WaterfallStep } from './charts/waterfall.tsx';
export { WorksBar } from './charts/works-bar.tsx';
export { type Column, DataTable, type TableRow, TableSeen, useShown } from './data-table.tsx';
export {
  chooseUnit,
  compareNames,
  dash,
  formatBytes,
  formatCount,
  formatDate,
  formatGrowth,
  formatInstant,
  formatInUnit,
  formatLra,
  formatMonth,
  formatPoints,
  formatPointsSize,
  formatProgress,
  formatRatio,
  formatRupiah,
  formatShort,
  type Unit,
  unitLabel,
} from './format.ts';
export { Indonesian } from './indonesian.tsx';
export { formatName } from './names.ts';
export { partsFile } from './pictures/bars-file.ts';
export { type ChartFile, ChartFiles, ChartLinks, type PictureStrip } from './pictures/chart-file.tsx';
export { ChartPicture, type PictureFacts } from './pictures/chart-picture.tsx';
export type { Colours } from './pictures/sheet.ts';
export { textLines } from './pictures/text-lines.ts';
export { Shield } from './shield.tsx';
export { SimulatedStrip, Stamp } from './stamp.tsx';
export { StatusMark, StatusShape } from './status-mark.tsx';
export { type UiWords, words } from './words/words.ts';
