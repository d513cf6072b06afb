import { defineFaults } from '@quantu/base';

/** English first where a program's author reads it, then the same in Chinese. */
export const ogcFault = defineFaults({
  'ogc.districts': {
    status: 404,
    text: 'Several districts are here: use one of {links}. 这里有几个区划，请用其中一个的地址：{links}',
  },
  'ogc.collection': { status: 404, text: 'No such collection: {collection}. 没有图层“{collection}”，或者它没有公开' },
  'ogc.feature': { status: 404, text: 'No such feature: {feature}. 图层里没有标识为“{feature}”的要素' },
  'ogc.matrix-set': { status: 404, text: 'No such tile matrix set: {set}. 只有 WebMercatorQuad 瓦片方案' },
  'ogc.format': { status: 406, text: 'Not to be had as “{format}”, use f={has}. 不能给出格式“{format}”，请用 f={has}' },
  'ogc.not-acceptable': {
    status: 406,
    text: 'Only {has} is here, not what Accept asks for: {accept}. 这里只有 {has}，没有 Accept 要的 {accept}',
  },
  'ogc.parameter': { status: 400, text: 'Unknown parameter “{name}”. 不认识参数“{name}”' },
  'ogc.value': { status: 400, text: 'Parameter {name} is wrong: {why}. 参数 {name} 不对：{said}' },
  'ogc.filter': {
    status: 400,
    text: 'The filter is wrong at character {at}: {why}. 过滤条件第 {at} 个字处不对：{said}',
  },
  'ogc.filter-cost': { status: 400, text: 'The filter is too costly: {why}. 过滤条件太复杂：{said}' },
});
