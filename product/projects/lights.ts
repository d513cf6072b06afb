/** The lights of a project. `grey` is 无法判定: data are missing, which is never green. */
export const LIGHTS = ['green', 'yellow', 'red', 'grey'] as const;
export type Light = (typeof LIGHTS)[number];
export const LIGHT_LABELS: Readonly<Record<Light, string>> = {
  green: '绿灯',
  yellow: '黄灯',
  red: '红灯',
  grey: '无法判定',
};
