import { AimOutlined } from '@ant-design/icons';
import { registerRoutes } from '@quantu/product-registers';
import { where } from '@quantu/registers';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../shell/api.ts';
import { grouped } from '../shell/figure-text.ts';
import { Empty, FaultLine, Loading } from '../shell/states.tsx';
import { fieldOf } from '../registers/model/fields.ts';
import { useGroups } from '../registers/table/use-records.ts';
import { lightOf, stateLight } from '../registers/table/value-view.tsx';
import { useRegister, useRegisterKey } from '../registers/use-register.tsx';
import { unsorted, type ShownHere } from '../registers/use-shown.ts';
import { classesOf, stateOrder } from './classes.ts';
import { Legend } from './legend.tsx';
import { RecordMap } from './record-map.tsx';
import './map.css';

/** 地图: the same filter as the table, coloured by state or by a chosen field. */
export function MapFace({ here, onOpen }: { here: ShownHere; onOpen: (id: string) => void }) {
  const { register, params } = useRegister();
  const key = useRegisterKey();
  const selection = unsorted(here.selection);
  const by = here.shown.by ?? (register.states.length > 0 ? 'state' : '');
  const groups = useGroups(selection, by, []);
  const extent = useQuery({
    queryKey: [...key, 'extent', selection],
    queryFn: ({ signal }) => call(registerRoutes.extent, { params, query: selection, signal }),
    placeholderData: (before) => before,
  });
  const [fitCount, setFitCount] = useState(0);
  if (register.geometry === null) return <Empty title="这个台账没有位置">它的字段里没有点、线、面，无从上图。</Empty>;
  if (extent.isPending) return <Loading label="正在打开地图" />;
  const field = by === '' ? undefined : fieldOf(register, by);
  const classes = classesOf(groups.data?.data ?? [], by === 'state' ? stateOrder(register) : [], (value) => {
    if (by === 'state') return register.states.some(({ light }) => light) ? stateLight(register, value) : null;
    return field ? lightOf(field, value) : null;
  });
  const { located = 0, total = 0, box = null } = extent.data ?? {};
  const geometry = fieldOf(register, register.geometry);
  return (
    <div className="map-face">
      <FaultLine error={extent.error ?? groups.error} onRetry={() => void extent.refetch()} />
      <div className="map-bar">
        <span>
          图上 {grouped(String(located))} 条
          {located < total && (
            <>
              ，
              <Button
                type="link"
                size="small"
                className="place"
                onClick={() =>
                  here.show({
                    face: 'table',
                    conditions: geometry
                      ? [...here.shown.conditions, where(geometry.key, 'empty')]
                      : here.shown.conditions,
                  })
                }
              >
                {grouped(String(total - located))} 条还没有定位
              </Button>
            </>
          )}
        </span>
        <Button size="small" icon={<AimOutlined />} disabled={box === null} onClick={() => setFitCount(fitCount + 1)}>
          看全部
        </Button>
      </div>
      <div className="map-stage">
        <RecordMap
          selection={selection}
          by={by}
          classes={classes}
          box={box}
          fitCount={fitCount}
          opened={here.shown.record}
          onOpen={onOpen}
        />
        {field && classes.length > 0 && (
          <Legend
            title={field.label}
            classes={classes}
            onOnly={(value) =>
              here.show({
                conditions: [
                  ...here.shown.conditions.filter((one) => one.field !== by),
                  value === null ? where(by, 'empty') : where(by, 'is', value),
                ],
              })
            }
          />
        )}
      </div>
    </div>
  );
}
