/** Indonesian first, English beside it. */
export type Language = 'id' | 'en';

/** A text in both languages. */
export type Words = Readonly<Record<Language, string>>;
