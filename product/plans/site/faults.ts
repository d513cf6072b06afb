import { defineFaults } from '@quantu/base';

export const siteFault = defineFaults({
  'site.shape': { status: 422, text: '审查范围不能用：{problem}' },
  'site.none': { status: 422, text: '没有审查范围，请在图上画、上传文件，或选一个有用地范围的项目' },
  'site.several': { status: 422, text: '范围、城建项目、招商项目只能给一个' },
  'site.no-name': { status: 422, text: '请写项目（地块）名称' },
  'site.project-without': { status: 422, text: '项目“{name}”还没有填用地范围，请先在台账里补上，或者直接画' },
  'site.outside': { status: 422, text: '这个范围不在本区（{layer}）之内，请检查坐标或坐标系' },
  'site.use': { status: 422, text: '用地用海分类（2023）里没有代码“{use}”，请从列表里选' },
  'site.exception': { status: 422, text: '没有“{exception}”这种情形，请从列表里选' },
  'site.role': { status: 422, text: '“{role}”不能声明为不涉及，请从列表里选' },
  'site.day': { status: 422, text: '“{day}”不是存在的日期，请按 2026-07-10 的样子填写' },
  'site.file-crs': { status: 422, text: '看不出文件“{name}”的坐标系：{why}。请指定坐标系再上传' },
  'site.file-measure': {
    status: 422,
    text: '文件“{name}”用的是 Web 墨卡托（EPSG:3857），在本区量出的面积会大两成，请换成 CGCS2000 坐标再上传',
  },
  'site.file-no-area': { status: 422, text: '文件“{name}”里没有面，审查范围要用面' },
  'site.file-layers': { status: 422, text: '文件“{name}”里有几个面图层（{layers}），请指定用哪一个' },
  'site.file-many': { status: 422, text: '文件“{name}”有 {count} 个面，超过 {limit} 个，请只留下审查范围' },
  'site.size': { status: 422, text: '最小面积 {min} 平方米大于最大面积 {max} 平方米，请改正' },
  'site.no-weight': { status: 422, text: '各项权重都是 0，无法排序，请至少给一项权重' },
  'site.no-base': { status: 422, text: '没有已发布的“{role}”图层，不能在其中选址，请先发布，或者换一种地块' },
});
