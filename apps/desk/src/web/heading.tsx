import { useEffect } from 'react';
import { useWords } from './language.tsx';

interface HeadingProps {
  children: string;
  /** Title of the browser tab, where it differs from the heading. */
  tab?: string;
  className?: string;
}

/** The heading of a screen. It is the title of the browser tab, too, so that open tabs and the history differ by screen. */
export function Heading({ children, tab = children, className }: HeadingProps) {
  const { w } = useWords();
  useEffect(() => {
    document.title = `${tab} · SIP KADIN`;
    return () => {
      // Until the next screen has its data.
      document.title = `SIP KADIN: ${w.desk}`;
    };
  }, [tab, w.desk]);
  return <h1 className={className}>{children}</h1>;
}
