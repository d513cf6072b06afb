/** How texts introduce who is responsible. */
const MARKERS = [
  '责任单位',
  '牵头单位',
  '责任部门',
  '牵头部门',
  '主办单位',
  '承办单位',
  '实施单位',
  '实施主体',
  '责任主体',
  '责任领导',
  '责任人',
  '责任科室',
];
const DUTIES = ['牵头', '负责', '承担', '主办'];
const OFFICE_END =
  /(?:局|委|办|部|厅|政府|街道|镇|乡|中心|公司|集团|单位|部门|委员会|指挥部|专班|大队|支队|办公室|银行|法院|检察院|园区|办事处|学校|医院|村|社区|协会|管委会)$/u;
const LONGEST = 60;

/** The government that reports is everybody and so nobody: it is no owner of a promise. */
const NOBODY =
  /^(?:[我全各有关相该本]|区|市|县|省|州|旗|镇|乡)*(?:人民)?(?:政府|部门|单位|级|方面)$|^(?:各|有关|相关|所有|专人|谁)|^我(?:市|区|县|省|州|们)|^(?:一|区|市|县)级?政府/u;
const FILLER = /(?:共同|具体|统一|分别|等(?:有关|相关)?(?:部门|单位)?|会同有关部门)+$/u;

/** The owner that a bracket or 由…牵头 names; null when there is none or when it is everybody. */
export function statedOwner(text: string): string | null {
  return afterMarker(text) ?? beforeDuty(text) ?? byOffice(text) ?? inLastBracket(text);
}

function afterMarker(text: string): string | null {
  for (const marker of MARKERS) {
    const at = text.indexOf(marker);
    if (at < 0) continue;
    const rest = text.slice(at + marker.length, at + marker.length + 100);
    const said = /^\s*[：:为是]\s*(?<owner>[^；。，,）)\n】]{2,80})/u.exec(rest)?.groups?.['owner']?.trim();
    if (said !== undefined && !NOBODY.test(said)) return said;
  }
  return null;
}

/** 由区住建局牵头, 区住建局负责: back to 由 or to the clause's begin. */
function beforeDuty(text: string): string | null {
  for (const duty of DUTIES) {
    const at = text.indexOf(duty);
    if (at <= 0) continue;
    const before = text.slice(Math.max(0, at - LONGEST), at);
    const by = before.lastIndexOf('由');
    const border = Math.max(...['，', '；', '。', '（', '(', '：'].map((mark) => before.lastIndexOf(mark)));
    const said = before.slice(Math.max(by, border) + 1).replace(FILLER, '');
    if (isOffice(said)) return said;
  }
  return null;
}

/** 由区住建局会同区城管局于3月底前完成: the office that 由 names, with those that join it. */
const BY =
  /由(?<owner>[^，。；：（(）)]{2,40}?)(?:于|在(?=20|今|明|年)|具体|统一|统筹|抓紧|尽快|(?=20\d{2}年|年内|年底|完成|组织|开展|实施|制定|编制|推进|落实|启动|建设|承建|承办|实行|会同))/gu;

function byOffice(text: string): string | null {
  return [...text.matchAll(BY)].map((match) => officeOf(match.groups?.['owner'] ?? '')).find(isSaid) ?? null;
}

function isSaid(owner: string | null): owner is string {
  return owner !== null;
}

function officeOf(said: string): string | null {
  const name = said.replace(FILLER, '');
  return isOffice(name) ? name : null;
}

/** 由区住建局牵头，… and 由区住建局会同区城管局于…: how long a clause's opening by its owner is. */
export function governedBy(clause: string): { owner: string; length: number } | null {
  const duty =
    /^由(?<owner>[^，。；：]{2,40}?)(?:(?:会同|联合|配合)[^，。；：]{2,30}?)?(?:牵头|负责|(?=于|20\d{2}年|年内|年底|完成|组织|开展|实施|制定|编制|推进|落实|启动|统筹))/u.exec(
      clause,
    );
  const owner = officeOf(duty?.groups?.['owner'] ?? '');
  return duty && owner !== null ? { owner, length: duty[0].length } : null;
}

/** …（区住建局、区城管局）at the end of a promise. */
function inLastBracket(text: string): string | null {
  const said = /[（(](?<owner>[^（()）]{2,60})[）)][。；]?\s*$/u.exec(text.slice(-70))?.groups?.['owner'];
  return said !== undefined && said.split(/[、，]/u).every((part) => isOffice(part.trim())) ? said : null;
}

function isOffice(said: string): boolean {
  return said.length >= 2 && said.length <= LONGEST && OFFICE_END.test(said) && !NOBODY.test(said);
}

/** 区住建局将…, 我局将…: the subject that a sentence begins with, and how long it is with its auxiliary. */
export function subjectOwner(text: string): { owner: string | null; length: number } {
  const opening = /^(?:下一步|下一阶段|下阶段|今后|接下来)[，,]?/u.exec(text)?.[0].length ?? 0;
  const rest = text.slice(opening, opening + 36);
  const auxiliary =
    /将(?!于|军|来)|(?<=[局委办部厅府会])(?:要|拟|应|须)|(?<=[局委办部厅府会门位道镇乡司团])(?:负责|牵头)(?=\p{Script=Han}{4})/u.exec(
      rest,
    );
  if (!auxiliary || /[，；。、]/u.test(rest.slice(0, auxiliary.index).replaceAll(/[、]/gu, '')))
    return { owner: null, length: opening };
  const subject = rest.slice(0, auxiliary.index);
  const length = opening + auxiliary.index + auxiliary[0].length;
  const isSelf = /^我(?:局|委|办|厅|部|院|中心)$/u.test(subject);
  if (isSelf || isOffice(subject)) return { owner: subject, length };
  return subject === '' || NOBODY.test(subject) ? { owner: null, length } : { owner: null, length: opening };
}
