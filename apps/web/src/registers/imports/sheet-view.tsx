import { fieldOf } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';
import type { Sheet } from './use-import.ts';

interface Props {
  sheet: Sheet;
  isBusy: boolean;
  onHeadRow: (row: number) => void;
}

/** The first rows as they stand in the file. The head rows found are marked; a click on a row's number changes that. */
export function SheetView({ sheet, isBusy, onHeadRow }: Props) {
  const { register } = useRegister();
  const { rows, headRows, skipped, columns } = sheet;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columnAt = (at: number) => columns.find(({ column }) => column === at + 1);
  return (
    <div
      className="sheet-view"
      data-scroll
      tabIndex={0}
      role="region"
      aria-label={`${sheet.name}的前 ${rows.length} 行`}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">行号，点一下设为表头</span>
            </th>
            {Array.from({ length: width }, (_, i) => {
              const column = columnAt(i);
              const field = column?.field ? fieldOf(register, column.field) : undefined;
              return (
                <th key={i} scope="col" className={field ? 'is-mapped' : ''}>
                  {column?.letter ?? ''}
                  {field && <div>{field.label}</div>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => {
            const number = i + 1;
            const isHead = headRows.includes(number);
            const why = skipped.find((one) => one.row === number)?.why;
            const words = [isHead && 'is-head', why !== undefined && !isHead && 'is-skipped'];
            return (
              // Rows of a file have nothing but their place.
              <tr key={number} className={words.filter(Boolean).join(' ')} title={why}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={isHead}
                    disabled={isBusy}
                    title={isHead ? '不作表头' : '设为表头'}
                    onClick={() => onHeadRow(number)}
                  >
                    {number}
                    {isHead && <span className="tiny"> 表头</span>}
                  </button>
                </th>
                {Array.from({ length: width }, (_, at) => (
                  <td key={at}>{row[at]}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
