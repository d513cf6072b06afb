import { useMemo } from 'react';
import type { Drawn } from '../layer-style.ts';
import { useTheme } from './use-theme.ts';
import type { OneMapHere } from './use-one-map.ts';

/** The layers that lie on the map as they are drawn, one of them by a theme. */
export function useDrawn(here: OneMapHere): readonly Drawn[] {
  const theme = useTheme(here);
  const { lying } = here;
  const { drawn, code } = theme;
  return useMemo(
    () =>
      lying.map(({ layer, version, opacity }) => ({
        layer: {
          id: layer.id,
          shape: layer.shape,
          role: layer.role,
          colour: layer.colour,
          codeSet: layer.codeSet,
          legend: layer.legend,
        },
        version,
        opacity,
        theme: layer.code === code ? drawn : null,
      })),
    [lying, drawn, code],
  );
}
