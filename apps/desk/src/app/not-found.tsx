import { Link } from '@tanstack/react-router';
import { useWords } from '../web/language.tsx';

export function NotFound() {
  const { w } = useWords();
  return (
    <>
      <h1>{w.notFound}</h1>
      <p>
        <Link to="/">{w.backHome}</Link>
      </p>
    </>
  );
}
