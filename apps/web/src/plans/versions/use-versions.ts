import { registerRoutes } from '@quantu/product-registers';
import { filterText, where } from '@quantu/registers';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';

/** A version as its record tells of it. */
export interface VersionRow {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly publishedOn: string | null;
  readonly features: number;
  readonly areaM2: number;
  readonly change: string;
  readonly crs: string | null;
  readonly crsChecked: string | null;
  readonly fileName: string | null;
  readonly report: string | null;
}

const MOST = 200;
const STATE_WORDS: Readonly<Record<string, string>> = {
  draft: '草稿',
  published: '现行',
  superseded: '历史版本',
  withdrawn: '已撤销',
};

/** Every version of a layer, the newest first. */
export function useVersions(layer: string) {
  const district = useDistrict();
  const query = {
    filter: filterText([where('layer', 'is', layer)]),
    sort: '-number',
    size: MOST,
  };
  return useQuery({
    queryKey: ['register', district, 'layer-version', 'of', layer],
    queryFn: async ({ signal }): Promise<VersionRow[]> => {
      const params = { district, register: 'layer-version' };
      const { data } = await call(registerRoutes.records, { params, query, signal });
      return data.map(({ id, state, values, labels }) => {
        const text = (name: string): string | null => {
          const value = values[name];
          return typeof value === 'string' && value !== '' ? value : null;
        };
        const number = (name: string): number => Number(values[name] ?? 0);
        return {
          id,
          number: number('number'),
          title: text('title') ?? '',
          state: state ?? '',
          stateLabel: STATE_WORDS[state ?? ''] ?? '',
          publishedOn: text('publishedOn'),
          features: number('features'),
          areaM2: number('areaM2'),
          change: `+${number('added')} △${number('changed')} −${number('removed')}`,
          crs: text('crs'),
          crsChecked: labels['crsChecked'] ?? null,
          fileName: text('fileName'),
          report: text('report'),
        };
      });
    },
  });
}
