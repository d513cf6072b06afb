import { Button, Popconfirm } from 'antd';
import { FaultLine } from '../../shell/states.tsx';
import { countCells, type Edits } from '../model/edits.ts';

interface Props {
  edits: Edits;
  /** Rows with edits that are not on this page. */
  elsewhere: number;
  notice: string | null;
  isSaving: boolean;
  canUndo: boolean;
  error: unknown;
  onSave: () => void;
  onUndo: () => void;
  onDiscard: () => void;
}

/** What is changed and not saved, and the one button that saves it. */
export function SaveBar({ edits, elsewhere, notice, isSaving, canUndo, error, onSave, onUndo, onDiscard }: Props) {
  const { cells, problems, rows } = countCells(edits);
  return (
    <div className="save-bar" role="region" aria-label="没有保存的修改">
      <span role="status">
        {rows === 0 ? (
          <span className="quiet">
            方向键移动，直接输入或 F2 修改，可从 Excel 粘贴一块，Ctrl+D 向下填充，Ctrl+Z
            撤销一步。灰色的格不能改，停在上面看原因
          </span>
        ) : (
          <>
            改了 <b>{cells}</b> 格，{rows} 行{elsewhere > 0 && `，其中 ${elsewhere} 行不在这一页`}
            {problems > 0 && <span className="problem">　■ {problems} 格填得不对，改好前不保存</span>}
          </>
        )}
        {notice !== null && <span className="problem">　{notice}</span>}
      </span>
      <span className="save-acts">
        <Button disabled={!canUndo} onClick={onUndo}>
          撤销一步
        </Button>
        <Popconfirm title={`放弃 ${rows} 行没有保存的修改？`} okText="放弃" onConfirm={onDiscard} disabled={rows === 0}>
          <Button disabled={rows === 0}>全部放弃</Button>
        </Popconfirm>
        <Button type="primary" disabled={cells === 0} loading={isSaving} onClick={onSave}>
          保存
        </Button>
      </span>
      <FaultLine error={error} />
    </div>
  );
}
