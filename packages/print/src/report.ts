/** All texts of a report of tables on A4 across, ready to be laid out: plain text, never markup. */
export interface Report {
  lang: 'id' | 'en';
  title: string;
  government: string;
  date: string;
  /** What the tables are and are not, as a sentence. */
  lead: string;
  tables: {
    title: string;
    /** '' for none. */
    note: string;
    /** `width` in shares of the line. */
    columns: { name: string; width: number }[];
    /** A cell that is a web address can be followed. */
    rows: string[][];
  }[];
  words: { page: string; of: string };
  /** At the foot of every page. */
  foot: string;
}
