/** How far reading a file has come. */
export interface Progress {
  stage: 'opening' | 'reading' | 'checking' | 'storing';
  rows: number;
}

/** `waiting` says how many readings come before; `failed` holds the reference under which the fault stands in the log. */
export type JobState = Progress | { stage: 'waiting'; before: number } | { stage: 'failed'; reference: string };
