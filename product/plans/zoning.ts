import { defineCodeSet } from '@quantu/base';

/** [code, name]: a zone of the second level ends in one zero, one of the first in two. */
const ZONES: readonly (readonly [code: string, name: string])[] = [
  ['100', '生态保护区'],
  ['200', '生态控制区'],
  ['300', '农田保护区'],
  ['400', '城镇发展区'],
  ['410', '城镇集中建设区'],
  ['411', '居住生活区'],
  ['412', '综合服务区'],
  ['413', '商业商务区'],
  ['414', '工业发展区'],
  ['415', '物流仓储区'],
  ['416', '绿地休闲区'],
  ['417', '交通枢纽区'],
  ['418', '战略预留区'],
  ['420', '城镇弹性发展区'],
  ['430', '特别用途区'],
  ['500', '乡村发展区'],
  ['510', '村庄建设区'],
  ['520', '一般农业区'],
  ['530', '林业发展区'],
  ['540', '牧业发展区'],
  ['600', '海洋发展区'],
  ['610', '渔业用海区'],
  ['620', '交通运输用海区'],
  ['630', '工矿通信用海区'],
  ['640', '游憩用海区'],
  ['650', '特殊用海区'],
  ['660', '海洋预留区'],
  ['700', '矿产能源发展区'],
];

/** Zones of overall plans; what a zone is for is read in `analysis/standard-readings.ts`. */
export const zoning = defineCodeSet({
  key: 'zoning',
  version: '2020',
  label: '规划分区',
  source: '市级国土空间总体规划编制指南（试行）（2020）附录：规划分区的名称；代码按各地数据库的通行写法，区划可以增补',
  codes: ZONES.map(([code, label]) => ({ code, label })),
});
