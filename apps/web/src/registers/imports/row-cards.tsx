import { KIND_SIGNS } from '../../imports/states.tsx';
import type { Field } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';
import { isOfRow, KIND_WORDS } from './import-words.ts';
import type { ImportRow } from './use-import.ts';

export interface RowsShown {
  readonly rows: readonly ImportRow[];
  readonly fields: readonly Field[];
  readonly hasSheets: boolean;
}

/** The rows where a sheet does not fit: which one it is, why it is refused, what would change. */
export function RowCards({ rows, fields, hasSheets }: RowsShown) {
  return (
    <ul className="cards" aria-label="试运行结果">
      {rows.map((row) => (
        <li key={`${row.sheet}-${row.row}`} className={`card row-card row-${row.kind}`}>
          <RowCard row={row} fields={fields} hasSheets={hasSheets} />
        </li>
      ))}
    </ul>
  );
}

function RowCard({ row, fields, hasSheets }: { row: ImportRow; fields: readonly Field[]; hasSheets: boolean }) {
  const { register } = useRegister();
  const names = [...register.keyFields, register.title].map((key) => row.cells[key]);
  const title = [...new Set(names.map((cell) => cell?.value ?? cell?.raw ?? ''))].filter(Boolean).join(' ');
  const told = fields.filter(({ key }) => {
    const cell = row.cells[key];
    return cell !== undefined && (cell.problem !== null || (row.kind === 'changed' && cell.isChanged));
  });
  return (
    <>
      <div className="row-card-head">
        <span>
          <span aria-hidden="true">{KIND_SIGNS[row.kind]}</span> {KIND_WORDS[row.kind]}
        </span>
        <span className="quiet">
          {hasSheets && `${row.sheet} `}第 {row.row} 行
        </span>
      </div>
      {title !== '' && <div className="card-title">{title}</div>}
      {isOfRow(row) && <div className="problem">{row.problem}</div>}
      {told.map(({ key, label }) => (
        <Told key={key} label={label} cell={row.cells[key]!} />
      ))}
    </>
  );
}

function Told({ label, cell: { raw, value, old, problem } }: { label: string; cell: ImportRow['cells'][string] }) {
  if (problem !== null) return <div className="problem">{problem}</div>;
  return (
    <div>
      <span className="quiet">{label}</span> {value ?? (raw || '空')} {old !== null && <del>{old || '空'}</del>}
    </div>
  );
}
