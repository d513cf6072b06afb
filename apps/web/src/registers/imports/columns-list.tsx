import { Select } from 'antd';
import { fieldOf } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';
import { importable, inOrderOfDoubt, isUnsure, unitsFor, withField, withUnit } from './mapping.ts';
import type { Column, Sheet } from './use-import.ts';

interface Props {
  sheet: Sheet;
  isBusy: boolean;
  onChange: (sheet: Sheet) => void;
}

/** What each column means; the ones the program is unsure of stand first. */
export function ColumnsList({ sheet, isBusy, onChange }: Props) {
  return (
    <ul className="columns-list" aria-label="列的对应">
      {inOrderOfDoubt(sheet.columns).map((column) => (
        <li key={column.column} className={isUnsure(column) ? 'is-unsure' : ''}>
          <OneColumn sheet={sheet} column={column} isBusy={isBusy} onChange={onChange} />
        </li>
      ))}
    </ul>
  );
}

function OneColumn({ sheet, column, isBusy, onChange }: Props & { column: Column }) {
  const { register } = useRegister();
  const field = column.field === null ? undefined : fieldOf(register, column.field);
  const units = field ? unitsFor(field) : [];
  const name = column.head || `${column.letter} 列`;
  return (
    <>
      <div className="column-words">
        <b>
          {isUnsure(column) && <span aria-label="没有把握">▲ </span>}
          {name}
        </b>{' '}
        <span className="quiet">
          {/^[A-Z]+$/.test(column.letter) && `${column.letter} 列`}
          {column.isHidden && '（隐藏）'}
        </span>
        <div className="quiet column-samples">{column.samples.slice(0, 3).join('，') || '（空）'}</div>
      </div>
      <div className="column-choice">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={`“${name}”对应的字段`}
          placeholder="不导入"
          disabled={isBusy}
          popupMatchSelectWidth={false}
          value={column.field}
          options={importable(register).map(({ key, label, isRequired }) => ({
            value: key,
            label: isRequired ? `${label} *` : label,
          }))}
          onChange={(chosen: string | null | undefined) => onChange(withField(sheet, column.column, chosen ?? null))}
        />
        {units.length > 0 && (
          <Select
            aria-label={`“${name}”的单位`}
            disabled={isBusy}
            placeholder="单位"
            value={column.unit}
            options={units.map((unit) => ({ value: unit, label: unit }))}
            onChange={(unit: string) => onChange(withUnit(sheet, column.column, unit))}
          />
        )}
      </div>
    </>
  );
}
