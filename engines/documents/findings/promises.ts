import type { Commitment, Finding, FindingCode } from '../reading.ts';

const KINDS: readonly { code: FindingCode; lacks: (promise: Commitment) => boolean; what: string }[] = [
  { code: 'commitment-without-owner', lacks: (promise) => promise.owner === null, what: '责任单位' },
  { code: 'commitment-without-due', lacks: (promise) => promise.due === null, what: '完成时限' },
  { code: 'commitment-without-measure', lacks: (promise) => promise.measure === null, what: '可核查的数量或指标' },
];

/** One finding per kind of gap, with every promise that has it: 29 promises make three findings, not eighty-seven. */
export function incompletePromises(commitments: readonly Commitment[]): Finding[] {
  return KINDS.flatMap(({ code, lacks, what }) => {
    const lacking = commitments.filter(lacks);
    const first = lacking[0];
    if (!first) return [];
    const ranges = lacking.map((promise): [number, number] => [promise.start, promise.end]);
    const share = lacking.length === commitments.length ? '均' : `中有 ${lacking.length} 项`;
    return [
      {
        code,
        severity: 'info',
        at: [first.start, first.end],
        also: ranges.slice(1),
        text: `下一步的 ${commitments.length} 项承诺${share}没有写明${what}`,
      } satisfies Finding,
    ];
  });
}
