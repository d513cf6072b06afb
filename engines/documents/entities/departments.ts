import { adminPrefix } from './admin-prefix.ts';
import { candidate, type Candidate } from './candidate.ts';
import {
  DEPARTMENT_FUNCTIONS,
  DEPARTMENT_KINDS,
  MINISTRIES,
  OFFICE_FUNCTIONS,
  PARTY_FUNCTIONS,
} from './department-names.ts';
import type { Scan } from './scan.ts';
import { words } from './trie.ts';

const NOT_A_BUREAU = words(
  '布局 格局 结局 大局 开局 全局 当局 时局 书局 变局 破局 棋局 邮局 各局 我局 本局 该局 分局 残局 战局 党局',
);
const SHARED_HEAD =
  /^等?(?:\d+|[两二三四五六七八九十]+)?个?(?:有关|相关|职能|责任|成员|区直|市直|县直|主管)*(?:部门|单位|委办局)/u;
const GENERIC_KINDS = new Set(['部门', '主管部门']);

interface Found {
  from: number;
  to: number;
  level: string;
  key: string;
}

/** Departments by function + kind, by 区…局 with an unknown function, and by bare functions before 等部门. */
export function departments(scan: Scan): Candidate[] {
  const found: Found[] = [];
  const { text } = scan;
  for (let index = 0; index < text.length;) {
    const hit = knownDepartment(scan, index, found.at(-1)) ?? unknownBureau(scan, index);
    if (!hit) {
      index++;
      continue;
    }
    if (hit.key !== '') found.push(hit);
    index = Math.max(hit.to, index + 1);
  }
  return found.map((hit) => candidate('department', scan, hit, { key: `${hit.level}|${hit.key}` }));
}

function knownDepartment(scan: Scan, index: number, before: Found | undefined): Found | null {
  const { text } = scan;
  const word = DEPARTMENT_FUNCTIONS.longestAt(text, index);
  if (!word) return null;
  const kind = kindAt(text, word.end);
  if (!kind && text[word.end - 1] === '办') return partyOffice(scan, index, word);
  if (!kind) return sharedKind(scan, index, word, before);
  const from = scan.wordFrom[index] ?? index;
  const prefix = adminPrefix(scan, Math.max(from, index - 16), index);
  const level = prefix.level || impliedLevel(text, word.value, kind, index, before);
  if (!isOffice(word.value, kind, level) || isCommittee(text, index, word.value, kind, level)) return null;
  return { from: prefix.from, to: word.end + kind.length, level, key: word.value };
}

/** 市委编办, 区重点办: the function itself ends in 办; a level must stand in front, the party committee may. */
function partyOffice(scan: Scan, index: number, word: { end: number; value: string }): Found | null {
  const end = scan.text[index - 1] === '委' ? index - 1 : index;
  const prefix = adminPrefix(scan, Math.max(scan.wordFrom[index] ?? index, index - 16), end);
  return prefix.level === '' ? null : { from: prefix.from, to: word.end, level: prefix.level, key: word.value };
}

/** 人大监察和司法委员会: without a level in front only some functions are committees of a government. */
const COMMITTEES = new Set(['发改', '卫健', '国资', '民宗', '金融', '编办']);

function isCommittee(text: string, index: number, key: string, kind: string, level: string): boolean {
  const isJoined = '和与'.includes(text[index - 1] ?? '。') && level === '';
  return kind === '委员会' && level === '' && (isJoined || !COMMITTEES.has(key));
}

function kindAt(text: string, at: number): string | null {
  for (const { suffix, notBefore } of DEPARTMENT_KINDS) {
    const next = text[at + suffix.length] ?? '';
    if (text.startsWith(suffix, at) && !(next !== '' && notBefore.includes(next))) return suffix;
  }
  return null;
}

/** A list says its level once: 区发改局、住建局. */
function impliedLevel(text: string, key: string, kind: string, index: number, before: Found | undefined): string {
  if (kind === '部' && MINISTRIES.has(key)) return '国';
  if (kind === '厅') return '省';
  const joined = before !== undefined && index - before.to === 1 && '、和及与'.includes(text[before.to] ?? ' ');
  return joined && before.level !== '国' ? before.level : '';
}

function isOffice(key: string, kind: string, level: string): boolean {
  if (GENERIC_KINDS.has(kind)) return true;
  if (kind === '部') return level === '国' || (PARTY_FUNCTIONS.has(key) && level !== '');
  if (PARTY_FUNCTIONS.has(key)) return level !== '' && kind !== '办';
  if (OFFICE_FUNCTIONS.has(key)) return kind.startsWith('办');
  return kind !== '办' && kind !== '办公室' ? true : level !== '';
}

/** 发改、财政、住建等部门: each bare function counts once the list ends in 部门 or 单位. */
function sharedKind(
  scan: Scan,
  index: number,
  word: { end: number; value: string },
  before: Found | undefined,
): Found | null {
  const { text } = scan;
  if (index > 0 && !'、和及与由，。请 '.includes(text[index - 1] ?? '') && (scan.wordFrom[index] ?? 0) !== index)
    return null;
  const isListed = before !== undefined && index - before.to === 1;
  let end = word.end;
  for (let items = 0; items < 16; items++) {
    const closes = SHARED_HEAD.test(text.slice(end, end + 12));
    if (closes && items === 0 && !isListed) return null;
    if (closes) return { from: index, to: word.end, level: '', key: word.value };
    const next = '、和及与'.includes(text[end] ?? '。') ? DEPARTMENT_FUNCTIONS.longestAt(text, end + 1) : null;
    if (!next) return null;
    end = next.end + (kindAt(text, next.end)?.length ?? 0);
  }
  return null;
}

/** A bureau whose function no list knows: 区经开局. The level in front proves that it is one. */
function unknownBureau(scan: Scan, index: number): Found | null {
  const { text } = scan;
  if (!'区市县省州旗'.includes(text[index] ?? '。')) return null;
  const limit = Math.min(text.length, index + 9);
  for (let end = index + 3; end < limit; end++) {
    const unit = text[end] ?? '';
    if (!/\p{Script=Han}/u.test(unit)) return null;
    if (unit !== '局' || '面势限部域'.includes(text[end + 1] ?? '。')) continue;
    if (NOT_A_BUREAU.longestAt(text, end - 1) || (scan.wordFrom[end] ?? 0) > index) return null;
    const prefix = adminPrefix(scan, scan.wordFrom[index] ?? index, index + 1);
    return { from: prefix.from, to: end + 1, level: prefix.level, key: text.slice(index + 1, end) };
  }
  return null;
}
