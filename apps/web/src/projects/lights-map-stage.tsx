import { registerRoutes } from '@quantu/product-registers';
import { filterText, where } from '@quantu/registers';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { classesOf } from '../map/classes.ts';
import { Legend } from '../map/legend.tsx';
import { RecordMap } from '../map/record-map.tsx';
import { fieldOf } from '../registers/model/fields.ts';
import { useGroups } from '../registers/table/use-records.ts';
import { lightOf } from '../registers/table/value-view.tsx';
import { useRegister, useRegisterKey, WithRegister } from '../registers/use-register.tsx';
import { call } from '../shell/api.ts';
import { registerAddress } from '../shell/catalogue.ts';
import '../map/map.css';

interface Props {
  district: string;
  filter: string;
}

/**
 * The map of the register 城建项目, small: a click opens the project, a light of the legend its list. Who may not see the
 * light of the day, because it goes by reports that are not approved yet, sees the stages.
 */
export function LightsMapStage(props: Props) {
  return (
    <WithRegister name="city-project">
      <Stage {...props} />
    </WithRegister>
  );
}

function Stage({ district, filter }: Props) {
  const { register, params, asOf } = useRegister();
  const key = useRegisterKey();
  const navigate = useNavigate();
  const selection = { filter, ...(asOf === null ? {} : { asOf }) };
  const by = fieldOf(register, 'light') ? 'light' : 'state';
  const groups = useGroups(selection, by, []);
  const extent = useQuery({
    queryKey: [...key, 'extent', selection],
    queryFn: ({ signal }) => call(registerRoutes.extent, { params, query: selection, signal }),
  });
  if (!extent.data) return <div className="map-stage" />;
  if (extent.data.located === 0) {
    return <p className="quiet">项目还没有位置。在项目台账里点上位置，这里就有地图。</p>;
  }
  const field = fieldOf(register, by);
  const classes = classesOf(
    groups.data?.data ?? [],
    by === 'light' ? ['red', 'yellow', 'green', 'grey'] : [],
    (value) => (field ? lightOf(field, value) : null),
  );
  return (
    <div className="map-stage">
      <RecordMap
        selection={selection}
        by={by}
        classes={classes}
        box={extent.data.box}
        fitCount={0}
        isPanel
        opened={null}
        onOpen={(id) => void navigate(`/d/${district}/projects/${id}`)}
      />
      <Legend
        title={by === 'light' ? '灯' : '状态'}
        classes={classes}
        onOnly={(value) => void navigate(addressOf(district, by, value))}
      />
    </div>
  );
}

/** Where the projects of one class are listed. */
function addressOf(district: string, by: 'light' | 'state', value: string | null): string {
  if (by === 'light') return `/d/${district}/projects${value === null ? '' : `?light=${value}`}`;
  const filter = value === null ? '' : filterText([where('state', 'is', value)]);
  return registerAddress(district, 'city-project', new URLSearchParams({ filter }).toString());
}
