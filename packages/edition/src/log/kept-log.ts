/** What a reader keeps of a log, so that it can be held against what is served later. */
export interface KeptLog {
  /** The raw public key in base64 that signed new heads at the last look. */
  key: string;
  /** The statements about the key at the last look (keys/statement.ts), the oldest first. */
  keys: string[];
  /** The signed head: with it a reader can prove what the publisher stated. */
  note: string;
  /** The leaves below that head, as text. */
  entries: string[];
}
