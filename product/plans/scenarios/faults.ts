import { defineFaults } from '@quantu/base';

export const scenarioFault = defineFaults({
  'scenario.unknown': { status: 404, text: '图层“{layer}”没有编号为 {number} 的方案' },
  'scenario.name': { status: 409, text: '图层“{layer}”已有名为“{name}”的方案，请换一个名称' },
  'scenario.base': { status: 422, text: '图层“{layer}”没有发布过第 {number} 版，方案只能基于现行或历史版本' },
  'scenario.closed': { status: 409, text: '方案“{name}”现在是“{state}”，不能{act}' },
  'scenario.nothing': { status: 422, text: '方案“{name}”和图层“{layer}”的现状没有差别，没有可采纳的' },
  'scenario.undecided': {
    status: 409,
    text: '方案“{name}”有 {count} 个要素在别处也改过（如“{key}”），请逐个选定以方案为准还是以现状为准',
  },
});
