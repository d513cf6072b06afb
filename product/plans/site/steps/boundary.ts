import type { SiteStep } from '../contract.ts';
import { coverageOf, uncoveredM2, type SiteFeature } from '../measure.ts';
import { BOUNDARY_EXCEPTIONS, isBuilt } from '../rules.ts';
import { covered, isPlayed, partOf, stepOf, unplayed, type Situation } from '../situation.ts';
import { areaWords } from '../words.ts';

/** The three zones of a boundary, by what their features are called; a boundary without zones is the first. */
type Zone = '集中建设区' | '弹性发展区' | '特别用途区';

/** 规划分区代码: 410, 420, 430 and what they are divided into. */
const ZONE_CODES: Readonly<Record<string, Zone>> = { '41': '集中建设区', '42': '弹性发展区', '43': '特别用途区' };

function zoneOf({ name, code, codeLabel, attributes }: SiteFeature): Zone {
  const words = [name, codeLabel ?? '', String(attributes['GHFQMC'] ?? '')].join(' ');
  if (words.includes('弹性')) return '弹性发展区';
  if (words.includes('特别用途')) return '特别用途区';
  const zone = String(attributes['GHFQDM'] ?? code ?? '');
  return (/^\d{3,}$/.test(zone) ? ZONE_CODES[zone.slice(0, 2)] : undefined) ?? '集中建设区';
}

/** 步骤 4: inside the development boundary, and in which of its zones. */
export function boundaryStep(here: Situation): SiteStep {
  const part = covered(here, 'development-boundary');
  if (!isPlayed(part)) return stepOf(4, [unplayed(part)]);
  const basis = '全国国土空间规划纲要：城镇开发边界管控';
  const outside = uncoveredM2(here.site, part.coverage);
  if (!isBuilt(here.wish.use)) return stepOf(4, [partOf(part, 'pass', '拟用途不是建设用途，不受开发边界约束', basis)]);
  const parts: string[] = [];
  let outcome: 'pass' | 'note' | 'fail' = 'pass';
  for (const zone of ['集中建设区', '弹性发展区', '特别用途区'] as const) {
    const own = here.role('development-boundary').features.filter((feature) => zoneOf(feature) === zone);
    const { areaM2 } = coverageOf(here.site, own);
    if (areaM2 <= here.toleranceM2) continue;
    parts.push(`${zone}内 ${areaWords(areaM2)}`);
    if (zone === '集中建设区') continue;
    outcome = 'note';
    parts.push(zone === '弹性发展区' ? '须先办理弹性发展区启用' : '特别用途区须符合其准入要求');
  }
  if (outside > here.toleranceM2) {
    const exception = BOUNDARY_EXCEPTIONS.find(({ key }) => key === here.wish.boundaryException);
    const on = `城镇开发边界外 ${areaWords(outside)}`;
    outcome = exception ? 'note' : 'fail';
    parts.push(
      exception
        ? `${on}，按“${exception.label}”在边界外选址，须说明理由`
        : `${on}，不得在边界外进行城镇集中建设；属于可在边界外布局的，请选明情形再审查`,
    );
  }
  return stepOf(4, [partOf(part, outcome, parts.join('，') || '全部在城镇开发边界内', basis)]);
}
