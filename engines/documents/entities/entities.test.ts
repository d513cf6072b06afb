import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity, EntityType } from '../reading.ts';
import { readOutline } from '../structure/index.ts';
import { foundingReport } from './founding-report.testing.ts';
import { findEntities } from './index.ts';

function entitiesIn(text: string): Entity[] {
  return findEntities(readOutline(text));
}

function names(text: string, type: EntityType): string[] {
  return entitiesIn(text)
    .filter((entity) => entity.type === type)
    .map((entity) => entity.name);
}

function states(text: string, type: EntityType): Record<string, string | null> {
  const found = entitiesIn(text).filter((entity) => entity.type === type);
  return Object.fromEntries(found.map((entity) => [entity.name, entity.status]));
}

describe('departments', () => {
  test('a list that names its level once gives one department each', () => {
    expect(names('意见分解至区发改局、住建局、商务局、文体旅游局、城管局等有关部门办理。', 'department')).toEqual([
      '区发改局',
      '住建局',
      '商务局',
      '文体旅游局',
      '城管局',
    ]);
  });

  test('full and short names of one office at one level are one department with aliases', () => {
    const found = entitiesIn('由区发展和改革局牵头，区发改局每月调度，区财政局配合。');
    const [first] = found.filter((entity) => entity.type === 'department');
    expect(first).toMatchObject({ name: '区发展和改革局', aliases: ['区发改局'] });
    expect(names('由区发展和改革局牵头，区发改局每月调度，区财政局配合。', 'department')).toHaveLength(2);
  });

  test('the same office at two levels is two departments', () => {
    expect(names('市生态环境局会同区生态环境局开展执法。', 'department')).toEqual(['市生态环境局', '区生态环境局']);
  });

  test.each([
    ['生态环境部会同财政部印发通知。', ['生态环境部', '财政部']],
    ['国家发展改革委和省发改委先后批复。', ['国家发展改革委', '省发改委']],
    ['市规划和自然资源局、市城市管理和综合执法局负责。', ['市规划和自然资源局', '市城市管理和综合执法局']],
    ['县卫健委、县医保局、团县委参加。', ['县卫健委', '县医保局']],
    ['由区经开局负责招商。', ['区经开局']],
    ['发改、财政、住建等部门联合验收。', ['发改', '财政', '住建']],
  ])('%s', (text, expected) => {
    expect(names(text, 'department')).toEqual(expected);
  });

  test('words that only look like offices are none', () => {
    const text = '优化空间布局，打开工作局面，教育部署周密，公安部门之外的审计单位不多，被审计单位已整改，全局一盘棋。';
    expect(names(text, 'department')).toEqual(['公安部门']);
  });
});

describe('organs', () => {
  test('the term number is no part of the name and both spellings are one organ', () => {
    const found = entitiesIn('区五届人大常委会第十四次会议听取报告，区人大常委会提出意见。');
    const organ = found.find((entity) => entity.type === 'organ');
    expect(organ?.name).toBe('区人大常委会');
    expect(organ?.mentions).toHaveLength(2);
  });

  test('a county no list knows is learned from its own government', () => {
    const text = '东屿区人民政府关于有关情况的报告\n\n区政府高度重视。东屿区人民政府召开会议，东屿区财政局参加。';
    expect(names(text, 'organ')).toEqual(['东屿区人民政府']);
    expect(names(text, 'department')).toEqual(['东屿区财政局']);
  });

  test.each([
    ['切实缓解区政府周边交通压力。', ['区政府']],
    ['交由区政府办理。', ['区政府']],
    ['国务院和全国人大常委会先后部署。', ['国务院', '全国人大常委会']],
    ['柳林洲街道办事处组织实施。', ['柳林洲街道办事处']],
  ])('%s', (text, expected) => {
    expect(names(text, 'organ')).toEqual(expected);
  });
});

