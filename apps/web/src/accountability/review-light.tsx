import type { OpinionRow } from '@quantu/accountability';
import { LIGHT_LABELS } from '@quantu/projects';
import { LIGHT_KIND } from '../projects/words.ts';
import { Light } from '../shell/light.tsx';

/** The light of an opinion, item or task with its reason; nothing where nothing was judged yet. */
export function ReviewLight({ light, reason }: Pick<OpinionRow, 'light' | 'reason'>) {
  if (light === null) return null;
  return (
    <span className="review-light">
      <Light kind={LIGHT_KIND[light]} word={light === 'grey' ? '不判' : LIGHT_LABELS[light]} />{' '}
      <span className="quiet">{reason}</span>
    </span>
  );
}
