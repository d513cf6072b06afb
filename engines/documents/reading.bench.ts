import { readText } from './read.ts';

/** A report of about 4,000 characters, the same on every machine. */
function sampleReport(): string {
  const measure = (n: number): string =>
    `（${'一二三四五六七八九十'[n % 10]!}）加快推进第${n + 1}批项目建设。一是抓投资。安排重点项目${n * 7 + 12}个、总投资${n * 31 + 80}.52亿元，` +
    `其中总投资20亿元以上的项目${n + 1}个，完成投资${n * 3 + 9}.4亿元，同比增长${n + 3}.2%，占年度计划的${50 + n}.6%。` +
    `二是抓民生。新建公园${n + 5}个，改造老旧小区${n * 4 + 3}个、惠及群众${n + 2}万余人，优良率由${80 + n}%提高到${81 + n}.5%。` +
    '三是抓机制。区住建局、区发改局、区城管局等部门建立协同推进机制，完善项目全周期管理。\n';
  const part = (from: number): string => Array.from({ length: 10 }, (_, i) => measure(from + i)).join('');
  return `某区人民政府关于项目建设审议意见办理情况的报告\n\n区人大常委会：\n\n一、办理情况\n${part(0)}二、下一步打算\n${part(10)}\n某区人民政府\n2024年7月10日\n`;
}

const WARM_UP = 40;

/** Reading speed by length of the text (×1, ×10, ×100), medians: is it linear? Gives a table to print. */
export function benchReading(): string {
  const report = sampleReport();
  const first = timeOf(report);
  for (let i = 0; i < WARM_UP; i++) readText(report);
  const rows = [
    { times: 1, runs: 15 },
    { times: 10, runs: 5 },
    { times: 100, runs: 3 },
  ].map(({ times, runs }) => {
    const text = report.repeat(times);
    const took = median(Array.from({ length: runs }, () => timeOf(text)));
    return { length: text.length, took, perCharacter: (took * 1e6) / text.length };
  });
  const base = rows[0]!.perCharacter;
  const line = ({ length, took, perCharacter }: (typeof rows)[number]): string =>
    `${String(length).padStart(8)} 字 ${took.toFixed(1).padStart(9)} 毫秒 ${perCharacter.toFixed(0).padStart(7)} 纳秒/字 ${(perCharacter / base).toFixed(2).padStart(6)} 倍`;
  return [
    `读文（结构、数字、实体、承诺、问题），中位数；预算：4,000 字 30 毫秒，随长度线性；进程中第一份 ${first.toFixed(0)} 毫秒`,
    ...rows.map(line),
  ].join('\n');
}

function timeOf(text: string): number {
  const start = performance.now();
  readText(text);
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
