import { spatialImportRoutes as routes, type ImportedLayer, type SpatialImport } from '@quantu/plans';
import type { BodyOf } from '@quantu/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { plansKey, useForgetPlans } from '../use-plans.ts';
import { isRunning } from './import-words.ts';

const LOOK_EVERY_MS = 700;
export type Step = 'check' | 'write' | 'undo' | 'cancel';
type Choice = BodyOf<typeof routes.choose>['layers'][number];

/** One import; while a step runs it is looked at again and again, so a reload finds it where it is. */
export function useImport(id: string) {
  const district = useDistrict();
  const key = [...plansKey(district), 'import', id];
  const client = useQueryClient();
  const forget = useForgetPlans();
  const params = { district, import: id };
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(routes.import, { params, signal }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.data) ? LOOK_EVERY_MS : false),
  });
  const taken = (answer: { data: SpatialImport }): void => {
    client.setQueryData(key, answer);
  };
  const act = useMutation({
    mutationFn: (step: Step) => call(routes[step], { params }),
    onSuccess: async (answer) => {
      taken(answer);
      await forget();
    },
  });
  const choose = useMutation({
    mutationFn: (layers: readonly ImportedLayer[]) =>
      call(routes.choose, { params, body: { layers: layers.map(choiceOf) } }),
    // What is chosen stands at once; the server's answer, with where it comes to lie, follows.
    onMutate: (layers) => {
      client.setQueryData<{ data: SpatialImport }>(key, (before) =>
        before ? { data: { ...before.data, layers: [...layers] } } : before,
      );
    },
    onSuccess: taken,
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
  return { query, act, choose, params };
}
export type ImportHere = ReturnType<typeof useImport>;

/** What a person decided about a layer, as the route takes it. */
function choiceOf(layer: ImportedLayer): Choice {
  const { name, isUsed, code, layerName, category, role, chosenCrs, isCrsConfirmed } = layer;
  const { keyField, codeField, nameField, codeSet } = layer;
  return {
    name,
    isUsed,
    layer: layer.layer,
    code,
    layerName,
    category,
    role,
    chosenCrs,
    isCrsConfirmed,
    keyField,
    codeField,
    nameField,
    codeSet,
  };
}
