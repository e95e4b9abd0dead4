import { Link } from '@tanstack/react-router';
import { Heading } from '../web/heading.tsx';
import { useWords } from '../web/language.tsx';
import { appWords } from './words.ts';

export function NotFound() {
  const { w } = useWords(appWords);
  return (
    <>
      <Heading>{w.notFound}</Heading>
      <p>
        <Link to="/">{w.backHome}</Link>
      </p>
    </>
  );
}
