import type { Sort } from '@quantu/registers';
import { nextSort } from '../model/address.ts';
import { unitOf, type Field } from '../model/fields.ts';

interface Props {
  columns: readonly Field[];
  sort: readonly Sort[];
  onSort: (sort: readonly Sort[]) => void;
  /** Cells before the columns: the row's number. */
  before?: React.ReactNode;
}

/** Heads with their unit. A click sorts, with Shift held it sorts by one field more. */
export function TableHead({ columns, sort, onSort, before }: Props) {
  return (
    <thead>
      <tr>
        {before}
        {columns.map((field, i) => (
          <th
            key={field.key}
            scope="col"
            className={[field.isNumeric && 'num', i === 0 && 'first-column'].filter(Boolean).join(' ')}
            aria-sort={sortWord(sort, field.key)}
            title={field.help ?? undefined}
          >
            {field.isFilterable ? <HeadButton field={field} sort={sort} onSort={onSort} /> : <HeadWord field={field} />}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function sortWord(sort: readonly Sort[], key: string): 'ascending' | 'descending' | 'none' {
  const found = sort.find(({ field }) => field === key);
  return found ? (found.isDescending ? 'descending' : 'ascending') : 'none';
}

function HeadWord({ field }: { field: Field }) {
  const unit = unitOf(field);
  return (
    <>
      {field.label}
      {unit !== '' && <span className="head-unit">{unit}</span>}
    </>
  );
}

function HeadButton({ field, sort, onSort }: { field: Field } & Pick<Props, 'sort' | 'onSort'>) {
  const place = sort.findIndex((one) => one.field === field.key);
  const arrow = place < 0 ? '' : sort[place]!.isDescending ? '▼' : '▲';
  return (
    <button
      type="button"
      className="head-button"
      title="点一下排序，按住 Shift 再点一列为多级排序"
      onClick={(event) => onSort(nextSort(sort, field.key, event.shiftKey))}
    >
      {place >= 0 && (
        <span className="sort-arrow" aria-hidden="true">
          {arrow}
          {sort.length > 1 && <sub>{place + 1}</sub>}
        </span>
      )}
      <HeadWord field={field} />
    </button>
  );
}
