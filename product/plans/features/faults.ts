import { defineFaults } from '@quantu/base';

export const versionFault = defineFaults({
  'version.no-layer': { status: 404, text: '没有这个图层，或者您无权查看' },
  'version.unknown': { status: 404, text: '图层“{layer}”没有第 {number} 版' },
  'version.draft-there': {
    status: 409,
    text: '图层“{layer}”已有草稿（第 {number} 版），请先发布或撤销这个草稿，再写入新的版本',
  },
  'version.not-draft': { status: 409, text: '图层“{layer}”第 {number} 版现在是“{state}”，只有草稿可以发布' },
  'version.not-withdrawable': {
    status: 409,
    text: '图层“{layer}”第 {number} 版现在是“{state}”，只有草稿和现行版本可以撤销',
  },
  'version.draft-above': {
    status: 409,
    text: '图层“{layer}”的第 {draft} 版草稿是在第 {number} 版上做的，请先发布或撤销草稿',
  },
  'version.duplicate-key': { status: 422, text: '有两个要素的标识都是“{key}”，请改正后再写入' },
  'version.empty': { status: 422, text: '没有一个要素可以写入图层“{layer}”' },
  'edit.stale': {
    status: 409,
    text: '图层“{layer}”已经有了第 {head} 版，您是在第 {base} 版上修改的，请刷新地图后再改',
  },
  'edit.unknown-key': { status: 422, text: '第 {number} 处修改：图层“{layer}”里没有标识为“{key}”的要素，可能已被删去' },
  'edit.shape': { status: 422, text: '第 {number} 处修改：{problem}' },
  'edit.twice': { status: 422, text: '要素“{key}”在同一次修改里出现了两次，请合成一处' },
  'edit.nothing': { status: 422, text: '这些修改没有改变任何要素' },
});
