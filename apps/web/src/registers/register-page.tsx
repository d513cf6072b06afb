import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { useDrop } from '../shell/use-drop.ts';
import { recordAddress } from '../shell/catalogue.ts';
import { useDisplay } from '../shell/display.ts';
import { grouped } from '../shell/figure-text.ts';
import { PageHead } from '../shell/page.tsx';
import { Loading } from '../shell/states.tsx';
import { Board } from './board/board.tsx';
import { FaceBar } from './bar/face-bar.tsx';
import { HeadActions } from './bar/head-actions.tsx';
import { FilterBar } from './filter/filter-bar.tsx';
import { useStartImport } from './imports/use-start-import.ts';
import { RecordDrawer } from './record/record-drawer.tsx';
import { TableFace } from './table/table-face.tsx';
import { useCount } from './table/use-records.ts';
import { useRegister, WithRegister } from './use-register.tsx';
import { useShown } from './use-shown.ts';
import './registers.css';

const MapFace = lazy(async () => ({ default: (await import('../map/map-face.tsx')).MapFace }));

export function RegisterPage() {
  return (
    <WithRegister>
      <Register />
    </WithRegister>
  );
}

/** One register: three faces of the same filter, and the opened record beside them. */
function Register() {
  const { district, register, asOf } = useRegister();
  const { isPhone } = useDisplay();
  const here = useShown();
  const { shown, show, missing } = here;
  const navigate = useNavigate();
  const count = useCount(here);
  const startImport = useStartImport();
  const canImport = register.can.import && asOf === null;
  const isOver = useDrop(canImport, startImport.start);
  const [isFilterOpen, setFilterOpen] = useState(false);
  const open = (id: string): void => {
    if (isPhone) void navigate(recordAddress(district, register.key, id));
    else show({ record: id });
  };
  const filters = shown.conditions.length + (shown.text === '' ? 0 : 1);
  return (
    <div className="page register-page">
      <PageHead title={register.label} note={count !== undefined && `共 ${grouped(String(count))} 条`}>
        <HeadActions here={here} startImport={startImport} />
      </PageHead>
      {missing.length > 0 && (
        <p className="note-line" role="status">
          ▲ 这个链接或视图里的“{missing.join('”“')}”已不在台账中，或您不能查看，没有按它筛选、排序和显示
        </p>
      )}
      {startImport.notice}
      <FaceBar
        here={here}
        filters={filters}
        isFilterOpen={isFilterOpen}
        onFilter={() => setFilterOpen(!isFilterOpen)}
      />
      {(!isPhone || isFilterOpen) && <FilterBar shown={shown} show={show} />}
      {shown.face === 'table' && <TableFace here={here} onOpen={open} onImport={startImport.choose} />}
      {shown.face === 'board' && <Board here={here} onOpen={open} />}
      {shown.face === 'map' && (
        <Suspense fallback={<Loading label="正在打开地图" />}>
          <MapFace here={here} onOpen={open} />
        </Suspense>
      )}
      {shown.record !== null && !isPhone && (
        <RecordDrawer record={shown.record} onClose={() => show({ record: null })} />
      )}
      {isOver && <div className="drop-veil">松开鼠标，导入“{register.label}”</div>}
    </div>
  );
}
