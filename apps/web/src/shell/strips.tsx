import { useIsConnectionLost } from './connection.ts';
import { useDisplay } from './display.ts';
import { useKnownDistrict } from './district-switch.tsx';

/** What nobody may overlook: an invented district, a lost network. */
export function Strips() {
  const district = useKnownDistrict();
  const { isPhone } = useDisplay();
  return (
    <div className="strips">
      {district?.isFictional && (
        <div className="strip strip-fiction">
          <b>虚构示例</b>　
          {isPhone ? '内容均为虚构，仅供演示' : `${district.name}及其中的人名、单位、项目和数字均为虚构，仅供演示`}
        </div>
      )}
      <ConnectionStrip />
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
