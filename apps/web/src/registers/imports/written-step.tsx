import { Alert, Button, Popconfirm } from 'antd';
import { addressOf } from '@quantu/people';
import { importRoutes } from '@quantu/product-registers';
import { Link } from 'react-router';
import { registerAddress } from '../../shell/catalogue.ts';
import { useRegister } from '../use-register.tsx';
import { countsText } from './import-words.ts';
import { RowsTable } from './rows-table.tsx';
import type { Import, useImport } from './use-import.ts';

type Here = ReturnType<typeof useImport>;

/** What was written, and the one button that takes it all back. */
export function WrittenStep({ one, here: { act, params } }: { one: Import; here: Here }) {
  const { register, district } = useRegister();
  const isUndone = one.state === 'undone';
  const { counts } = one;
  return (
    <>
      <Alert
        type={isUndone ? 'info' : 'success'}
        showIcon
        className="fault-line"
        title={isUndone ? '已整体撤销，台账和导入以前一样' : `已写入：${countsText(counts)}`}
        description={one.note === '' ? undefined : one.note}
        action={
          <span className="save-acts">
            {counts.rejected > 0 && (
              <Button href={addressOf(importRoutes.rejected, { params })} download>
                下载被拒的 {counts.rejected} 行
              </Button>
            )}
            {one.can.undo && (
              <Popconfirm
                title="把这次写入整体撤销？"
                description="写入以后又被别人改过的行，先列出来再定"
                okText="撤销"
                onConfirm={() => act.mutate('undo')}
              >
                <Button loading={act.isPending}>整体撤销</Button>
              </Popconfirm>
            )}
            <Link to={registerAddress(district, register.key)}>看{register.label}</Link>
          </span>
        }
      />
      <RowsTable one={one} params={params} />
    </>
  );
}
