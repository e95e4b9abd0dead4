import type { Language } from '@sipkadin/budget';
import { Fragment } from 'react';

interface IndonesianProps {
  /** Of the page. */
  language: Language;
  text: string;
  /** Names within the text that are Indonesian in every language. */
  names: readonly string[];
}

/** A sentence in which a reading voice speaks the names as Indonesian, whatever the language of the page. */
export function Indonesian({ language, text, names }: IndonesianProps) {
  const [name] = names.filter((one) => one !== '' && text.includes(one)).toSorted((a, b) => b.length - a.length);
  if (language === 'id' || name === undefined) return <>{text}</>;
  const parts = text.split(name);
  return (
    <>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
        <Fragment key={at}>
          {at > 0 && <span lang="id">{name}</span>}
          <Indonesian language={language} text={part} names={names} />
        </Fragment>
      ))}
    </>
  );
}
