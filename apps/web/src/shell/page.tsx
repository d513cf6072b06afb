import { useEffect, type ReactNode } from 'react';

/** A page's head: what it is, and what can be done with all of it. Names the browser tab too. */
export function PageHead({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  useTitle(title);
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {note && <span className="page-note">{note}</span>}
      <span className="page-actions">{children}</span>
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 泉图`;
  }, [title]);
}
