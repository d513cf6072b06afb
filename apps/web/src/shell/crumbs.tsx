import { Fragment } from 'react';
import { Link } from 'react-router';

/** What lies above a page, the outermost first. */
export function Crumbs({ above }: { above: readonly (readonly [to: string, label: string])[] }) {
  return (
    <nav className="crumbs" aria-label="位置">
      {above.map(([to, label], i) => (
        <Fragment key={to}>
          {i > 0 && ' › '}
          <Link to={to}>{label}</Link>
        </Fragment>
      ))}
    </nav>
  );
}
