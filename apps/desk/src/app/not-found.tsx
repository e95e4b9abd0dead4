import { Link } from '@tanstack/react-router';
import { useWords } from '../web/language.tsx';
import { appWords } from './words.ts';

export function NotFound() {
  const { w } = useWords(appWords);
  return (
    <>
      <h1>{w.notFound}</h1>
      <p>
        <Link to="/">{w.backHome}</Link>
      </p>
    </>
  );
}
