import type { SiteStep } from '../contract.ts';
import { ruleId, STEP_TITLES } from '../rules.ts';
import type { Situation } from '../situation.ts';
import { areaWords } from '../words.ts';

/** Steps whose pieces decide however small they are. */
const HARD = [2, 3];

/** 步骤 10: what was so small that the drawing's error explains it, all of it named. */
export function toleranceStep(here: Situation, steps: readonly SiteStep[]): SiteStep {
  const small = steps.flatMap(({ number, parts }) =>
    parts
      // What the site is made of, and what of it lies inside a boundary, are no pieces in the way.
      .filter(({ role }) => !['district', 'development-boundary', 'present-use'].includes(role))
      .flatMap(({ hits, roleLabel }) =>
        hits
          .filter(({ isWithinTolerance, areaM2 }) => isWithinTolerance && areaM2 > 0)
          .map((hit) => ({ number, roleLabel, ...hit })),
      ),
  );
  const limit = `误差按 ${areaWords(here.toleranceM2)}计（10 平方米与范围 0.1% 取大）`;
  const sum = small.reduce((all, { areaM2 }) => all + areaM2, 0);
  const isHard = small.some(({ number }) => HARD.includes(number));
  const listed = small
    .slice(0, 5)
    .map(({ number, roleLabel, name, areaM2 }) => `第 ${number} 步${roleLabel} ${name} ${areaM2.toFixed(2)} 平方米`);
  const more = small.length > listed.length ? `等 ${small.length} 处` : '';
  const found = `有 ${small.length} 处碎块在误差之内，合计 ${areaWords(sum)}：${listed.join('；')}${more}`;
  return {
    number: 10,
    title: STEP_TITLES[9],
    rule: ruleId(10),
    outcome: isHard ? 'note' : 'pass',
    sentence:
      small.length === 0
        ? `${limit}，没有误差之内的碎块`
        : `${limit}，${found}${isHard ? '，占农田和红线的须核对边界' : ''}`,
    parts: [],
  };
}
