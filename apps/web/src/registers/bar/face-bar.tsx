import { AppstoreOutlined, EnvironmentOutlined, FilterOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useDisplay } from '../../shell/display.ts';
import { FACES, type Face } from '../model/address.ts';
import { allFields, isGroupable } from '../model/fields.ts';
import { SearchInput } from '../filter/search-input.tsx';
import { useRegister } from '../use-register.tsx';
import type { ShownHere } from '../use-shown.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import { GroupChoice } from './group-choice.tsx';
import { SortMenu } from './sort-menu.tsx';
import { ViewsMenu } from './views-menu.tsx';

interface Props {
  here: ShownHere;
  /** How many conditions hold. */
  filters: number;
  isFilterOpen: boolean;
  onFilter: () => void;
}

const WORDS: Readonly<Record<Face, readonly [string, React.ReactNode]>> = {
  table: ['表格', <TableOutlined key="table" />],
  map: ['地图', <EnvironmentOutlined key="map" />],
  board: ['看板', <AppstoreOutlined key="board" />],
};

/** 表格 · 地图 · 看板, and what belongs to each. */
export function FaceBar({ here, filters, isFilterOpen, onFilter }: Props) {
  const { shown, show } = here;
  const { register } = useRegister();
  const { isPhone, isNarrow } = useDisplay();
  const hasBoard = allFields(register).some(isGroupable);
  const faces = FACES.filter((face) => (face === 'map' ? register.geometry !== null : face === 'table' || hasBoard));
  return (
    <div className="bar face-bar">
      {faces.length > 1 && (
        <Segmented
          aria-label="看法"
          options={faces.map((face) => ({ value: face, label: WORDS[face][0], icon: WORDS[face][1] }))}
          value={shown.face}
          onChange={(face) => show({ face })}
        />
      )}
      <SearchInput
        text={shown.text}
        label={`在${register.label}里查找`}
        onSearch={(text) => show({ text }, { replace: true })}
      />
      {isPhone && (
        <Button icon={<FilterOutlined />} aria-expanded={isFilterOpen} onClick={onFilter}>
          筛选{filters > 0 && ` ${filters}`}
        </Button>
      )}
      <span className="face-tools">
        {shown.face === 'table' && (!shown.isEditing || isNarrow) && (
          <GroupChoice
            label="按字段分组"
            placeholder="分组"
            value={shown.group}
            onChange={(group) => show({ group })}
          />
        )}
        {shown.face === 'board' && (
          <GroupChoice
            label="看板的列"
            placeholder="列"
            value={shown.by ?? (register.states.length > 0 ? 'state' : null)}
            onChange={(by) => show({ by })}
          />
        )}
        {shown.face === 'map' && (
          <GroupChoice
            label="地图的颜色"
            placeholder="颜色"
            value={shown.by ?? (register.states.length > 0 ? 'state' : null)}
            onChange={(by) => show({ by })}
          />
        )}
        {shown.face !== 'map' && <SortMenu shown={shown} show={show} />}
        {shown.face === 'table' && <ColumnsMenu columns={here.columns} show={show} />}
        <ViewsMenu />
      </span>
    </div>
  );
}
