import type { ReportHead } from '../text.ts';
import type { Level } from './change.ts';

/** A text in quotation marks, not longer than a line of a list. */
export function quoted(text: string): string {
  const chars = [...text.replace(/\s+/gu, ' ')];
  return `“${chars.length > 60 ? `${chars.slice(0, 40).join('')}……${chars.slice(-16).join('')}` : chars.join('')}”`;
}

export function changedWords(before: string, after: string): string {
  if (before === '') return `加上${quoted(after)}`;
  if (after === '') return `删去${quoted(before)}`;
  return `${quoted(before)}改为${quoted(after)}`;
}

const LEVELS: Record<Level, string> = { 0: '正文', 1: '一级标题', 2: '二级标题', 3: '三级标题', 4: '四级标题' };
export const levelWords = (level: Level): string => LEVELS[level];

export const FIELD_WORDS: Record<keyof ReportHead, string> = {
  title: '标题',
  redHead: '发文机关标志',
  number: '发文字号',
  signers: '签发人',
  addressee: '主送机关',
  issuers: '署名',
  dated: '成文日期',
  attachments: '附件说明',
  note: '附注',
  copyTo: '抄送机关',
  printer: '印发机关',
  printedOn: '印发日期',
};

export const listWords = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : value.join('、');
