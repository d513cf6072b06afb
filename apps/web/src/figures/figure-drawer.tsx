import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '@quantu/people';
import { documentRoutes } from '@quantu/product-documents';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { figureParts } from '../shell/figure-parts.tsx';
import { officeRange } from '../shell/figure-text.ts';
import { moment } from '../shell/moment.ts';
import { Parts } from '../shell/parts.tsx';
import { SideDrawer } from '../shell/side-drawer.tsx';
import { Binding } from './binding.tsx';
import { placeOf } from './figures-table.tsx';

type Answer = AnswerOf<typeof documentRoutes.figure>['data'];

/** A figure, opened: what it says, where it is from, what it was before. */
export function FigureDrawer({ district, id, onClose }: { district: string; id: string; onClose: () => void }) {
  const figure = useQuery({
    queryKey: ['figures', district, 'one', id],
    queryFn: ({ signal }) => call(documentRoutes.figure, { params: { district, figure: id }, signal }),
  });
  return (
    <SideDrawer title="数字的来历" asked={figure} onClose={onClose}>
      {({ data }) => <Opened district={district} answer={data} />}
    </SideDrawer>
  );
}

function Opened({ district, answer: { figure, versions } }: { district: string; answer: Answer }) {
  const { surface, subject, before, after, document, path } = figure;
  return (
    <>
      <p className="detail-surface">{surface}</p>
      <p>{subject}</p>
      <h3 className="drawer-head">口径</h3>
      <Parts parts={figureParts(figure)} />
      <Binding district={district} figure={figure} />
      <h3 className="drawer-head">出处</h3>
      <p className="context">
        …{before}
        <b>{surface}</b>
        {after}…
      </p>
      <Link to={placeOf(district, figure)}>
        《{document.title}》{document.number} {path.join('')}
      </Link>
      <h3 className="drawer-head">历次更正</h3>
      <Versions versions={versions} />
    </>
  );
}

/** The latest first; the first one is what was accepted. */
function Versions({ versions }: { versions: Answer['versions'] }) {
  return (
    <ol className="history">
      {versions.map(({ from, by, subject, value, value2, unit }, i) => (
        <li key={from}>
          <div className="quiet">
            {moment(from)} · {by} {i === versions.length - 1 ? '采纳' : '更正'}
          </div>
          <div>
            {subject} <b>{officeRange(value, value2, unit)}</b>
          </div>
        </li>
      ))}
    </ol>
  );
}
