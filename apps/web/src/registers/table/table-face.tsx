import { Button, Pagination } from 'antd';
import { useNavigate } from 'react-router';
import { registerAddress } from '../../shell/catalogue.ts';
import { useDisplay } from '../../shell/display.ts';
import { Empty, FaultLine, Loading } from '../../shell/states.tsx';
import { EditGrid } from '../edit/edit-grid.tsx';
import { PAGE_SIZES } from '../model/address.ts';
import { fieldOf, type Field } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';
import type { ShownHere } from '../use-shown.ts';
import { GroupedCards } from './grouped-cards.tsx';
import { GroupedTable } from './grouped-table.tsx';
import { RecordCards } from './record-cards.tsx';
import { RecordsTable } from './records-table.tsx';
import { usePage } from './use-records.ts';

interface Props {
  here: ShownHere;
  onOpen: (id: string) => void;
  onImport: () => void;
}

export function TableFace({ here, onOpen, onImport }: Props) {
  const { register, asOf } = useRegister();
  const { isNarrow } = useDisplay();
  const { shown, show, columns } = here;
  const records = usePage(here);
  const fields = columns.map((key) => fieldOf(register, key)).filter((field): field is Field => field !== undefined);
  const by = shown.group === null ? undefined : fieldOf(register, shown.group);
  const isEditing = shown.isEditing && asOf === null && register.can.write && !isNarrow;
  if (records.isPending) return <Loading />;
  if (!records.data) return <FaultLine error={records.error} onRetry={() => void records.refetch()} />;
  const { data: rows, total } = records.data;
  if (total === 0) return <NoRows here={here} onImport={onImport} />;
  return (
    <>
      <FaultLine error={records.error} onRetry={() => void records.refetch()} />
      {isNarrow && by ? (
        <GroupedCards key={by.key} here={here} by={by} columns={fields} />
      ) : isNarrow ? (
        <RecordCards register={register} rows={rows} columns={fields} onOpen={onOpen} />
      ) : isEditing ? (
        <EditGrid rows={rows} columns={fields} sort={shown.sort} onSort={(sort) => show({ sort })} />
      ) : by ? (
        <GroupedTable key={by.key} here={here} by={by} columns={fields} onOpen={onOpen} />
      ) : (
        <RecordsTable
          label={register.label}
          rows={rows}
          columns={fields}
          sort={shown.sort}
          opened={shown.record}
          onSort={(sort) => show({ sort })}
          onOpen={onOpen}
        />
      )}
      {(!by || isEditing) && total > PAGE_SIZES[0] && (
        <Pagination
          className="pages"
          current={shown.page}
          pageSize={shown.size}
          total={total}
          showSizeChanger={{ showSearch: false }}
          pageSizeOptions={[...PAGE_SIZES]}
          showQuickJumper={!isNarrow}
          showTotal={(count, [from, to]) => `第 ${from}–${to} 条，共 ${count} 条`}
          onChange={(page, size) => {
            const known = PAGE_SIZES.find((one) => one === size);
            show(size === shown.size || known === undefined ? { page } : { size: known });
            window.scrollTo({ top: 0 });
          }}
        />
      )}
    </>
  );
}

/** Nothing here: what the register is for, or which filter is too narrow. */
function NoRows({ here: { shown, show }, onImport }: Pick<Props, 'here' | 'onImport'>) {
  const { register, district, asOf } = useRegister();
  const navigate = useNavigate();
  if (shown.conditions.length > 0 || shown.text !== '') {
    return (
      <Empty
        title="没有符合条件的记录"
        action={<Button onClick={() => show({ conditions: [], text: '' })}>看全部记录</Button>}
      >
        去掉一个条件，换一个词，或者看全部记录。
      </Empty>
    );
  }
  if (asOf !== null) return <Empty title="那时还没有记录">截至 {asOf}，这个台账里还没有记录。</Empty>;
  return (
    <Empty
      title={`${register.label}还是空的`}
      action={
        <span className="empty-acts">
          {register.can.import && (
            <Button type="primary" onClick={onImport}>
              导入 Excel 表
            </Button>
          )}
          {register.can.create && (
            <Button onClick={() => void navigate(`${registerAddress(district, register.key)}/new`)}>新增一条</Button>
          )}
        </span>
      }
    >
      {register.help ?? '还没有记录。'}
      {register.can.import && '手里的 Excel 表可以直接拖到本页。'}
    </Empty>
  );
}
