/** Limits of questions. docs/security.md has the same as a table, and a test compares them. */
export const mcpLimits = {
  /** Bytes of a question. */
  body: 64 * 1024,
  /** Milliseconds within which it has to be complete. */
  bodyTime: 15_000,
  /** Unfinished ones at a time, of all clients. */
  unfinished: 64,
  /** How deep it may be nested; questions need 4 levels. */
  depth: 16,
  /** How many wait to be answered, one after another. */
  waiting: 400,
  /** Of one client: questions under way, questions saved up for a burst, questions earned in a minute; and how many clients are counted. */
  client: { atOnce: 16, burst: 120, perMinute: 300, clients: 10_000 },
};
