import { Button, Popconfirm } from 'antd';
import { addressOf } from '@quantu/people';
import { importRoutes } from '@quantu/product-registers';
import { useState } from 'react';
import { MappingStep } from './mapping-step.tsx';
import { countsText } from './import-words.ts';
import { RowsTable } from './rows-table.tsx';
import type { Import, useImport } from './use-import.ts';

type Here = ReturnType<typeof useImport>;

/** What would happen, cell by cell; nothing is written before the button is pressed. */
export function CheckedStep({ one, here: { act, map, params } }: { one: Import; here: Here }) {
  const [isMapping, setMapping] = useState(false);
  const { counts } = one;
  if (isMapping && one.can.map) {
    return (
      <MappingStep
        one={one}
        isBusy={map.isPending || act.isPending}
        onMap={map.mutate}
        onCheck={() => act.mutate('check')}
      />
    );
  }
  const writing = counts.new + counts.changed;
  return (
    <>
      <div className="import-acts">
        <span>
          {countsText(counts) || '没有数据行'}
          {one.note !== '' && <span className="quiet">　{one.note}</span>}
          {writing === 0 && counts.rejected === 0 && <b>　和台账里的一样，不用写入</b>}
        </span>
        <span className="save-acts">
          <Button onClick={() => setMapping(true)}>改对应</Button>
          {counts.rejected > 0 && (
            <Button href={addressOf(importRoutes.rejected, { params })} download>
              下载被拒的 {counts.rejected} 行
            </Button>
          )}
          <Popconfirm
            title={`写入 ${writing} 行？`}
            description={
              counts.rejected > 0 ? `被拒的 ${counts.rejected} 行不写，改好后再导入一次` : '写入以后可以整体撤销'
            }
            okText="写入"
            disabled={!one.can.write}
            onConfirm={() => act.mutate('write')}
          >
            <Button type="primary" disabled={!one.can.write} loading={act.isPending}>
              写入 {writing} 行
            </Button>
          </Popconfirm>
        </span>
      </div>
      <RowsTable one={one} params={params} />
    </>
  );
}
