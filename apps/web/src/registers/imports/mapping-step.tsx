import { Button, Checkbox, Tabs } from 'antd';
import { useRegister } from '../use-register.tsx';
import { ColumnsList } from './columns-list.tsx';
import { isUnsure, missingFields, withHeadRow } from './mapping.ts';
import { SheetView } from './sheet-view.tsx';
import type { Import, ImportHere, Sheet } from './use-import.ts';

/** The sheet as it is on the left, what its columns mean on the right. */
export function MappingStep({ one, here: { map, act } }: { one: Import; here: ImportHere }) {
  const { register } = useRegister();
  const isBusy = map.isPending || act.isPending;
  const missing = missingFields(register, one.sheets);
  const used = one.sheets.filter(({ isUsed }) => isUsed);
  const unsure = used.reduce((sum, { columns }) => sum + columns.filter(isUnsure).length, 0);
  const put = (sheet: Sheet): void =>
    map.mutate(one.sheets.map((other) => (other.name === sheet.name ? sheet : other)));
  const rows = used.reduce((sum, sheet) => sum + sheet.rowCount, 0);
  return (
    <>
      <div className="import-acts">
        <span>
          {used.length} 张表，约 {rows} 行
          {one.isRemembered && <span className="quiet">　这种表以前导入过，按上次的对应填好了</span>}
          {unsure > 0 && <span className="watch-word">　▲ {unsure} 列没有把握，请看一看</span>}
          {missing.length > 0 && (
            <span className="problem">　■ 还没有对应：{missing.map(({ label }) => label).join('、')}</span>
          )}
        </span>
        <Button type="primary" disabled={isBusy || used.length === 0} onClick={() => act.mutate('check')}>
          试运行
        </Button>
      </div>
      <Tabs
        defaultActiveKey={used[0]?.name ?? one.sheets[0]?.name ?? ''}
        items={one.sheets.map((sheet) => ({
          key: sheet.name,
          label: `${sheet.name}${sheet.isHidden ? '（隐藏）' : ''}${sheet.isUsed ? '' : '（不导入）'}`,
          children: (
            <>
              <Checkbox
                checked={sheet.isUsed}
                disabled={isBusy}
                onChange={() => put({ ...sheet, isUsed: !sheet.isUsed })}
              >
                导入这张表
              </Checkbox>
              <div className="import-columns">
                <SheetView sheet={sheet} isBusy={isBusy} onHeadRow={(row) => put(withHeadRow(sheet, row))} />
                {sheet.isUsed && <ColumnsList sheet={sheet} isBusy={isBusy} onChange={put} />}
              </div>
            </>
          ),
        }))}
      />
    </>
  );
}
