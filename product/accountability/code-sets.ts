import { defineCodeSet, type Code, type CodeSet } from '@quantu/base';
import { LADDER_STEPS } from './ladder/rules.ts';
import { SPAN_UNITS, STEPS } from './rules/stages.ts';
import { BASE_LABELS } from './rules/votes.ts';
import { statisticCodeSets } from './statistics/code-sets.ts';

const list = (entries: Readonly<Record<string, string>>): Code[] =>
  Object.entries(entries).map(([code, label]) => ({ code, label }));
const set = (key: string, label: string, source: string, entries: Readonly<Record<string, string>>): CodeSet =>
  defineCodeSet({ key, version: '1', label, source, codes: list(entries) });

const OPINION_WORK = '审议意见办理工作的通行做法。default';

/** What ships with the program; a district adds its own versions as data. */
export const accountabilityCodeSets: readonly CodeSet[] = [
  ...statisticCodeSets,
  set('review-verdict', '测评结果', '各地人大常委会满意度测评办法。default', {
    satisfied: '满意',
    basic: '基本满意',
    unsatisfied: '不满意',
    void: '测评无效',
  }),
  set('vote-base', '计票基数', '各地人大常委会满意度测评办法。default', BASE_LABELS),
  set('vote-method', '表决方式', '各地人大常委会满意度测评办法。default', {
    ballot: '无记名投票',
    electronic: '电子表决器',
    show: '举手',
  }),
  set(
    'review-step',
    '办理环节',
    OPINION_WORK,
    Object.fromEntries(Object.entries(STEPS).map(([key, { label }]) => [key, label])),
  ),
  set('span-unit', '期限单位', `${OPINION_WORK}（日为自然日，工作日按国务院办公厅放假通知计）`, SPAN_UNITS),
  set('review-category', '事项类别', '云阳县人大常委会审议意见清单（问题、建议两类）。default', {
    problem: '问题',
    proposal: '建议',
  }),
  set('review-result', '办理结果', '重庆市人民政府 2025 年关于审议意见研究处理情况的报告（三类）。default', {
    'done-kept': '完成并长期坚持',
    'this-year': '年内完成',
    'later-year': '跨年度完成',
    planned: '列入计划',
    declined: '不予采纳',
  }),
  set('publicity', '公开属性', '中华人民共和国政府信息公开条例', {
    open: '主动公开',
    asked: '依申请公开',
    closed: '不予公开',
  }),
  set(
    'ladder-step',
    '督办环节',
    '按各地审议意见和重点工作督办办法归纳。default',
    Object.fromEntries(Object.entries(LADDER_STEPS).map(([key, { label }]) => [key, label])),
  ),
  set('order-level', '督办单级别', '按各地审议意见和重点工作督办办法归纳。default', {
    L1: 'L1 提醒',
    L2: 'L2 督办单',
    L3: 'L3 分管领导督办',
  }),
  set('review-origin', '登记来源', '本系统：由文件登记、由报告补登；不填的为手工登记', {
    paper: '由审议意见书登记',
    report: '据办理情况报告补登',
  }),
  set('escalation', '升级监督方式', '中华人民共和国各级人民代表大会常务委员会监督法', {
    inquiry: '专题询问',
    question: '质询',
    investigation: '特定问题调查',
    resolution: '作出决议',
  }),
  set('motion-kind', '建议类别', '代表建议、政协提案办理工作的通行做法。default', {
    suggestion: '代表建议',
    bill: '代表议案转建议',
    proposal: '政协提案',
    petition: '社情民意',
  }),
  set('handling-mode', '办理方式', '福建省人大代表建议办理规定。default', {
    alone: '单独办理',
    each: '分别办理',
    joint: '主办、会办',
  }),
  set('answer-class', '办复类别', '各地不同，字母含义以本区版本为准。default：宁波市海曙区（2021）四类', {
    A: 'A 已解决或基本解决',
    B: 'B 部分解决或列入计划',
    C: 'C 因条件限制暂时不能解决',
    D: 'D 不采纳，留作参考',
  }),
  set('satisfaction', '代表（委员）意见', '代表建议、政协提案办理工作的通行做法。default', {
    satisfied: '满意',
    basic: '基本满意',
    unsatisfied: '不满意',
  }),
];