describe('plans', () => {
  test('one verb over a list of areas gives one plan each, with its own state per clause', () => {
    const text =
      '完成甲山园区、河西工业区、柳镇镇区等片区控规编制，东岸片区、渔港经济区等片区控规正结合招商项目完善规划报批成果。';
    expect(states(text, 'plan')).toEqual({
      甲山园区控规: 'compiled',
      河西工业区控规: 'compiled',
      柳镇镇区控规: 'compiled',
      东岸片区控规: 'revising_for_approval',
      渔港经济区控规: 'revising_for_approval',
    });
  });

  test('areas share the plan noun of the last one, a plan with its own tail keeps its state', () => {
    const text = '加快推进河西区控规修编、东岸片区、柳镇镇区控规和城市设计的编制工作。';
    expect(states(text, 'plan')).toEqual({
      河西区控规: 'revision',
      东岸片区控规和城市设计: 'in_progress',
      柳镇镇区控规和城市设计: 'in_progress',
    });
  });

  test('a list of plans in front of 等专项规划 counts also what bears no plan noun', () => {
    const text = '推进停车设施专项规划、滨海步道规划、工业区块线等专项规划编制。';
    expect(states(text, 'plan')).toEqual({
      停车设施专项规划: 'in_progress',
      滨海步道规划: 'in_progress',
      工业区块线: 'in_progress',
    });
  });

  test.each([
    ['完成国土空间总体规划成果咨询、专家评审，并上报省厅审批。', '国土空间总体规划', 'submitted'],
    ['完成《东屿区产业发展规划》初步成果。', '《东屿区产业发展规划》', 'draft_done'],
    ['编制完成《东屿区氢能产业规划》。', '《东屿区氢能产业规划》', 'compiled'],
    [
      '《东屿区绿地系统专项规划（2021—2035年）》获市政府批复。',
      '《东屿区绿地系统专项规划（2021—2035年）》',
      'approved',
    ],
    ['修订印发《东屿区防洪应急实施方案》。', '《东屿区防洪应急实施方案》', 'issued'],
    ['启动老城片区城市设计编制。', '老城片区城市设计', 'planned'],
    ['制定“抓城建提品质”工作方案。', '“抓城建提品质”工作方案', 'issued'],
    ['住房城乡建设部编制“十五五”全国城镇基础设施建设规划。', '“十五五”全国城镇基础设施建设规划', 'in_progress'],
    ['完成城市更新专项规划专家评审。', '城市更新专项规划', 'reviewed'],
  ])('%s', (text, name, state) => {
    expect(states(text, 'plan')).toEqual({ [name]: state });
  });

  test('what is to come is never finished', () => {
    expect(states('二、下一步工作\n2025年底前完成《东屿区排水专项规划》编制。', 'plan')).toEqual({
      '《东屿区排水专项规划》': 'planned',
    });
  });

  test('planning as an activity is no plan', () => {
    const text = '坚持规划引领，加强城市规划、建设、管理，提升规划建设管理水平，以高水平的规划推动发展，由规划局负责。';
    expect(names(text, 'plan')).toEqual([]);
  });
});

describe('projects', () => {
  test('what a list names before 等…项目 N 个 is one project each', () => {
    const text = '实施城北主干道管道修复工程、云汀实验小学、福林社区样板工程等市级城建项目 47 个。';
    expect(states(text, 'project')).toEqual({
      城北主干道管道修复工程: 'in_progress',
      云汀实验小学: 'in_progress',
      福林社区样板工程: 'in_progress',
    });
  });

  test.each([
    ['打通公园东路北延伸段、富民路等断头路。', { 公园东路北延伸段: 'done', 富民路: 'done' }],
    [
      '策划涂山康养小镇、盐田文化小镇等一批前景好、吸引力大的招商引资项目。',
      { 涂山康养小镇: 'planned', 盐田文化小镇: 'planned' },
    ],
    [
      '新开工项目3个，分别是东港物流园二期、海晟电池和临空产业城。',
      { 东港物流园二期: 'started', 海晟电池: 'started', 临空产业城: 'started' },
    ],
    ['澜江大桥改扩建工程完成桩基312根。', { 澜江大桥改扩建工程: 'done' }],
  ])('%s', (text, expected) => {
    expect(states(text, 'project')).toEqual(expected);
  });

  test('kinds of projects are no projects', () => {
    const text = '推进重点项目建设，实施市级城建项目 47 个、污水治理项目15个，落实民生工程，盘活15个老旧小区改造项目。';
    expect(names(text, 'project')).toEqual([]);
  });
});

