/** How far reading a file has come. */
export interface Progress {
  stage: 'waiting' | 'opening' | 'reading' | 'checking' | 'storing';
  rows: number;
}

/** `failed` holds the reference under which the fault stands in the log. */
export type JobState = Progress | { stage: 'failed'; reference: string };
