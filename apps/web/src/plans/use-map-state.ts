import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  readMapState,
  writePositions,
  writeShown,
  writeTheme,
  type MapState,
  type Shown,
  type Theme,
  type Tool,
} from './map-state.ts';

/** What is to be different; what is null or empty goes out of the address. */
export interface MapChange {
  readonly at?: string;
  readonly shown?: readonly Shown[];
  readonly pick?: readonly [number, number] | null;
  readonly open?: MapState['open'];
  readonly tool?: Tool;
  readonly theme?: Theme | null;
  readonly drawn?: readonly (readonly [number, number])[];
}

/** The map's state is the address: what a colleague opens from it is what one sees. */
export function useMapState(): [MapState, (change: MapChange) => void] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readMapState(search), [search]);
  const show = (change: MapChange): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of texts(change)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return [state, show];
}

function texts({ at, shown, pick, open, tool, theme, drawn }: MapChange): readonly (readonly [string, string])[] {
  const said: (readonly [string, string])[] = [];
  if (at !== undefined) said.push(['at', at]);
  // No layer at all is a choice too.
  if (shown !== undefined) said.push(['on', shown.length === 0 ? '-' : writeShown(shown)]);
  if (pick !== undefined) said.push(['pick', pick === null ? '' : writePositions([pick])]);
  if (open !== undefined) said.push(['open', open === null ? '' : `${open.code}.${open.key}`]);
  if (tool !== undefined) said.push(['tool', tool === 'identify' ? '' : tool]);
  if (theme !== undefined) said.push(['theme', theme === null ? '' : writeTheme(theme)]);
  if (drawn !== undefined) said.push(['drawn', writePositions(drawn)]);
  return said;
}
