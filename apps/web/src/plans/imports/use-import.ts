import { spatialImportRoutes as routes, type ImportedLayer, type SpatialImport } from '@quantu/plans';
import type { BodyOf } from '@quantu/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useImportRun } from '../../imports/use-import-run.ts';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { plansKey, useForgetPlans } from '../use-plans.ts';

type Choice = BodyOf<typeof routes.choose>['layers'][number];

/** One import of a spatial file: its steps, and what its layers become. */
export function useImport(id: string) {
  const district = useDistrict();
  const key = [...plansKey(district), 'import', id];
  const client = useQueryClient();
  const params = { district, import: id };
  const { query, act, taken } = useImportRun<SpatialImport>({
    key,
    load: (signal) => call(routes.import, { params, signal }),
    step: (step) => call(routes[step], { params }),
    forget: useForgetPlans(),
  });
  const chosen = [...key, 'choose'];
  const choose = useMutation({
    mutationKey: chosen,
    // One after another: what was chosen last is also what the server hears last.
    scope: { id: chosen.join('.') },
    mutationFn: (layers: readonly ImportedLayer[]) =>
      call(routes.choose, { params, body: { layers: layers.map(choiceOf) } }),
    // What is chosen stands at once; the server's answer, with where it comes to lie, follows.
    onMutate: (layers) => {
      client.setQueryData<{ data: SpatialImport }>(key, (before) =>
        before ? { data: { ...before.data, layers: [...layers] } } : before,
      );
    },
    // An answer to an earlier choice does not take back the one that follows it.
    onSuccess: (answer) => {
      if (client.isMutating({ mutationKey: chosen }) === 1) taken(answer);
    },
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
