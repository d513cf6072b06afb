import { lazy, Suspense } from 'react';
import type { InputProps } from './entry.ts';

// The map is a quarter of a megabyte: it comes when a form has a place to show.
const GeometryEditor = lazy(async () => ({ default: (await import('../../map/geometry-editor.tsx')).GeometryEditor }));

export function GeometryInput({ field, entry, onChange, isDisabled }: InputProps) {
  const kind = field.kind === 'line' || field.kind === 'area' ? field.kind : 'point';
  const value = typeof entry.value === 'object' ? entry.value : null;
  return (
    <Suspense fallback={<div className="map-frame quiet">正在打开地图…</div>}>
      <GeometryEditor
        kind={kind}
        label={field.label}
        value={value}
        isDisabled={isDisabled ?? false}
        problem={entry.problem?.says ?? null}
        onChange={(geometry) => onChange({ value: geometry })}
        onProblem={(text, says) => onChange({ value, problem: { text, says } })}
      />
    </Suspense>
  );
}
