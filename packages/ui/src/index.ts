export { Amount } from './amount.tsx';
export { Bar } from './bar.tsx';
export { BulletList, type BulletRow } from './bullet-list.tsx';
export { Chart } from './chart.tsx';
export { type CurveMonth, curveUnit, isWhole, partOfMonth } from './curve-table.tsx';
export { type Column, DataTable, type TableRow } from './data-table.tsx';
export {
  chooseUnit,
  compareNames,
  dash,
  formatBytes,
  formatCount,
  formatDate,
  formatInstant,
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
export { type HeatCell, type HeatRow, HeatTable } from './heat-table.tsx';
export { formatName } from './names.ts';
export { SCurve } from './s-curve.tsx';
export { Shield } from './shield.tsx';
export { StackedBar, type StackPart } from './stacked-bar.tsx';
export { SimulatedStrip, Stamp } from './stamp.tsx';
export { StatusMark, StatusShape } from './status-mark.tsx';
export { Waterfall, type WaterfallStep } from './waterfall.tsx';
export { type UiWords, words } from './words.ts';
