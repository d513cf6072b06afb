import { defineFaults } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import { BundleError, openBundle, verifyBundle, type BundleVerdict } from '@quantu/reports';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';

const verifyFault = defineFaults({ 'cli.bundle': { status: 422, text: '{text}' } });

export const verify: Command = {
  usage: 'verify 证据包.zip [--root 校验码] [--json]',
  summary:
    '离线核验一份签发的报告：由证据包里的行重新算出每个数字；有一个不符即以 1 退出；--root 与印件或公开页面上的校验码比对',
  async run(args) {
    const options = { json: { type: 'boolean' }, root: { type: 'string' } } as const;
    const { values, positionals } = parse(args, options, { min: 1, max: 1 });
    const { root } = values;
    if (root !== undefined && !/^[0-9a-f]{64}$/i.test(root)) throw new UsageError('--root 后面应是 64 位的校验码');
    const bytes = await readInput(positionals[0]!);
    const verdict = verified(bytes, root ?? null);
    if (values.json) printJson(verdict);
    else print(verdict);
    return verdict.isSound ? 0 : 1;
  },
};

function verified(bytes: Uint8Array, root: string | null): BundleVerdict {
  try {
    const { read, damaged } = openBundle(bytes, sm3);
    return verifyBundle(read, sm3, root, damaged);
  } catch (error) {
    if (error instanceof BundleError) throw verifyFault('cli.bundle', { text: error.message });
    throw error;
  }
}

function print({ manifest, figures, wrong, isSound }: BundleVerdict): void {
  const { report, district } = manifest;
  say([report.title, report.number, district.name, `数据截至 ${manifest.asOf}`].filter((one) => one !== '').join('　'));
  say(`${manifest.signedBy} 签发，校验码 ${manifest.root}`);
  for (const figure of figures) {
    const name = [figure.label, figure.section].filter((one) => one !== '').join('，');
    const result = figure.wrong.length === 0 ? `通过（${figure.rows} 行）` : `不通过：${figure.wrong.join('；')}`;
    say(`  ${figure.text}\t${name}\t${[result, figure.note].filter((one) => one !== null).join('；')}`);
  }
  for (const text of wrong) say(`  ${text}`);
  const bad = figures.filter((one) => one.wrong.length > 0).length;
  say(
    isSound
      ? `核验通过：${figures.length} 个数字都能重新算出`
      : `核验不通过：${figures.length} 个数字中 ${bad} 个有问题`,
  );
}
