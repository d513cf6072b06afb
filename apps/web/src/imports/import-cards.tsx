import { Link } from 'react-router';
import { Cards } from '../shell/cards.tsx';
import { moment } from '../shell/moment.ts';
import { StateLight, type ImportState, type StateWords } from './states.tsx';
import './imports.css';

interface Run {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly by: string;
  readonly at: string;
}

interface Props<One> {
  rows: readonly One[];
  words: StateWords;
  /** Where one is looked at, without its id. */
  pages: string;
  counts: (one: One) => string;
}

/** Every import: what it brought, and whether it still stands. */
export function ImportCards<One extends Run>({ rows, words, pages, counts }: Props<One>) {
  return (
    <Cards
      rows={rows}
      keyOf={({ id }) => id}
      renderCard={(one) => (
        <Link className="card import-card" to={`${pages}/${one.id}`}>
          <span className="card-title">{one.fileName}</span>
          <StateLight state={one.state} words={words} />
          <span>{counts(one)}</span>
          <span className="quiet">
            {one.by} · {moment(one.at)}
          </span>
        </Link>
      )}
    />
  );
}
