import { LIGHT_LABELS, type Light as LightKey } from '@quantu/projects';
import { Light } from '../shell/light.tsx';
import { LIGHT_KIND } from './words.ts';

/** A project's light; what it was the month before stands beside it where it was another. */
export function ProjectLight({ light, before }: { light: LightKey; before?: LightKey | null }) {
  const hasChanged = before !== undefined && before !== null && before !== light;
  return (
    <span className="project-light">
      <Light kind={LIGHT_KIND[light]} word={LIGHT_LABELS[light]} />
      {hasChanged && <span className="quiet">上月{LIGHT_LABELS[before]}</span>}
    </span>
  );
}
