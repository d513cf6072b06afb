import { chineseDay, parseDay } from '@quantu/base';
import type { Inline, OfficialBlock, OfficialDocument } from '@quantu/documents';
import type { VotingRound } from './contract.ts';

export interface VoteSheetParts {
  readonly opinion: { readonly title: string; readonly number: string };
  readonly round: VotingRound;
  readonly mark: string | null;
  readonly issuer: string;
}

const plain = (text: string): Inline[] => [{ kind: 'text', text }];
const paragraph = (text: string): OfficialBlock => ({ kind: 'paragraph', inlines: plain(text) });

/** The result of a vote as it is announced and filed: counts, verdict, computation, rule, and who signs. */
export function voteSheet({ opinion, round, mark, issuer }: VoteSheetParts): OfficialDocument {
  const day = parseDay(round.on);
  const dated = day === null ? round.on : chineseDay(day);
  return {
    redHead: null,
    title: ['满意度测评结果', ...(round.isAnnounced ? [] : ['（未公布，仅供核对）'])],
    body: [
      paragraph(`测评事项：${opinion.title}${opinion.number === '' ? '' : `（${opinion.number}）`}`),
      paragraph(
        `会议：${round.session}　第 ${round.round} 轮　${dated}${round.methodLabel && `　${round.methodLabel}`}`,
      ),
      {
        kind: 'table',
        caption: '票数',
        head: [['组成人员', '出席', '发出', '收回', '无效', '满意', '基本满意', '不满意']],
        rows: [
          [
            round.members,
            round.attending,
            round.sent,
            round.returned,
            round.invalid,
            round.satisfied,
            round.basic,
            round.unsatisfied,
          ].map((count) => plain(String(count))),
        ],
        align: ['center', 'center', 'center', 'center', 'center', 'center', 'center', 'center'],
      },
      { kind: 'paragraph', inlines: [{ kind: 'text', text: `测评结果：${round.verdictLabel}`, bold: true }] },
      paragraph(`计算：${round.because}。`),
      paragraph(`规则：${round.ruleText}。`),
      paragraph('总监票人（签名）：　　　　　　　　监票人（签名）：'),
      paragraph('计票人（签名）：'),
    ],
    signature: { issuers: [issuer], dated },
    ...(mark === null ? {} : { mark }),
  };
}
