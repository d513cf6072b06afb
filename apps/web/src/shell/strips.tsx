import { Button } from 'antd';
import { useLocation } from 'react-router';
import { dayWord, isTimeless, useAsOf, useSetAsOf } from './as-of.ts';
import { useIsConnectionLost } from './connection.ts';
import { useDisplay } from './display.ts';
import { useKnownDistrict } from './district-switch.tsx';

/** What nobody may overlook: an invented district, a lost network. */
export function Strips() {
  const district = useKnownDistrict();
  const { isPhone } = useDisplay();
  return (
    <div className="strips" ref={tellHeight}>
      {district?.isFictional && (
        <div className="strip strip-fiction">
          <b>虚构示例</b>　
          {isPhone ? '内容均为虚构，仅供演示' : `${district.name}及其中的人名、单位、项目和数字均为虚构，仅供演示`}
        </div>
      )}
      <PastStrip />
      <ConnectionStrip />
    </div>
  );
}

/** What stands below the strips and sticks, sticks below them however many there are. */
function tellHeight(strips: HTMLDivElement): () => void {
  const root = document.documentElement;
  const watcher = new ResizeObserver(() => root.style.setProperty('--strips', `${strips.offsetHeight}px`));
  watcher.observe(strips);
  return () => watcher.disconnect();
}

/** Which day is looked at, and that nothing can be changed there. */
function PastStrip() {
  const day = useAsOf();
  const set = useSetAsOf();
  const { isPhone } = useDisplay();
  const { pathname } = useLocation();
  if (day === null) return null;
  const isNow = isTimeless(pathname);
  return (
    <div className="strip strip-past" role="status">
      <span>
        <b>◷ {isNow ? `已选截至 ${day}` : `您在看 ${day} 的数据`}</b>
        {isNow
          ? '这一页不随日期变化，显示的是现在的内容'
          : isPhone
            ? '只能看，不能改'
            : `${dayWord(day)}终了时的记录，只能看，不能改`}
      </span>
      <Button size="small" onClick={() => set(null)}>
        回到今天
      </Button>
    </div>
  );
}

export function ConnectionStrip() {
  const isLost = useIsConnectionLost();
  return (
    <div aria-live="assertive">
      {isLost && (
        <div className="strip strip-lost">
          <b>■ 连不上服务器</b>　正在重试，连上后自动继续。已经保存的内容不受影响，没有保存的修改留在本机
        </div>
      )}
    </div>
  );
}
