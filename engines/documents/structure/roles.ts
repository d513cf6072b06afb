import type { Section } from '../reading.ts';
import type { SectionRole } from './outline.ts';

/** Title words and the role they give; the first that matches wins. */
const ROLE_WORDS: readonly (readonly [role: SectionRole, words: RegExp])[] = [
  [
    'next',
    /下一?步|下阶段|下一阶段|今后|打算|工作计划|工作安排|努力方向|改进措施|整改措施|重点任务|工作思路|任务安排|工作部署|工作重点|(?:20\d\d)年(?:主要|重点)?(?:工作|任务)(?!总结|回顾|情况|完成|开展|成效)|审计建议|意见建议|工作建议|对策/,
  ],
  [
    'problem',
    /(?:存在|面临|发现|主要|突出|困难)[^，。]{0,8}问题|问题(?:和|与|及)不足|不足(?:和|与|及)|存在的?不足|困难(?:和|与|及)|短板|挑战|查出问题/,
  ],
  [
    'done',
    /办理情况|落实情况|整改情况|进展情况|完成情况|开展情况|执行情况|研究处理|工作成效|主要做法|工作情况|工作回顾|基本情况|处理情况|推进情况|进展|成效|回顾/,
  ],
];

/** By section id; inherited from the section around it where the title says nothing. What comes next stays next. */
export function readRoles(sections: readonly Section[]): Map<string, SectionRole> {
  const roles = new Map<string, SectionRole>();
  for (const { id, title } of sections) {
    const own = ROLE_WORDS.find(([, words]) => words.test(title))?.[0];
    const around = roles.get(id.slice(0, Math.max(0, id.lastIndexOf('.')))) ?? 'other';
    roles.set(id, around === 'next' ? around : (own ?? around));
  }
  return roles;
}
