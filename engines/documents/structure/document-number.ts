import { halfWidthDigits } from './dates.ts';

const OPEN = '[〔﹝\\[【（(［{]';
const CLOSE = '[〕﹞\\]】）)］}]';
const BRACKETED = new RegExp(
  `^(?:发文字号|文\\s*号|文件编号|字号)?[：:]?\\s*([\\u4e00-\\u9fa5][\\u4e00-\\u9fa5\\s（）()]{0,24}?)\\s*${OPEN}\\s*((?:19|20)\\d{2})\\s*年?\\s*${CLOSE}\\s*第?\\s*0*(\\d{1,6})\\s*[号號](?=\\s|$|签)`,
);
/** Web copies that lost the brackets: 益赫政发201612号 is 〔2016〕12号. */
const BARE = /^([\u4e00-\u9fa5]{2,14})\s*((?:19|20)\d{2})\s*第?\s*0*(\d{1,4})\s*[号號](?=\s|$|签)/;

/** The 发文字号 a head line begins with, its brackets repaired to 〔〕, or null. */
export function documentNumber(line: string): string | null {
  const text = halfWidthDigits(line);
  const match = BRACKETED.exec(text) ?? BARE.exec(text);
  if (!match) return null;
  const [, office = '', year, serial] = match;
  if (/^(?:关于|第|在|于)/.test(office)) return null;
  return `${office.replace(/\s+/g, '')}〔${year}〕${serial}号`;
}
