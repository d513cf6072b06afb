import { SortAscendingOutlined } from '@ant-design/icons';
import { Button, Popover, Segmented, Select } from 'antd';
import { allFields } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';
import type { ShownHere } from '../use-shown.ts';

/** One sort after the other; the same as clicks on the heads, for touch and keyboard. */
export function SortMenu({ shown: { sort }, show }: Pick<ShownHere, 'shown' | 'show'>) {
  const { register } = useRegister();
  const fields = allFields(register).filter(({ isFilterable }) => isFilterable);
  const labelOf = (key: string): string => fields.find((field) => field.key === key)?.label ?? key;
  const list = (
    <div className="sort-menu">
      {sort.map((one, i) => (
        <div key={one.field} className="sort-line">
          <span>
            {i + 1}. {labelOf(one.field)}
          </span>
          <Segmented
            size="small"
            aria-label={`${labelOf(one.field)}的顺序`}
            options={[
              { value: 'up', label: '升序' },
              { value: 'down', label: '降序' },
            ]}
            value={one.isDescending ? 'down' : 'up'}
            onChange={(to) => show({ sort: sort.map((s) => (s === one ? { ...s, isDescending: to === 'down' } : s)) })}
          />
          <Button size="small" type="text" onClick={() => show({ sort: sort.filter((s) => s !== one) })}>
            去掉
          </Button>
        </div>
      ))}
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label="加一个排序字段"
        placeholder={sort.length === 0 ? '按哪个字段排序' : '再按哪个字段'}
        className="choice-input"
        value={null}
        options={fields
          .filter(({ key }) => !sort.some(({ field }) => field === key))
          .map(({ key, label }) => ({ value: key, label }))}
        onChange={(field: string | null) => field !== null && show({ sort: [...sort, { field, isDescending: false }] })}
      />
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list}>
      <Button icon={<SortAscendingOutlined />}>排序{sort.length > 0 && ` ${sort.length}`}</Button>
    </Popover>
  );
}
