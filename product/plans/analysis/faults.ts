import { defineFaults } from '@quantu/base';

export const analysisFault = defineFaults({
  'overlay.no-run': { status: 404, text: '没有这次叠加分析，或者您无权查看其中的图层' },
  'overlay.no-layer': { status: 404, text: '所选的第 {number} 个图层不存在，或者您无权查看' },
  'overlay.no-code': { status: 404, text: '图层目录里没有标识为“{code}”的图层；面图层有：{codes}' },
  'overlay.no-version': { status: 409, text: '图层“{layer}”没有可以叠加的版本（{version}），请先发布或换一个版本' },
  'overlay.twice': { status: 422, text: '图层“{layer}”选了两次同一个版本，请只留一个' },
  'overlay.not-area': { status: 422, text: '图层“{layer}”是{shape}图层，只有面图层可以叠加' },
  'overlay.one-layer': {
    status: 422,
    text: '只选了一个图层。叠加至少要两个图层，只查图层自身重叠（C10）时才可以是一个',
  },
  'overlay.not-done': { status: 409, text: '这次叠加分析还没有完成，完成后才能导出' },
  'overlay.busy': { status: 409, text: '“{name}”正在进行，等它完成或取消后再开始下一次' },
  'overlay.broken': { status: 500, text: '叠加分析的进程意外退出，没有改动任何记录，请再试一次' },
  'overlay.too-big': { status: 422, text: '所选图层太大，内存不够，没有改动任何记录；请减少图层，或分乡镇叠加' },
  'overlay.bad-features': {
    status: 422,
    text: '图层“{layer}”的要素“{key}”不是面，不能叠加，请先修改后再试',
  },
  'overlay.apart': {
    status: 422,
    text: '图层“{layer}”离其他图层最近也有 {km} 公里，没有公共范围；请核对它的坐标系，或不选它',
  },
  'overlay-rules.unknown': { status: 404, text: '没有代号为 {key} 的叠加规则' },
  'overlay-rules.no-version': { status: 404, text: '叠加规则“{label}”没有第 {version} 版' },
  'overlay-rules.no-json': {
    status: 422,
    text: '{file} 不是规则文件，样子见 quantu overlay-rules show standard --json',
  },
  'overlay-rules.file': {
    status: 422,
    text: '规则文件 {file} 的 {place} 不对（{value}），样子见 quantu overlay-rules show standard --json',
  },
  'overlay-rules.standard': { status: 409, text: '“{label}”随程序提供，不能改；请另存一套再改' },
  'overlay-rules.stale': {
    status: 409,
    text: '叠加规则“{label}”已经有了第 {now} 版，您改的是第 {base} 版，请重新打开再改',
  },
  'overlay-rules.unchanged': { status: 409, text: '叠加规则“{label}”没有任何改动，没有存为新版本' },
  'overlay-rules.label': { status: 422, text: '规则名称“{label}”是空的，或者已被另一套规则使用，请换一个' },
  'overlay-rules.kind-without-rule': { status: 422, text: '勾选了“{kind}”，但没有这一类的规则；请补上规则或取消勾选' },
  'overlay-rules.twice': { status: 422, text: '“{kind}”的规则写了两次，请只留一条' },
  'overlay-rules.role': { status: 422, text: '“{kind}”的规则里写了图层作用“{role}”，编码表里没有，请改正' },
  'conflict.unknown': { status: 404, text: '没有这个差异图斑，或者您无权查看' },
  'conflict.no-side': {
    status: 409,
    text: '差异图斑 {number} 按规则不能确定由哪一方让，请先选一方',
  },
  'conflict.no-feature': {
    status: 409,
    text: '图层“{layer}”现在的版本在 {number} 处已没有可以调整的要素，请重新叠加',
  },
  'conflict.stale': {
    status: 409,
    text: '图层“{layer}”已经有了第 {now} 版，建议是在第 {base} 版上作的，请重新生成建议',
  },
  'conflict.closed': { status: 409, text: '差异图斑 {number} 现在是“{state}”，不能再采纳调整' },
});
