import { defineFaults } from '@quantu/base';

export const basemapFault = defineFaults({
  'basemap.magic': { status: 422, text: '“{name}”不是 PMTiles 文件（开头没有 PMTiles 标记），请选择 .pmtiles 文件' },
  'basemap.version': {
    status: 422,
    text: '“{name}”是 PMTiles 第 {version} 版，只能用第 3 版，请先用 pmtiles convert 转换',
  },
  'basemap.kind': {
    status: 422,
    text: '“{name}”的瓦片格式用不了（{kind}），请提供 PNG、JPEG、WebP、AVIF 图片瓦片或 MVT 矢量瓦片',
  },
  'basemap.compression': {
    status: 422,
    text: '“{name}”的压缩方式用不了（{compression}），请转换成 gzip 压缩或不压缩的 PMTiles 文件',
  },
  'basemap.truncated': {
    status: 422,
    text: '“{name}”不完整：按文件头应有 {need} 字节，实际只有 {size} 字节，请重新复制或下载',
  },
  'basemap.extent': { status: 422, text: '“{name}”的文件头写错了：{what}' },
  'basemap.broken': { status: 422, text: '“{name}”已损坏，没有导入：{why}' },
  'basemap.outside': {
    status: 422,
    text: '“{name}”没有盖住本区：文件的范围是{has}，本区的图层在{wants}，请换一个覆盖本区的底图文件',
  },
  'basemap.none': { status: 404, text: '没有这个底图，可能已被移除，请刷新页面' },
  'basemap.no-tile': { status: 404, text: '底图“{name}”没有 {tile} 这一格' },
  'basemap.tile': { status: 422, text: '底图“{name}”的 {tile} 这一格已损坏（{why}），请重新导入这个底图文件' },
  'basemap.choice': { status: 422, text: '没有可以选用的底图“{choice}”，请刷新页面后再选' },
  'basemap.key': {
    status: 422,
    text: '天地图密钥应是 32 位字母和数字，填写的是 {length} 个字符，请到天地图控制台复制“浏览器端”的密钥',
  },
});
