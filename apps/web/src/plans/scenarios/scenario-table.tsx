import { scenarioRoutes, type MapLayer, type Scenario } from '@quantu/plans';
import { call } from '../../shell/api.ts';
import { Light, type LightKind } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { useDistrict } from '../../shell/session.ts';
import { LinkButton } from '../link-button.tsx';
import { writeShown } from '../map-state.ts';
import { mapAddress } from '../use-plans.ts';
import { ReasonDialog } from '../versions/publish-dialog.tsx';
import { AdoptDialog } from './adopt-dialog.tsx';

const LIGHTS: Readonly<Record<Scenario['state'], LightKind>> = { open: 'watch', adopted: 'good', discarded: 'plain' };

interface Props {
  layer: MapLayer;
  scenarios: readonly Scenario[];
}

export function ScenarioTable({ layer, scenarios }: Props) {
  return (
    <div className="table-scroll">
      <table className="version-table">
        <caption className="sr-only">{layer.name}的方案</caption>
        <thead>
          <tr>
            <th scope="col">方案</th>
            <th scope="col">状态</th>
            <th scope="col">负责人</th>
            <th scope="col">基于</th>
            <th scope="col" title="新增、改变、删去">
              变化
            </th>
            <th scope="col">开始</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="scenario-name">
                <b>{one.name}</b>
                {one.purpose !== null && <span className="quiet">{one.purpose}</span>}
              </th>
              <td>
                <Light kind={LIGHTS[one.state]} word={one.stateLabel} />
                {one.adoptedAs !== null && <span className="quiet">　第 {one.adoptedAs} 版</span>}
              </td>
              <td>{one.owner ?? ''}</td>
              <td>{one.base === 0 ? '空图层' : `第 ${one.base} 版`}</td>
              <td>
                +{one.added} △{one.changed} −{one.removed}
              </td>
              <td>{moment(one.madeAt)}</td>
              <td>
                <Acts layer={layer} one={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Acts({ layer, one }: { layer: MapLayer; one: Scenario }) {
  const district = useDistrict();
  const { number, name, state } = one;
  const shown = writeShown([{ code: layer.code, opacity: 100, version: number }]);
  const move = (route: typeof scenarioRoutes.discard | typeof scenarioRoutes.reopen) => (reason: string) =>
    call(route, { params: { district, layer: layer.id, number }, body: { reason } });
  return (
    <span className="version-acts">
      {state === 'open' && (
        <>
          <LinkButton to={mapAddress(district, `/layers/${layer.id}/edit?scenario=${number}`)}>编辑</LinkButton>
          <LinkButton to={mapAddress(district, `?on=${shown}`)}>在图上看</LinkButton>
          <AdoptDialog layer={layer} scenario={one} />
          <ReasonDialog
            word="放弃"
            isPrimary={false}
            title={`放弃方案“${name}”`}
            says="不再列在图上，内容留档，以后可以恢复。"
            done={`方案“${name}”已放弃`}
            hasBasis={false}
            send={move(scenarioRoutes.discard)}
          />
        </>
      )}
      {state === 'discarded' && (
        <ReasonDialog
          word="恢复"
          isPrimary={false}
          title={`恢复方案“${name}”`}
          says="重新列入比选，内容和放弃时一样。"
          done={`方案“${name}”已恢复`}
          hasBasis={false}
          send={move(scenarioRoutes.reopen)}
        />
      )}
    </span>
  );
}
