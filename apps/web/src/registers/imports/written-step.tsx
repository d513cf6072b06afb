import { addressOf } from '@quantu/people';
import { importRoutes } from '@quantu/product-registers';
import { Button } from 'antd';
import { Link } from 'react-router';
import { UndoButton, WrittenAlert } from '../../imports/written-alert.tsx';
import { registerAddress } from '../../shell/catalogue.ts';
import { useRegister } from '../use-register.tsx';
import { rowsText } from './import-words.ts';
import { RowsTable } from './rows-table.tsx';
import type { Import, ImportHere } from './use-import.ts';

/** What was written, and the one button that takes it all back. */
export function WrittenStep({ one, here: { act, params } }: { one: Import; here: ImportHere }) {
  const { register, district } = useRegister();
  const { rejected } = one.counts;
  return (
    <>
      <WrittenAlert one={one} written={`已写入：${rowsText(one.counts)}`} undone="已整体撤销，台账和导入以前一样">
        {rejected > 0 && (
          <Button href={addressOf(importRoutes.rejected, { params })} download>
            下载被拒的 {rejected} 行
          </Button>
        )}
        <UndoButton one={one} act={act} ask="把这次写入整体撤销？" warning="写入以后又被别人改过的行，先列出来再定" />
        <Link to={registerAddress(district, register.key)}>看{register.label}</Link>
      </WrittenAlert>
      <RowsTable one={one} params={params} />
    </>
  );
}
