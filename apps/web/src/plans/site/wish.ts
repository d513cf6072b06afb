import type { Geometry } from '@quantu/geometry';
import type { Controls, SiteWish } from '@quantu/plans';
import type { Start } from './start.ts';

export const WAYS = ['在图上画', '上传文件', '选项目', '选定的地块'] as const;
export type Way = (typeof WAYS)[number];

/** What is typed of a check; where it is stands beside it. */
export interface Typed {
  readonly name: string;
  readonly use: string | null;
  readonly project: string | null;
  readonly investment: string | null;
  readonly controls: Controls;
  readonly redLineException: string | null;
  readonly boundaryException: string | null;
  /** Why a role does not concern the district, by role; an empty reason is still to be written. */
  readonly notConcerned: Readonly<Record<string, string>>;
}

export function typedFrom(start: Start | null): Typed {
  const told = start?.notConcerned ?? [];
  return {
    name: start?.name ?? '',
    use: start?.use ?? null,
    project: null,
    investment: null,
    controls: start?.controls ?? {},
    redLineException: start?.redLineException ?? null,
    boundaryException: start?.boundaryException ?? null,
    notConcerned: Object.fromEntries(told.map(({ role, reason }) => [role, reason])),
  };
}

/** Where it is, and how it came. */
export interface Place {
  readonly site: Geometry | null;
  readonly origin: string;
}

export function wishOf(typed: Typed, way: Way, { site, origin }: Place): SiteWish | null {
  const { name, use, project, investment, controls, redLineException, boundaryException } = typed;
  if (use === null || missing(typed, way, site) !== '') return null;
  const notConcerned = Object.entries(typed.notConcerned).map(([role, reason]) => ({ role, reason: reason.trim() }));
  return {
    use,
    controls,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(redLineException === null ? {} : { redLineException }),
    ...(boundaryException === null ? {} : { boundaryException }),
    ...(notConcerned.length === 0 ? {} : { notConcerned }),
    ...(way !== '选项目' && site !== null ? { site, origin } : {}),
    ...(way === '选项目' && project !== null ? { project } : {}),
    ...(way === '选项目' && investment !== null ? { investment } : {}),
  };
}

/** What is still to be said before a check can begin; nothing: ''. */
export function missing(typed: Typed, way: Way, site: Geometry | null): string {
  const { name, use, project, investment, notConcerned } = typed;
  if (way === '选项目' && project === null && investment === null) return '还要选一个项目';
  if (way !== '选项目' && site === null) return way === '在图上画' ? '还要在图上画出范围' : '还要上传范围文件';
  if (way !== '选项目' && name.trim() === '') return '还要写项目（地块）名称';
  if (use === null) return '还要选拟用途';
  return Object.values(notConcerned).some((reason) => reason.trim() === '') ? '还要写不涉及的理由' : '';
}
