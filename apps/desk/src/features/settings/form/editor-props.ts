/** What the fields of a setting get. */
export interface EditorProps<Value> {
  value: Value;
  onChange: (value: unknown) => void;
  /** Id of the text that says what is wrong; undefined where nothing is. */
  described: string | undefined;
}
