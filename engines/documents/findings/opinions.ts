import type { Finding, Section } from '../reading.ts';
import type { Outline } from '../structure/outline.ts';
import { bestPairs } from './assignment.ts';
import { profileOf, rarity, similarity, type Profile } from './similarity.ts';

/** Below this two sections share nothing but chance. */
const LEAST = 0.02;
/** Less is enough when no other section comes near: at least twice what either shares with anything else. */
const FAINT = 0.01;
/** An opinion that no step is left for is still answered when its title's own words stand in a step's title. */
const SAME_TITLE = 0.3;
const MOST = 60;

interface Part {
  section: Section;
  profile: Profile;
  title: Profile;
}

/** Opinions answered in the done part for which the part on next steps has no section. */
export function unansweredOpinions(outline: Outline): Finding[] {
  if (!isAnswer(outline)) return [];
  const opinions = opinionSections(outline);
  const steps = stepSections(outline);
  if (opinions.length < 2 || steps.length < 2 || opinions.length > MOST || steps.length > MOST) return [];
  const asked = opinions.map((section) => partOf(outline, section));
  const planned = steps.map((section) => partOf(outline, section));
  const rare = rarity([...asked, ...planned].map((part) => part.profile));
  const titles = rarity([...asked, ...planned].map((part) => part.title));
  const weights = asked.map((opinion) =>
    planned.map(
      (step) => similarity(opinion.profile, step.profile, rare) + similarity(opinion.title, step.title, titles),
    ),
  );
  const pairs = bestPairs(weights);
  return asked.flatMap((opinion, row) => {
    const column = pairs[row] ?? -1;
    const weight = weights[row]?.[column] ?? 0;
    const isPaired = weight >= LEAST || (weight >= FAINT && standsOut(weights, row, column));
    const isNamed = planned.some((step) => similarity(opinion.title, step.title, titles) >= SAME_TITLE);
    return isPaired || isNamed ? [] : [unanswered(outline, opinion.section, steps)];
  });
}

function standsOut(weights: readonly (readonly number[])[], row: number, column: number): boolean {
  const weight = weights[row]?.[column] ?? 0;
  const others = weights.flatMap((line, at) => line.filter((_, position) => (at === row) !== (position === column)));
  return others.every((other) => other * 2 <= weight);
}

/** Only an answer to opinions, suggestions or findings owes each of them a next step. */
function isAnswer(outline: Outline): boolean {
  const tops = outline.sections.filter((section) => !section.id.includes('.')).map((section) => section.title);
  return /审议意见|评议意见|意见建议|办理情况|整改情况|研究处理/u.test([outline.head.title ?? '', ...tops].join('\n'));
}

/** （一）（二）… below the first part that tells what was done, else the parts 一、二、 that each answer one opinion. */
function opinionSections(outline: Outline): Section[] {
  const tops = outline.sections.filter((section) => !section.id.includes('.'));
  const isDone = (section: Section) => outline.roles.get(section.id) === 'done';
  const top = tops.find((section) => isDone(section) && childrenOf(outline, section).length >= 2);
  const next = tops.findIndex((section) => outline.roles.get(section.id) === 'next');
  const parts = tops
    .slice(0, Math.max(0, next))
    .filter((section) => isDone(section) || ABOUT_OPINION.test(section.title));
  const opinions = parts.length >= 2 && parts.every((part) => ABOUT_OPINION.test(part.title)) ? parts : [];
  const found = opinions.length > 0 ? opinions : top ? childrenOf(outline, top) : [];
  return found.filter((section) => !answersItself(outline, section));
}

/** 关于…的意见, 针对“…”问题. */
const ABOUT_OPINION = /^(?:关于|针对|对于).{2,60}(?:意见|建议|问题|方面)/u;

function stepSections(outline: Outline): Section[] {
  const tops = outline.sections.filter(
    (section) => outline.roles.get(section.id) === 'next' && !section.id.includes('.'),
  );
  return tops.flatMap((top) => childrenOf(outline, top));
}

function childrenOf(outline: Outline, parent: Section): Section[] {
  const prefix = `${parent.id}.`;
  return outline.sections.filter(
    (section) => section.id.startsWith(prefix) && !section.id.includes('.', prefix.length),
  );
}

/** An opinion whose own section already says what comes next needs no step elsewhere. */
function answersItself(outline: Outline, opinion: Section): boolean {
  const isNext = outline.sections.some(
    (section) => section.id.startsWith(`${opinion.id}.`) && outline.roles.get(section.id) === 'next',
  );
  return isNext || /[。；\n](?:下一步|接下来|今后)[，,我将]/u.test(outline.text.slice(opinion.start, opinion.end));
}

function partOf(outline: Outline, section: Section): Part {
  const inner = childrenOf(outline, section).map((child) => child.title);
  const title = section.title.replaceAll(/办理情况|落实情况|整改情况|关于|进展情况/gu, '');
  const body = outline.text.slice(section.start, section.end);
  return {
    section,
    title: profileOf([{ text: title, weight: 1 }]),
    profile: profileOf([
      { text: body, weight: 1 },
      { text: inner.join('。'), weight: 2 },
      { text: title, weight: 3 },
    ]),
  };
}

function unanswered(outline: Outline, opinion: Section, steps: readonly Section[]): Finding {
  const label = opinion.path.at(-1) ?? '';
  const whole = opinion.title.replace(/(?:研究)?(?:办理|处理|落实|整改)情况$/u, '');
  const title = whole.length > 36 ? `${whole.slice(0, 36)}……` : whole;
  const named = title.startsWith('“') ? title : `“${title.replaceAll('“', '‘').replaceAll('”', '’')}”`;
  return {
    code: 'opinion-without-next-step',
    severity: 'warn',
    at: headingRange(outline, opinion),
    also: steps.map((step) => headingRange(outline, step)),
    text: `审议意见${label}${named}在下一步工作中没有对应的安排（下一步共 ${steps.length} 条）`,
  };
}

/** Marker and title, without the text below them. */
function headingRange(outline: Outline, section: Section): [start: number, end: number] {
  const printed = outline.text.slice(section.start, Math.min(section.end, section.start + 200));
  const at = printed.indexOf(section.title);
  if (at >= 0 && section.title !== '') return [section.start, section.start + at + section.title.length];
  const line = printed.search(/[。\n]/u);
  return [section.start, section.start + (line > 0 ? line : Math.min(printed.length, 40))];
}
