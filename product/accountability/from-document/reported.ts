import { departmentFunction, readOutline, type Reading, type Section } from '@quantu/documents';
import { opinionsOf } from '@quantu/product-documents';
import type { Day } from '@quantu/base';
import { paperFault } from './faults.ts';
import { bodyOf, childrenOf, headOf, trimmed } from './issued.ts';
import type { Paper, ProposedItem, ProposedTask } from './paper.ts';
import { assignedIn, mentionsIn } from './units.ts';

/** Words of what a department is there for, by the key of its function: only to propose who did what a report tells. */
const DUTIES: Readonly<Record<string, RegExp>> = {
  发改: /规划引领|产业|项目|招商|投资|能源|新兴/g,
  自然资源: /国土空间|控规|用地|规划/g,
  住建: /居住|房地产|老旧小区|物业|城建|管网|管道|污水|公园|绿地|市政|住房|基础设施/g,
  商务: /商圈|商超|消费|超市|农贸|电商|餐饮|夜间|市集/g,
  文旅: /文旅|旅游|文化|节庆|节会|元宵|非遗|家乡|演/g,
  城管: /市容|环境卫生|城市管理|垃圾|整治|执法|停车/g,
  交通: /道路|公路|交通|公交|断头路/g,
  教育: /学校|小学|中学|幼儿园|教育/g,
  卫健: /医院|医疗|卫生服务|健康/g,
  工信: /工业|园区|制造|数字化/g,
  生态环境: /生态环境|水质|大气|污染/g,
  农业农村: /乡村|农村|农田|农业/g,
  水利: /水利|河道|防洪|水库/g,
  民政: /养老|救助|殡葬/g,
};

/**
 * A report that answers an opinion: the opinion is reconstructed from it, one item for each that it answers, one task for
 * each measure it tells of. What the report does not say (days, who did what) stays open for a person.
 */
export function readReported(reading: Reading, name: string, names: readonly string[]): Paper {
  const { text, document, sections } = reading;
  const told = opinionsOf(document.title, sections);
  const opinions = told.length > 0 ? told : partsOf(sections);
  const [first] = opinions;
  if (first === undefined) throw paperFault('paper.no-answers', { name });
  const { blocks } = readOutline(text);
  const dated = document.dated as Day | null;
  const lead = text.slice(blocks[0]?.start ?? 0, first.section.start);
  const mentions = mentionsIn(reading, names);
  const departments = [
    ...new Set(mentions.filter(({ start }) => start < first.section.start).map((mention) => mention.name)),
  ];
  const items = opinions.map(({ section, measures }): ProposedItem => {
    const own = measures.length > 0 ? measures : [section];
    const tasks = own.map((measure, at): ProposedTask => {
      const place = trimmed(text, measure.start, measure.end);
      const detail = text.slice(place.start, place.end);
      const said = assignedIn(text, place, mentions).lead;
      return {
        ...place,
        number: String(at + 1),
        measure: measure.title.slice(0, 200),
        detail,
        lead: likeliest(detail, departments) ?? said,
      };
    });
    const place = trimmed(text, section.start, section.end);
    const matter = askedIn(section.title);
    const leads = tasks.flatMap((task) => task.lead ?? []);
    return {
      ...place,
      number: section.path.at(-1)!,
      matter,
      clause: matter,
      above: '',
      lead: mostOften(leads),
      helpers: [...new Set(leads)].filter((one) => one !== mostOften(leads)),
      due: null,
      tasks,
    };
  });
  return {
    kind: 'reported',
    title: titleOf(document.title ?? name),
    number: null,
    ...headOf(lead, dated),
    deliberatedOn: null,
    dated,
    body: bodyOf(text, blocks),
    due: null,
    committee: document.addressee,
    office: document.issuer,
    items,
  };
}

const NOT_DONE = /下一步|下步|打算|存在|不足|困难/;

/** A report whose parts 一、二、 each answer one opinion. */
function partsOf(sections: readonly Section[]): readonly { section: Section; measures: readonly Section[] }[] {
  return sections
    .filter(({ path, title }) => path.length === 1 && !NOT_DONE.test(title))
    .map((section) => ({ section, measures: childrenOf(section, sections) }));
}

/** `“紧扣产城融合，…‘承载力’”办理情况` answers the opinion 紧扣产城融合，…“承载力”. */
function askedIn(title: string): string {
  const asked = title.replace(/\s*(?:研究)?(?:办理|处理|落实|整改)(?:落实)?情况$/u, '').trim();
  const quoted = /^“(.*)”$/su.exec(asked);
  const plain = quoted ? quoted[1]!.replaceAll('‘', '“').replaceAll('’', '”') : asked;
  return plain.replaceAll(/\s+/g, '').slice(0, 200);
}

/** 关于…审议意见办理情况的报告: the opinion is what stands between. */
function titleOf(title: string): string {
  const flat = title.replaceAll(/\s*\n\s*/g, '').trim();
  return (/关于(.*?审议意见)/u.exec(flat)?.[1] ?? flat).slice(0, 160);
}

function likeliest(text: string, departments: readonly string[]): string | null {
  const counted = departments
    .map((name) => ({ name, hits: text.match(DUTIES[departmentFunction(name) ?? ''] ?? /(?!)/g)?.length ?? 0 }))
    .toSorted((a, b) => b.hits - a.hits);
  return counted[0] !== undefined && counted[0].hits > 0 ? counted[0].name : null;
}

function mostOften(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
