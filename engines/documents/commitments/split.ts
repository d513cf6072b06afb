import { analyse } from './analyse.ts';
import type { Clause } from './clauses.ts';

const SHORTEST = 5;

/** 高品质推动城乡建设、高标准打造园林景观: a 、 between two verb phrases parts two promises. */
export function splitVerbs(clause: Clause): Clause[] {
  const cuts = cutsOf(clause.text);
  if (cuts.length === 0) return [clause];
  const edges = [0, ...cuts.map((cut) => cut + 1), clause.text.length + 1];
  return edges.slice(0, -1).map((edge, index) => {
    const next = edges[index + 1] ?? clause.text.length + 1;
    const from = clause.from + edge;
    const to = clause.from + next - 1;
    return { block: clause.block, from, to, text: clause.block.text.slice(from, to) };
  });
}

/** The 、 at the top level behind which a verb with an object begins, in a clause that begins with one itself. */
function cutsOf(text: string): number[] {
  const commas = topLevelCommas(text);
  const pieces = commas.map((comma, index) => text.slice(comma + 1, commas[index + 1] ?? text.length));
  if (commas.length === 0 || !isPhrase(text.slice(0, commas[0]))) return [];
  return commas.filter((_, index) => isPhrase(pieces[index] ?? ''));
}

function isPhrase(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const reading = analyse(text.replace(/^(?:[一二三四五六七八九十]{1,3}是)/u, ''));
  return (
    reading.kind === 'promise' &&
    reading.object.length >= 2 &&
    !/(?:项目|工程|规划|方案|机制|制度|体系|行动|平台|基地)$/u.test(text) &&
    !/^(?:的|和|工作)/u.test(reading.object)
  );
}

function topLevelCommas(text: string): number[] {
  const found: number[] = [];
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text[index] ?? '';
    if ('“《（(‘'.includes(unit)) depth++;
    else if ('”》）)’'.includes(unit)) depth = Math.max(0, depth - 1);
    else if (unit === '、' && depth === 0) found.push(index);
  }
  return found;
}
