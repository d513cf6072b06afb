import type { Matrix } from '@quantu/people';
import { useState } from 'react';
import { Pages } from '../../shell/pages.tsx';

export interface MatrixRow {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly cells: Matrix['routes'][number]['cells'];
}

const PAGE_SIZE = 100;
const SIGN = { yes: '✓', some: '△', no: '—' } as const;
const WORD = { yes: '可以', some: '有条件', no: '不可以' } as const;

interface Props {
  roles: Matrix['roles'];
  rows: readonly MatrixRow[];
  what: string;
}

/** Rows of rights under columns of roles; both heads stay where the eye needs them. */
export function MatrixTable({ roles, rows, what }: Props) {
  const [page, setPage] = useState(1);
  const current = Math.min(page, Math.max(1, Math.ceil(rows.length / PAGE_SIZE)));
  const shown = rows.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  return (
    <>
      <p className="quiet">✓ 可以　△ 有条件（如只限本单位，指向格子看条件）　— 不可以</p>
      <div className="matrix-holder sheet" tabIndex={0} role="region" aria-label="权限矩阵">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{what}</th>
              {roles.map(({ key, label, side }) => (
                <th key={key} scope="col">
                  <div className="quiet">{side}</div>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, label, note, cells }) => (
              <tr key={key}>
                <th scope="row">
                  {label}
                  {note !== '' && <div className="quiet tiny">{note}</div>}
                </th>
                {roles.map((role) => (
                  <Right key={role.key} cell={cells[role.key]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pages page={current} size={PAGE_SIZE} total={rows.length} onPage={setPage} />
    </>
  );
}

function Right({ cell }: { cell: MatrixRow['cells'][string] | undefined }) {
  const mark = cell?.mark ?? 'no';
  const words = [WORD[mark], cell?.text].filter((word) => word !== undefined && word !== '').join('：');
  return (
    <td className={`matrix-${mark}`} title={words}>
      <span aria-hidden="true">{SIGN[mark]}</span>
      <span className="sr-only">{words}</span>
    </td>
  );
}
