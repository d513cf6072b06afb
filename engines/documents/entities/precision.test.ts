import { describe, expect, test } from 'vitest';
import type { EntityType } from '../reading.ts';
import { readOutline } from '../structure/index.ts';
import { findEntities } from './index.ts';

function names(text: string, type: EntityType): string[] {
  return findEntities(readOutline(text))
    .filter((entity) => entity.type === type)
    .map((entity) => entity.name);
}

describe('what only looks like a name', () => {
  test.each<[string, EntityType, string[]]>([
    ['派出小分队，赴长江口、大湾区等地走访企业142家。', 'company', []],
    ['走访甲海百货、乙江超市等大型商超。', 'company', ['甲海百货', '乙江超市']],
    ['人均公园绿地面积达15平方米，织密公园网络。', 'place', []],
    ['建成望海公园、听涛公园。', 'place', ['望海公园', '听涛公园']],
    ['区政府办、住建局等相关单位和属地乡镇参加，全区19个街乡开工。', 'place', []],
    ['居家社区服务覆盖一街道一中心。', 'place', []],
    ['完成甲庄、乙庄等9个城中村污水接通工程。', 'place', []],
    ['开展占道经营、违规广告、乱堆乱放专项整治9次。', 'programme', []],
    ['打赢一场河西水环境治理攻坚战。', 'programme', ['河西水环境治理攻坚战']],
    ['落实“一市两区三组团”思路。', 'zone', []],
    ['抽查区贵岭循环经济产业园区。', 'zone', ['贵岭循环经济产业园区']],
    ['各镇人民政府、街道办事处负责，白石镇人民政府牵头。', 'organ', ['白石镇人民政府']],
    ['向市人大监察和司法委员会报告。', 'department', []],
    ['由市教育局会同市委编办落实。', 'department', ['市教育局', '市委编办']],
  ])('%s %s', (text, type, expected) => {
    expect(names(text, type)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['133个续建项目完成投资54亿元，占年度计划的75%124个新建项目已开工。', []],
    ['1-3月项目累计完成投资33亿元，尚有17个项目未开工。', []],
    ['建成220千伏变电站，推进中心城区3所公办幼儿园建设。', []],
    ['一批补链强链项目正在洽谈，新增中小学、幼儿园公办学位。', []],
    ['把群众在教育、就业、社会保障等多方面的现实需求作为民心工程。', []],
    ['8个前期项目正在办理用地、环评等项目前期手续。', []],
    ['甲岩至乙川铁路项目开工，建成望江大桥。', ['甲岩至乙川铁路项目', '望江大桥']],
  ])('projects: %s', (text, expected) => {
    expect(names(text, 'project')).toEqual(expected);
  });

  test('a plan inside the marks of a longer title is not read again', () => {
    expect(names('印发《云河市空气质量持续改善行动计划》。', 'plan')).toEqual(['《云河市空气质量持续改善行动计划》']);
  });

  test('two plans that 和 joins are two', () => {
    expect(names('加快推进滨河新城城市设计和停车场专项规划编制。', 'plan')).toEqual([
      '滨河新城城市设计',
      '停车场专项规划',
    ]);
  });
});

describe('persons', () => {
  test.each([
    ['关于工作情况的报告\n\n市审计局局长　钱 江\n\n主任、各位委员：\n\n受市政府委托报告如下。', ['钱江']],
    ['工作有序推进，陈江河书记多次作出批示。', ['陈江河']],
    ['区建设局局长李松江详细汇报，副区长刘一平陪同。', ['李松江', '刘一平']],
    ['要求各镇镇长和各区区长负责，向市长报告，向各县县长。', []],
    ['市民张某某局长某某同志来信。', []],
  ])('%s', (text, expected) => {
    expect(names(text, 'person')).toEqual(expected);
  });
});
