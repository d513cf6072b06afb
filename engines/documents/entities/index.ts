import type { Entity } from '../reading.ts';
import type { Block, Outline } from '../structure/outline.ts';
import type { Candidate } from './candidate.ts';
import { collect } from './collect.ts';
import { departments } from './departments.ts';
import { openLists } from './enumeration.ts';
import { NAME_STOPS } from './name-stops.ts';
import { organs } from './organs.ts';
import { persons } from './persons.ts';
import { plans } from './plans.ts';
import { projects } from './projects.ts';
import { campaigns, quoted } from './quoted.ts';
import { scanBlock } from './scan.ts';
import { words, type Trie } from './trie.ts';
import { suffixed } from './suffixed.ts';
import { typedLists } from './typed-lists.ts';

/** Everything the text names: in the body by all rules, around it (title, addressee, foot) only offices and persons. */
/** Names of cities, districts and counties that no list has, proved by the office behind them: 东屿区人民政府. */
const LOCAL_PLACE =
  /(?<=^|[\s，。、：《“省市])[^\P{Script=Han}省市区县旗]{2,3}[市区县旗](?=人民政府|人大常委会|人民代表大会)/gmu;

export function findEntities(outline: Outline): Entity[] {
  const places = localPlaces(outline.text);
  const found: Candidate[] = outline.blocks.flatMap((block) => {
    const scan = scanBlock(block, places);
    const isNext = nextPart(outline, block);
    const lists = openLists(scan);
    return [
      ...plans(scan, lists, isNext),
      ...projects(scan, lists, isNext),
      ...departments(scan),
      ...organs(scan),
      ...suffixed(scan),
      ...typedLists(scan, lists),
      ...quoted(scan),
      ...campaigns(scan),
      ...persons(scan),
    ];
  });
  const around = linesAround(outline).flatMap((block) => {
    const scan = scanBlock(block, places);
    return [...departments(scan), ...organs(scan), ...persons(scan)];
  });
  return collect([...found, ...around], outline.text);
}

function localPlaces(text: string): Trie<string> {
  const names = [...text.matchAll(LOCAL_PLACE)].map((match) => match[0]);
  return words(names.filter((name) => NAME_STOPS.longestAt(name, 0)?.value !== 'stop').join(' '));
}

/** Does the character of the block stand in the part that says what comes next? */
function nextPart(outline: Outline, block: Block): (index: number) => boolean {
  const marks = outline.sections
    .filter((section) => section.start < block.end && section.end > block.start)
    .map((section) => ({ start: section.start, end: section.end, isNext: outline.roles.get(section.id) === 'next' }));
  const says = /(?:下一步|下一阶段|今后|接下来)/u.exec(block.text)?.index ?? Number.POSITIVE_INFINITY;
  return (index) =>
    index >= says || marks.some((mark) => mark.isNext && mark.start <= block.at(index) && block.at(index) < mark.end);
}

/** The lines that are no part of a body block, as blocks of their own. */
function linesAround(outline: Outline): Block[] {
  const lines: Block[] = [];
  let next = 0;
  let start = 0;
  for (const line of outline.text.split('\n')) {
    const end = start + line.length;
    while ((outline.blocks[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    const isBody = (outline.blocks[next]?.start ?? Number.POSITIVE_INFINITY) < end;
    const from = start;
    if (!isBody && line.trim() !== '') lines.push({ text: line, start, end, at: (index) => from + index });
    start = end + 1;
  }
  return lines;
}
