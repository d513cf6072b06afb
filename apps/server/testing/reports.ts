import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A short report of our own with two opinions, the second without a next step. */
export const SMALL_REPORT = `东屿区人民政府关于区人大常委会城市品质提升审议意见办理情况的报告

区人大常委会：

区政府对审议意见高度重视，现将办理情况报告如下：

一、审议意见研究办理情况

及时将审议意见分解至区发改局、区住建局等有关部门。

（一）“紧扣产城融合”办理情况。一是突出规划引领。完成《东屿区国土空间总体规划》专家评审。二是培育新兴业态。洽谈对接项目33个、总投资304.36亿元，已签约项目17个、总投资80.52亿元。

（二）“紧扣品质服务”办理情况。一是打造便民商圈。打造3个“一刻钟便民生活服务圈”，指导建设6个生鲜便利店。二是优化城市管理。建设口袋公园10个，同比增长25%。

二、下一步工作打算

（一）紧扣产城融合。加快推进总体规划编制，新建公园5个，确保2025年底前完成。

东屿区人民政府
2024年7月10日
`;

const FOUNDING = fileURLToPath(new URL('../../../../shared/samples/reports/00-quangang-2024-87.txt', import.meta.url));

/** The founding sample, which lies beside the repository and is not part of it; null (said aloud) when absent. */
export function foundingReport(): Buffer | null {
  if (existsSync(FOUNDING)) return readFileSync(FOUNDING);
  console.warn('the founding sample is absent: tests that read it are skipped');
  return null;
}
