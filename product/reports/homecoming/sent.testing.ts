import type { ReportBlock, ReportInline, ReportText } from '../text.ts';

/** A report as one is sent to a leader: every kind of block, a figure in each, and all fields of the head. */
export const figure = (id: string, text: string, unit: string, decimals = 0): ReportInline => ({
  kind: 'figure',
  id,
  text,
  bound: { register: 'city-project', figure: 'total', scope: null, period: '2026', unit, decimals },
});
export const words = (text: string): ReportInline => ({ kind: 'text', text });
const paragraph = (...inlines: (ReportInline | string)[]): ReportBlock => ({
  kind: 'paragraph',
  inlines: inlines.map((each) => (typeof each === 'string' ? words(each) : each)),
});
const heading = (level: 2 | 3 | 4, title: string): ReportBlock => ({ kind: 'heading', level, inlines: [words(title)] });

export const sentReport: ReportText = {
  head: {
    title: ['关于城市品质提升专项审议意见办理情况的报告'],
    redHead: '海西市临江区人民政府文件',
    number: '临江政综〔2026〕87号',
    signers: ['林知远'],
    addressee: '临江区人大常委会',
    issuers: ['海西市临江区人民政府'],
    dated: '2026-07-10',
    attachments: ['城建项目清单', '口袋公园分布表'],
    note: '此件主动公开',
    copyTo: ['区委办公室', '区政协办公室'],
    printer: '临江区人民政府办公室',
    printedOn: '2026-07-11',
  },
  sections: [
    {
      id: 'opening',
      level: 1,
      title: '',
      blocks: [
        paragraph(
          '区人大常委会对城市品质提升工作提出审议意见后，区政府高度重视，逐条研究，认真办理，现将有关情况报告如下：',
        ),
      ],
    },
    {
      id: 'done',
      level: 1,
      title: '主要做法',
      blocks: [
        heading(2, '强化招商引资'),
        paragraph(
          '今年以来，全区洽谈对接项目',
          figure('fig-talks', '33个', '个'),
          '，签约项目',
          figure('fig-signed', '17个', '个'),
          '，总投资',
          figure('fig-money', '304.36亿元', '亿元', 2),
          '，招商质量明显提升。各责任单位坚持每周调度、每月通报，推动项目早落地、早开工。',
        ),
        heading(2, '推进城建项目'),
        paragraph(
          { kind: 'text', text: '一是加快建设进度。', bold: true },
          '列入年度计划的城建项目',
          figure('fig-projects', '47个', '个'),
          '全部开工，完成投资',
          figure('fig-done', '12.5亿元', '亿元', 1),
          '，占年度计划的',
          figure('fig-share', '68.2%', '%', 1),
          '。',
        ),
        paragraph('二是提升设计水平。邀请专家对重点片区城市设计进行把关，优化沿街立面和夜景照明，同步完善慢行系统。'),
        {
          kind: 'table',
          caption: '城建项目完成情况',
          head: ['专项', '项目数', '完成投资'],
          rows: [
            [[words('交通')], [figure('fig-t1', '15个', '个')], [figure('fig-t2', '5.2亿元', '亿元', 1)]],
            [[words('公园绿地')], [figure('fig-p1', '10个', '个')], [figure('fig-p2', '1.8亿元', '亿元', 1)]],
            [[words('老旧小区')], [figure('fig-o1', '22个', '个')], [figure('fig-o2', '5.5亿元', '亿元', 1)]],
          ],
        },
      ],
    },
    {
      id: 'people',
      level: 1,
      title: '改善民生服务',
      blocks: [
        heading(2, '建设口袋公园'),
        paragraph(
          '建成口袋公园',
          figure('fig-parks', '10座', '座'),
          '，新增绿地',
          figure('fig-green', '3.6公顷', '公顷', 1),
          '，群众出门即可见绿。',
        ),
        heading(3, '完善配套设施'),
        paragraph('在公园周边布设健身器材和便民座椅，增设公共停车泊位，缓解停车难问题。'),
        heading(3, '加强日常管护'),
        paragraph('建立园林、市政、环卫联合巡查制度，发现问题当日登记、限时整改，做到有人管、管得好。'),
        { kind: 'pageBreak' },
      ],
    },
    {
      id: 'next',
      level: 1,
      title: '下一步工作',
      blocks: [
        paragraph('一是持续跟踪问效。对尚未完成的事项列出清单，明确责任单位和完成时限，每季度向区人大常委会报告进展。'),
        paragraph('二是健全长效机制。把行之有效的做法固化为制度，定期评估实施效果，防止问题反弹回潮。'),
        paragraph('三是加强宣传引导。通过多种渠道公开办理结果，主动接受社会监督，营造共建共治共享的良好氛围。'),
      ],
    },
  ],
};
