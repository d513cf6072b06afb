import { addressOf } from '@quantu/people';
import { importRoutes } from '@quantu/product-registers';
import { Button } from 'antd';
import { useState } from 'react';
import { CheckedBar } from '../../imports/checked-bar.tsx';
import { rowsText } from './import-words.ts';
import { MappingStep } from './mapping-step.tsx';
import { RowsTable } from './rows-table.tsx';
import type { Import, ImportHere } from './use-import.ts';

/** What would happen, cell by cell; nothing is written before the button is pressed. */
export function CheckedStep({ one, here }: { one: Import; here: ImportHere }) {
  const [isMapping, setMapping] = useState(false);
  if (isMapping && one.can.map) return <MappingStep one={one} here={here} />;
  const { act, params } = here;
  const { counts } = one;
  const writing = counts.new + counts.changed;
  return (
    <>
      <CheckedBar
        one={one}
        act={act}
        said={rowsText(counts) || '没有数据行'}
        remark={writing === 0 && counts.rejected === 0 && <b>　和台账里的一样，不用写入</b>}
        ask={`写入 ${writing} 行？`}
        warning={counts.rejected > 0 ? `被拒的 ${counts.rejected} 行不写，改好后再导入一次` : '写入以后可以整体撤销'}
        okText="写入"
        word={`写入 ${writing} 行`}
      >
        <Button onClick={() => setMapping(true)}>改对应</Button>
        {counts.rejected > 0 && (
          <Button href={addressOf(importRoutes.rejected, { params })} download>
            下载被拒的 {counts.rejected} 行
          </Button>
        )}
      </CheckedBar>
      <RowsTable one={one} params={params} />
    </>
  );
}
