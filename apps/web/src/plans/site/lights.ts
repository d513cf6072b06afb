import type { StepOutcome, Verdict } from '@quantu/plans';
import type { LightKind } from '../../shell/light.tsx';

export const OUTCOME_LIGHTS: Readonly<Record<StepOutcome, LightKind>> = {
  pass: 'good',
  note: 'watch',
  fail: 'bad',
  unknown: 'plain',
};
export const VERDICT_LIGHTS: Readonly<Record<Verdict, LightKind>> = {
  pass: 'good',
  conditional: 'watch',
  fail: 'bad',
  unknown: 'plain',
};
export const HIT_COLOURS = { chosen: '#d9480f', fail: '#c92a2a' } as const;
