import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { store } from '../model/storage.ts';
import { allFields, isColumn } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';
import { columnsKey, type ShownHere } from '../use-shown.ts';

/** Which columns, in which order: in the address to be sent on, and remembered on this computer. */
export function ColumnsMenu({ columns, show }: Pick<ShownHere, 'columns' | 'show'>) {
  const { register } = useRegister();
  const all = allFields(register).filter(isColumn);
  const order = [...columns, ...all.map(({ key }) => key).filter((key) => !columns.includes(key))];
  const labelOf = (key: string): string => all.find((field) => field.key === key)?.label ?? key;
  const take = (next: readonly string[] | null): void => {
    store(columnsKey(register.key), next);
    show({ columns: next });
  };
  const toggle = (key: string): void => {
    const next = columns.includes(key) ? columns.filter((one) => one !== key) : [...columns, key];
    if (next.length > 0) take(next);
  };
  const move = (key: string, by: number): void => {
    const next = [...columns];
    const at = next.indexOf(key);
    const other = next[at + by];
    if (other === undefined) return;
    next[at + by] = key;
    next[at] = other;
    take(next);
  };
  const list = (
    <div className="columns-menu">
      <ul>
        {order.map((key) => (
          <li key={key}>
            <Checkbox checked={columns.includes(key)} onChange={() => toggle(key)}>
              {labelOf(key)}
            </Checkbox>
            {columns.includes(key) && (
              <span>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={`${labelOf(key)} 前移`}
                  disabled={columns[0] === key}
                  onClick={() => move(key, -1)}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  aria-label={`${labelOf(key)} 后移`}
                  disabled={columns.at(-1) === key}
                  onClick={() => move(key, 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => take(null)}>
        恢复默认列
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list} destroyOnHidden>
      <Button icon={<TableOutlined />}>列</Button>
    </Popover>
  );
}
