import { defineFaults } from '@quantu/base';

export const drawingFault = defineFaults({
  'drawing.box': { status: 400, text: '范围“{box}”写法不对，应为“西,南,东,北”四个经纬度，且西小于东、南小于北' },
  'drawing.no-field': { status: 404, text: '图层“{layer}”没有字段“{field}”' },
  'drawing.too-many': {
    status: 422,
    text: '图幅内有 {count} 个要素，超过 {limit} 个，请用更大的比例尺，或少选几个图层',
  },
});
