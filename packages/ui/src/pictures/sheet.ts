/** Colours by the name of their token, `--ina-guide`. */
export type Colours = Readonly<Record<string, string>>;

/** Of a chart's picture, in its own units. */
export const pictureWidth = 960;
export const margin = 32;