describe('other names', () => {
  test.each<[string, EntityType, string[]]>([
    ['在山腰街道、涂岭镇和东张村试点。', 'place', ['山腰街道', '涂岭镇', '东张村']],
    ['改造海南街、祥云中路等道路。', 'place', ['海南街', '祥云中路']],
    ['建设美丽乡村，打通断头路，改善道路和农村社区面貌。', 'place', []],
    ['凤安片区、北翼新城、新材料产业园区加快建设。', 'zone', ['凤安片区', '北翼新城', '新材料产业园区']],
    ['与泉州富环建材有限公司合作。', 'company', ['泉州富环建材有限公司']],
    ['跟踪海西农场、百汇商城、永辉超市等大型商超的供应。', 'company', ['海西农场', '百汇商城', '永辉超市']],
    ['举办第三届“灯耀东屿”元宵花灯展和首届海岛诗歌春晚。', 'event', ['第三届“灯耀东屿”元宵花灯展', '首届海岛诗歌春晚']],
    ['开展“讲好家乡故事”“唱响家乡声音”等专项行动。', 'programme', ['“讲好家乡故事”', '“唱响家乡声音”']],
    ['加快“三城建设”部署。', 'programme', ['三城建设']],
    ['强化寿乡文化、福船文化等品牌包装。', 'brand', ['寿乡文化', '福船文化']],
    ['余秀华等9名代表：\n你们提出的建议收悉。', 'person', ['余秀华']],
  ])('%s', (text, type, expected) => {
    expect(names(text, type)).toEqual(expected);
  });

  test('every place where a known name is printed is a mention', () => {
    const zone = entitiesIn('推进凤安片区征迁。凤安片区已完成签约。').find((entity) => entity.name === '凤安片区');
    expect(zone?.mentions).toHaveLength(2);
  });
});

const bits = fc.constantFrom(
  ...'完成 推进 、 ， 。 和 及 等 的 “ ” 《 》 （ ） 项目 工程 规划 控规 片区 编制 区发改局 局 区政府 泉港区 路 镇 3 个 \n 一、 下一步 专项行动 有限公司 代表 😀'.split(
    ' ',
  ),
);

test('any text is read without a throw, and every mention lies inside it and is not empty', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string({ maxLength: 6 })), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      for (const entity of entitiesIn(text)) {
        expect(entity.name).not.toBe('');
        expect(entity.mentions.length).toBeGreaterThan(0);
        for (const [start, end] of entity.mentions) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    { numRuns: 300 },
  );
});

const founding = foundingReport();

describe.skipIf(founding === null)('the founding report', () => {
  const found = () => entitiesIn(founding ?? '');
  const of = (type: EntityType) => found().filter((entity) => entity.type === type);

  test('five departments', () => {
    expect(of('department').map((entity) => entity.name)).toEqual([
      '区发改局',
      '住建局',
      '商务局',
      '文体旅游局',
      '城管局',
    ]);
  });

  test('23 plans: 14 with a state in part one, 9 announced in part two', () => {
    const plans = of('plan');
    const next = (founding ?? '').indexOf('二、下一步');
    const done = plans.filter((plan) => (plan.mentions[0]?.[0] ?? 0) < next);
    expect(done.map((plan) => plan.status)).toEqual([
      'submitted',
      ...Array.from({ length: 5 }, () => 'compiled'),
      ...Array.from({ length: 4 }, () => 'revising_for_approval'),
      'draft_done',
      'compiled',
      'issued',
      'in_progress',
    ]);
    expect(plans).toHaveLength(23);
    expect(plans.filter((plan) => plan.status === 'revision').map((plan) => plan.name)).toEqual(['港后区控规']);
  });

  test('both spellings of the industrial park project are found', () => {
    const parks = of('project').filter((project) => project.name.includes('配套基础设施'));
    expect(parks).toHaveLength(2);
  });

  test('the government is one organ under its long and short names', () => {
    expect(of('organ').find((organ) => organ.name === '泉州市泉港区人民政府')?.aliases).toContain('区政府');
  });
});
