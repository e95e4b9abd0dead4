/** A question that reading the rows left open, for a person to answer. */
export type OpenQuestion =
  /** A column of percentages that could as well be fractions. */
  | { key: 'percent'; sheet: string; ref: string; sample: string }
  /** Columns that may hold the progress to date. */
  | { key: 'column'; sheet: string; columns: readonly { letters: string; printed: string }[] }
  /** Regions of a table of many. */
  | { key: 'region'; sheet: string; regions: readonly { value: string; name: string }[] }
  /** Lines without a unit beneath an OPD's name: the OPD's, or the whole government's. */
  | { key: 'unit'; sheet: string; ref: string; text: string }
  /** A column of amounts whose label does not say which. */
  | { key: 'measure'; sheet: string; ref: string; label: string }
  /** Whether dots or commas separate the thousands of a column. */
  | { key: 'numbers'; sheet: string; ref: string; sample: string };
